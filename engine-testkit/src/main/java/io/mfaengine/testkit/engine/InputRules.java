package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.Refusal.ALREADY_USED;
import static io.mfaengine.model.Refusal.MALFORMED;
import static io.mfaengine.model.Refusal.NOT_OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Verification;
import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What can't be a code is neither compared nor counted, before a question, in it and after it. */
interface InputRules extends EngineRules {
    List<String> NO_CODES = List.of(
            "",
            " ",
            "-",
            "null",
            "true",
            "[]",
            "12345",
            "1234567",
            "12345a",
            "+12345",
            "-12345",
            "1e5000",
            "0x1234",
            "123 456 7",
            "123\u00a0456",
            "123\u2011456",
            "123\t456",
            "12345\n",
            "123456\0",
            "\uff11\uff12\uff13\uff14\uff15\uff16",
            "\u0661\u0662\u0663\u0664\u0665\u0666",
            "\ud835\udfce\ud835\udfce\ud835\udfce",
            "\ud800\ud800\ud800\ud800\ud800\ud800",
            " ".repeat(100) + "123456",
            "1".repeat(10 << 20));

    @Test
    @Requirement({"R10", "R11", "I3"})
    default void whatIsNoCodeIsMalformedAndNotCounted() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession person = world.person("usr_123");
        for (String text : NO_CODES) {
            assertThat(person.verify(AUTHENTICATOR_APP, text).refused().reason())
                    .as(shown(text))
                    .isEqualTo(MALFORMED);
            assertThat(person.verify(RECOVERY_CODE, text).refused().reason())
                    .as(shown(text))
                    .isEqualTo(MALFORMED);
        }
        assertThat(person.verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                        .refused()
                        .attemptsLeft())
                .isEqualTo(4);
        assertThat(person.verify(RECOVERY_CODE, "AAAA-AAAA-AAAA-AAAA").refused().attemptsLeft())
                .isEqualTo(4);
        person.verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
    }

    @Test
    @Requirement({"R10", "R11"})
    default void whatIsNoCodeIsRefusedBeforeAQuestionAndAfterIt() {
        EngineWorld world = world();
        Handle token = world.mfa.track(EngineWorld.signIn("usr_123")).token();
        ActionSession person = world.session(token);
        for (String text : NO_CODES) {
            assertThat(person.verify(AUTHENTICATOR_APP, text).refused().reason())
                    .as(shown(text))
                    .isEqualTo(NOT_OPEN);
        }
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        for (String text : NO_CODES) {
            assertThat(person.verify(AUTHENTICATOR_APP, text).refused().reason())
                    .as(shown(text))
                    .isEqualTo(MALFORMED);
        }
        person.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        for (String text : NO_CODES) {
            assertThat(person.verify(AUTHENTICATOR_APP, text).refused().reason())
                    .as(shown(text))
                    .isEqualTo(ALREADY_USED);
        }
    }

    @Test
    @Requirement("R11")
    default void spacesAndHyphensOfTheKeyboardAreTakenOutAndNothingElse() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        for (String pattern : List.of("%s %s", "%s-%s", " %s%s ", "- %s - %s -")) {
            world.clock.move(Duration.ofSeconds(60));
            String code = user.phone().code();
            String typed = String.format(Locale.ROOT, pattern, code.substring(0, 3), code.substring(3));
            assertThat(world.person("usr_123").verify(AUTHENTICATOR_APP, typed))
                    .as(pattern)
                    .isInstanceOf(Verification.Accepted.class);
        }
        String recovery = user.recoveryCodes().get(0).reveal();
        assertThat(world.person("usr_123")
                        .verify(
                                RECOVERY_CODE,
                                " " + recovery.toLowerCase(Locale.ROOT).replace("-", "  ")))
                .isInstanceOf(Verification.Accepted.class);
    }

    private static String shown(String text) {
        return text.length() + " characters: " + text.substring(0, Math.min(20, text.length()));
    }
}
