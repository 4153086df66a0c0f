package io.mfaengine.jdbc;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
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

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement({"R87", "R89", "R90", "I7"})
    void theTablesShowNoCodeNumberAddressOrLink(TestDatabase database) {
        DataSource dataSource = database.empty();
        MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
        Outbox outbox = Outbox.create();
        MfaEngine mfa = MfaEngine.builder(JdbcStore.create(dataSource), KeyRing.generate())
                .clock(clock)
                .method(SmsCode.of("Acme", outbox.sms(), "NZ"))
                .method(EmailCode.of("Acme", outbox.email()))
                .method(EmailLink.of("Acme", outbox.email(), URI.create("https://shop.example/link")))
                .build();
        String phone = "+64271234567";
        String mail = "jane.canary@shop.example";
        assertThat(mfa.updateUser(
                                "usr_1",
                                UserUpdate.nothing().verifiedEmail(mail).verifiedPhoneNumber(phone))
                        .userId())
                .isEqualTo("usr_1");
        for (AuthenticatorType type : List.of(SMS, EMAIL_OTP, EMAIL_MAGIC_LINK)) {
            Secret to = Secret.of(type.equals(SMS) ? phone : mail);
            mfa.enrollVerifiedAuthenticator("usr_1", type, to, TrackRequest.Scope.ADD_AUTHENTICATORS)
                    .accepted();
        }
        ActionSession person = mfa.session(
                        mfa.track(Intent.user("usr_1").action("transfer")).token())
                .orElseThrow();
        person.challenge(SMS).open();
        person.challenge(EMAIL_OTP).open();
        person.challenge(EMAIL_MAGIC_LINK).open();
        String reply = outbox.lastReply(mail).value();
        List<String> codes = List.of(
                outbox.lastCode(phone), outbox.messages().get(1).text().replaceAll("(?s)\\D*?(\\d{6}).*", "$1"));
        String dump = TestDatabase.dump(dataSource);
        assertThat(dump).contains("usr_1", "SMS", "EMAIL_OTP", "CHALLENGE_REQUIRED");
        String flat = dump.toLowerCase(Locale.ROOT);
        for (String secret : List.of("271234567", "1234567", "jane.canary", reply)) {
            byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(flat)
                    .doesNotContain(secret.toLowerCase(Locale.ROOT))
                    .doesNotContain(HexFormat.of().formatHex(plain));
        }
        for (String code : codes) {
            assertThat(code).matches("\\d{6}");
            assertThat(dump).doesNotContainPattern("(?<![0-9A-Za-z_-])" + code + "(?![0-9A-Za-z_-])");
        }
    }
}
