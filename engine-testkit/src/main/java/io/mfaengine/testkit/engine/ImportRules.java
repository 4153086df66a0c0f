package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.testkit.engine.Steps.apps;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.io.BaseEncoding;
import io.mfaengine.TrackRequest.Scope;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An authenticator that another system has proved, bound on the application's word. */
interface ImportRules extends EngineRules {
    @Test
    @Requirement({"R4", "R49"})
    default void anAppOfAnotherSystemIsEnrolledFromItsUri() {
        EngineWorld world = world();
        Secret uri = uri(16);
        Verification.Accepted accepted = world.mfa
                .enrollVerifiedAuthenticator("usr_123", AUTHENTICATOR_APP, uri)
                .accepted();
        assertThat(accepted.enrolled()).isTrue();
        assertThat(accepted.recoveryCodes()).hasSize(10);
        assertThat(world.mfa.getUser("usr_123").isEnrolled()).isTrue();
        PhoneApp phone = PhoneApp.scan(URI.create(uri.reveal()), world.clock);
        assertThat(outcome(world.person("usr_123").verify(AUTHENTICATOR_APP, phone.code())))
                .isEqualTo("done");
        assertThat(Steps.events(world, "authenticator.enrolled"))
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEqualTo("host"))
                .satisfies(event -> assertThat(event.attributes())
                        .containsEntry("origin", "host")
                        .containsEntry("override", "false"));
    }

    @Test
    @Requirement({"R4", "R91"})
    default void aSeedUnder128BitsAndWhatIsNoSuchUriAreErrorsThatNameTheBoundAndNotTheSecret() {
        EngineWorld world = world();
        String seed = seed(15);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> assertThat(world.mfa.enrollVerifiedAuthenticator("usr_123", AUTHENTICATOR_APP, uri(15)))
                                .isNull())
                .withMessageContaining("128")
                .withMessageNotContaining(seed);
        for (String bad : List.of(
                "",
                seed(20),
                "otpauth://hotp/Acme:ada?secret=" + seed(20),
                "otpauth://totp/Acme:ada",
                "otpauth://totp/Acme:ada?secret=" + seed(20) + "&period=60",
                "otpauth://totp/Acme:ada?secret=" + seed(20) + "&digits=5",
                "otpauth://totp/Acme:ada?secret=" + seed(20) + "&algorithm=MD5",
                "otpauth://totp/Acme:ada?secret=" + seed(20) + "&secret=" + seed(20))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(
                                    world.mfa.enrollVerifiedAuthenticator("usr_123", AUTHENTICATOR_APP, Secret.of(bad)))
                            .isNull())
                    .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(seed(20)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(world.mfa.enrollVerifiedAuthenticator(
                                "usr_123", AuthenticatorType.SMS, Secret.of("+64211234567")))
                        .isNull())
                .withMessageContaining("SMS")
                .withMessageNotContaining("64211234567");
        assertThat(Steps.version(world, "usr_123")).isEqualTo(Version.ABSENT);
    }

    @Test
    @Requirement({"R4", "R6"})
    default void aSeedThatTheEngineMakesHas160Bits() {
        EngineWorld world = world();
        Prompt prompt = world.person("usr_123").enroll(AUTHENTICATOR_APP).open().prompt();
        assertThat(prompt).isInstanceOfSatisfying(Prompt.Scan.class, scan -> {
            String query = URI.create(scan.uri().reveal()).getRawQuery();
            String secret = query.replaceAll(".*secret=([A-Z2-7]+).*", "$1");
            assertThat(BaseEncoding.base32().omitPadding().decode(secret)).hasSize(20);
        });
    }

    @Test
    @Requirement({"R49", "R43", "I5"})
    default void aBoundUserTakesAnOverrideThatIsTold() {
        EngineWorld world = world();
        world.enrolled("usr_123");
        Version before = Steps.version(world, "usr_123");
        assertThat(outcome(world.mfa.enrollVerifiedAuthenticator("usr_123", AUTHENTICATOR_APP, uri(20))))
                .isEqualTo("CHALLENGE_FIRST");
        assertThat(outcome(world.mfa.enrollVerifiedAuthenticator(
                        "usr_123",
                        AUTHENTICATOR_APP,
                        uri(20),
                        Scope.UPDATE_AUTHENTICATORS,
                        Scope.REMOVE_AUTHENTICATORS)))
                .isEqualTo("CHALLENGE_FIRST");
        assertThat(Steps.version(world, "usr_123")).isEqualTo(before);
        Verification.Accepted accepted = world.mfa
                .enrollVerifiedAuthenticator(
                        "usr_123", AUTHENTICATOR_APP, uri(20), Scope.ADD_AUTHENTICATORS, Scope.ADD_AUTHENTICATORS)
                .accepted();
        assertThat(accepted.recoveryCodes()).isEmpty();
        assertThat(apps(world, "usr_123"))
                .hasSize(2)
                .contains(accepted.authenticator().id());
        assertThat(Steps.events(world, "authenticator.enrolled").get(1).attributes())
                .containsEntry("origin", "host")
                .containsEntry("override", "true")
                .containsEntry("authenticator", accepted.authenticator().id().value());
    }

    @Test
    @Requirement({"R21", "R26", "I3"})
    default void anImportForgivesNoFailures() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Steps.lockApp(world, user);
        assertThat(outcome(world.mfa.enrollVerifiedAuthenticator(
                        "usr_123", AUTHENTICATOR_APP, uri(20), Scope.ADD_AUTHENTICATORS)))
                .isEqualTo("done");
        assertThat(outcome(world.person("usr_123")
                        .verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("LOCKED");
        assertThat(outcome(world.person("usr_123")
                        .verify(RECOVERY_CODE, user.recoveryCodes().get(0).reveal())))
                .isEqualTo("done");
    }

    @Test
    @Requirement({"R49", "R54"})
    default void nothingIsImportedForATypeThatIsOff() {
        EngineWorld world = world();
        Steps.update(world.mfa, s -> s.off(AUTHENTICATOR_APP));
        assertThat(outcome(world.mfa.enrollVerifiedAuthenticator("usr_123", AUTHENTICATOR_APP, uri(20))))
                .isEqualTo("NOT_PERMITTED");
        assertThat(Steps.version(world, "usr_123")).isEqualTo(Version.ABSENT);
    }

    private static Secret uri(int bytes) {
        return Secret.of("otpauth://totp/Other:ada?secret=" + seed(bytes) + "&issuer=Other");
    }

    private static String seed(int bytes) {
        byte[] seed = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            seed[i] = (byte) (i * 37 + 11);
        }
        return BaseEncoding.base32().omitPadding().encode(seed);
    }
}
