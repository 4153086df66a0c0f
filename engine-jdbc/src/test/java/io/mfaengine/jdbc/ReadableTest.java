package io.mfaengine.jdbc;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator sees who looks into the tables: JSON, and no secret. */
class ReadableTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement({"R87", "R89", "R91", "I7"})
    void theTablesAreReadableAndShowNoSecret(TestDatabase database) {
        DataSource dataSource = database.empty();
        MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
        MfaEngine mfa = MfaEngine.builder(JdbcStore.create(dataSource), KeyRing.generate())
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .method(RecoveryCodes.of().rounds(1_000))
                .build();
        Intent intent = Intent.user("usr_1").action("transfer").detail("payee", "canary payee");
        ActionSession person = mfa.session(mfa.track(intent).token()).orElseThrow();
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), clock);
        String code = phone.code();
        Verification.Accepted accepted = person.verify(AUTHENTICATOR_APP, code).accepted();
        String dump = TestDatabase.dump(dataSource);
        assertThat(dump)
                .contains("{\"")
                .contains("usr_1", "transfer", "CHALLENGE_SUCCEEDED", "AUTHENTICATOR_APP")
                .doesNotContain("canary payee", "\"" + code + "\"");
        String flat = dump.toLowerCase(Locale.ROOT);
        for (Secret secret : accepted.recoveryCodes()) {
            byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
            assertThat(dump)
                    .doesNotContain(secret.reveal(), secret.reveal().replace("-", ""))
                    .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(plain));
            assertThat(flat).doesNotContain(HexFormat.of().formatHex(plain));
        }
    }
}
