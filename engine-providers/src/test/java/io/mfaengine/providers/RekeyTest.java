package io.mfaengine.providers;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.jdbc.JdbcStore;
import io.mfaengine.method.EmailCode;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.MovableClock;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** A provider's secrets are sealed with everything else, under the newest key. */
final class RekeyTest {
    private static final byte[] OLD = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");

    private MfaEngine engine(MfaStore store, KeyRing keys) {
        return MfaEngine.builder(store, keys)
                .clock(clock)
                .method(EmailCode.chosen("Acme", Providers.of(clock).email()))
                .build();
    }

    @Test
    @Requirement("I7")
    void after_rekeying_the_old_key_is_needed_no_longer() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:rekey;DB_CLOSE_DELAY=-1");
        MfaStore store = JdbcStore.create(database);
        ProviderSettings hook = ProviderSettings.of("webhook")
                .field("url", "https://sender.example/mfa")
                .secret("key", Secret.of("a-key-of-16-characters"));
        Operator before = engine(store, KeyRing.of("old", OLD)).operator("jane");
        assertThat(before.updateSettings(settings -> settings.type(EMAIL_OTP, type -> type.provider(hook))))
                .isNotNull();
        Operator rotating =
                engine(store, KeyRing.of("new", NEW).older("old", OLD)).operator("jane");
        assertThat(rotating.keyUse()).containsKey("old");
        assertThat(rotating.rekey(users -> {})).isEqualTo(1);
        assertThat(rotating.keyUse()).doesNotContainKey("old").containsEntry("new", 2L);
        assertThat(rotating.rekey(users -> {})).isZero();
        Operator after = engine(store, KeyRing.of("new", NEW)).operator("jane");
        assertThat(after.checkProvider(EMAIL_OTP).isAccepted()).isTrue();
        assertThat(Objects.requireNonNull(after.settings().type(EMAIL_OTP).provider())
                        .secrets()
                        .get("key")
                        .masked())
                .isEqualTo("\u2022\u2022\u2022\u2022ters");
    }
}
