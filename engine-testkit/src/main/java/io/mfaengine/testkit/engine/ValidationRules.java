package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.testkit.engine.Steps.MILLI;
import static io.mfaengine.testkit.engine.Steps.apps;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.managing;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static io.mfaengine.testkit.engine.Steps.pass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Validation;
import io.mfaengine.Validation.Invalid;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a passed challenge is good for: this very intent, once, for a while. */
interface ValidationRules extends EngineRules {
    /** The intent that most of these tests pass. */
    Intent TRANSFER = intent("usr_123", "transfer", "k").detail("amount", "100").detail("payee", "x");

    @Test
    @Requirement({"R58", "R61", "I6"})
    default void aProofIsForItsUserActionKeyAndDetailsAndNothingElse() {
        EngineWorld world = world();
        Handle token = passed(world, world.enrolled("usr_123"), TRANSFER);
        Map<String, Intent> others = Map.of(
                "user",
                        intent("usr_124", "transfer", "k")
                                .detail("amount", "100")
                                .detail("payee", "x"),
                "action",
                        intent("usr_123", "withdraw", "k")
                                .detail("amount", "100")
                                .detail("payee", "x"),
                "key", TRANSFER.idempotencyKey("l"),
                "no key",
                        Intent.user("usr_123")
                                .action("transfer")
                                .detail("amount", "100")
                                .detail("payee", "x"),
                "amount", TRANSFER.detail("amount", "1000"),
                "more details", TRANSFER.detail("note", ""),
                "fewer details", intent("usr_123", "transfer", "k").detail("amount", "100"),
                "no details", intent("usr_123", "transfer", "k"),
                "shifted",
                        intent("usr_123", "transfer", "k")
                                .detail("amount", "100payee")
                                .detail("x", ""));
        others.forEach((what, other) -> {
            Validation validation = world.mfa.validateChallenge(token, other);
            assertThat(validation.reason()).as(what).contains(Invalid.OTHER_INTENT);
            assertThat(validation.action()).as(what).isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(() -> assertThat(validation.clearance()).isNull());
        });
        MfaEngine neighbour = world.engine(world.store).tenant("other").build();
        assertThat(neighbour.validateChallenge(token, TRANSFER).reason()).contains(Invalid.UNKNOWN_TOKEN);

        Validation valid = world.mfa.validateChallenge(token, TRANSFER);
        assertThat(valid.isValid()).isTrue();
        assertThat(valid.clearance().intent("transfer")).isEqualTo(TRANSFER);
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> assertThat(valid.clearance().intent("withdraw")).isNull())
                .withMessageContaining("withdraw");
    }

    @Test
    @Requirement({"R58", "R67"})
    default void anIntentWithoutAKeyIsValidatedWithoutOneOrWithTheOneThatTheEngineMade() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Decision decision = world.mfa.track(EngineWorld.signIn("usr_123"));
        pass(world, decision, user.phone());
        assertThat(world.mfa
                        .validateChallenge(
                                decision.token(), EngineWorld.signIn("usr_123").idempotencyKey("guessed"), "r")
                        .isValid())
                .isFalse();
        Validation valid = world.mfa.validateChallenge(decision.token(), EngineWorld.signIn("usr_123"), "r");
        assertThat(valid.clearance().intent("sign-in").id())
                .isEqualTo(decision.action().id());
        assertThat(world.mfa
                        .validateChallenge(decision.token(), valid.clearance().intent("sign-in"), "r")
                        .isValid())
                .isTrue();
    }

    @Test
    @Requirement({"R58", "I2"})
    default void aProofIsGoodOnceAndTheSameRequestGetsTheSameAnswer() {
        EngineWorld world = world();
        Handle token = passed(world, world.enrolled("usr_123"), TRANSFER);
        assertThat(world.mfa.validateChallenge(token, TRANSFER, "r-1").isValid())
                .isTrue();
        assertThat(world.other.validateChallenge(token, TRANSFER, "r-1").isValid())
                .isTrue();
        assertThat(world.mfa.validateChallenge(token, TRANSFER, "r-2").reason()).contains(Invalid.ALREADY_VALIDATED);
        assertThat(world.mfa.validateChallenge(token, TRANSFER).reason()).contains(Invalid.ALREADY_VALIDATED);
        assertThat(world.mfa
                        .validateChallenge(token, TRANSFER.detail("amount", "1000"), "r-1")
                        .reason())
                .contains(Invalid.OTHER_INTENT);
        assertThat(world.mfa.validateChallenge(token, TRANSFER, "r-1").isValid())
                .isTrue();
        assertThat(Steps.events(world, "action.validated")).hasSize(1);
    }

    @Test
    @Requirement({"R58", "I2"})
    default void withoutARequestIdEachQuestionIsAnother() {
        EngineWorld world = world();
        Handle token = passed(world, world.enrolled("usr_123"), TRANSFER);
        assertThat(world.mfa.validateChallenge(token, TRANSFER).isValid()).isTrue();
        assertThat(world.mfa.validateChallenge(token, TRANSFER).reason()).contains(Invalid.ALREADY_VALIDATED);
        assertThat(world.mfa.validateChallenge(token, TRANSFER, "r-1").reason()).contains(Invalid.ALREADY_VALIDATED);
        for (String requestId : List.of("", " ", "x".repeat(129), "a\nb", "\ud800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(world.mfa.validateChallenge(token, TRANSFER, requestId))
                            .isNull())
                    .withMessageContaining("requestId")
                    .withMessageContaining("128");
        }
    }

    @Test
    @Requirement("R58")
    default void settingsMayLetAProofBeValidatedUntilItExpires() {
        EngineWorld world = world();
        Steps.set(world, "transfer", set -> set.validatesOnce(false));
        Handle token = passed(world, world.enrolled("usr_123"), TRANSFER);
        for (int i = 0; i < 3; i++) {
            assertThat(world.mfa.validateChallenge(token, TRANSFER, "r-" + i).isValid())
                    .isTrue();
        }
        assertThat(world.mfa
                        .validateChallenge(token, TRANSFER.detail("amount", "1000"))
                        .isValid())
                .isFalse();
        world.clock.move(Duration.ofMinutes(2));
        assertThat(world.mfa.validateChallenge(token, TRANSFER).reason()).contains(Invalid.EXPIRED);
    }

    @Test
    @Requirement("R58")
    default void aProofIsGoodForTwoMinutes() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Handle token = passed(world, user, TRANSFER);
        world.clock.move(Duration.ofMinutes(2));
        assertThat(world.mfa.validateChallenge(token, TRANSFER).reason()).contains(Invalid.EXPIRED);
        assertThat(world.mfa
                        .validateChallenge(world.mfa.track(TRANSFER).token(), TRANSFER)
                        .reason())
                .as("a new token makes an old proof no younger")
                .contains(Invalid.EXPIRED);
        world.clock.move(MILLI.negated());
        assertThat(world.mfa.validateChallenge(token, TRANSFER).isValid()).isTrue();
    }

    @Test
    @Requirement("R58")
    default void aTokenCanBeValidatedTwoMinutesLongerThanItOpensASession() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Decision decision = world.mfa.track(TRANSFER);
        world.clock.move(Duration.ofMinutes(8).plusSeconds(30).minusMillis(1));
        pass(world, decision, user.phone());
        world.clock.move(MILLI);
        assertThat(world.mfa.session(decision.token())).isEmpty();
        world.clock.move(Duration.ofMinutes(2).minusMillis(2));
        assertThat(world.mfa.validateChallenge(decision.token(), TRANSFER).isValid())
                .isTrue();
    }

    @Test
    @Requirement({"R58", "R13", "I2", "I8"})
    default void ofSixtyFourValidationsOneIsValid() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Race.rounds(12, (race, round) -> {
            Intent intent = TRANSFER.idempotencyKey("k" + round);
            Handle token = passed(world, user, intent);
            List<Validation> came = race.all(runner -> {
                MfaEngine engine = runner % 2 == 0 ? world.mfa : world.other;
                return runner % 4 < 2
                        ? engine.validateChallenge(token, intent)
                        : engine.validateChallenge(token, intent, "r-" + runner);
            });
            assertThat(came).filteredOn(Validation::isValid).hasSize(1);
            assertThat(came)
                    .filteredOn(validation -> validation
                            .reason()
                            .filter(Invalid.ALREADY_VALIDATED::equals)
                            .isPresent())
                    .hasSize(Race.RUNNERS - 1);
        });
    }

    @Test
    @Requirement({"R58", "R67", "I8"})
    default void oneRequestAskedSixtyFourTimesAtOnceGetsOneAnswer() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Race.rounds(8, (race, round) -> {
            Intent intent = TRANSFER.idempotencyKey("k" + round);
            Handle token = passed(world, user, intent);
            List<Boolean> came = race.all(runner -> (runner % 2 == 0 ? world.mfa : world.other)
                    .validateChallenge(token, intent, "r-" + runner % 2)
                    .isValid());
            assertThat(came).filteredOn(valid -> valid).hasSize(Race.RUNNERS / 2);
            assertThat(new HashSet<>(List.of(came.get(0), came.get(1)))).hasSize(2);
        });
        assertThat(Steps.events(world, "action.validated").stream()
                        .map(event -> event.action())
                        .distinct()
                        .count())
                .isEqualTo(Steps.events(world, "action.validated").size());
    }

    @Test
    @Requirement({"R52", "R31", "R54", "R58"})
    default void aProofEndsWithTheAuthenticatorThatGaveItAndWaitsWhileItIsLockedOrOff() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        PhoneApp second = Steps.addApp(world, user);
        Steps.set(world, "transfer", set -> set.validatesOnce(false));
        Handle token = passed(world, user, TRANSFER);
        assertThat(world.mfa.validateChallenge(token, TRANSFER).isValid()).isTrue();

        Steps.lockApp(world, user);
        assertThat(world.mfa.validateChallenge(token, TRANSFER).reason()).contains(Invalid.NOT_PASSED);
        assertThat(world.mfa.operator("jane").unlock("usr_123", AUTHENTICATOR_APP))
                .isTrue();
        assertThat(world.mfa.validateChallenge(token, TRANSFER).isValid()).isTrue();
        Steps.update(world.other, s -> s.off(AUTHENTICATOR_APP));
        assertThat(world.mfa.validateChallenge(token, TRANSFER).reason()).contains(Invalid.NOT_PASSED);
        Steps.update(world.other, s -> s.on(AUTHENTICATOR_APP));
        assertThat(world.mfa.validateChallenge(token, TRANSFER).isValid()).isTrue();

        assertThat(outcome(pass(world, managing(world.mfa, "usr_123", "m"), second)
                        .remove(apps(world, "usr_123").get(0))))
                .isEqualTo("done");
        assertThat(world.mfa.validateChallenge(token, TRANSFER).reason()).contains(Invalid.NOT_PASSED);
    }

    @Test
    @Requirement({"R63", "R62"})
    default void nothingButAPassedChallengeMakesATokenValid() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Decision decision = world.mfa.track(TRANSFER);
        assertThat(world.mfa.validateChallenge(decision.token(), TRANSFER).reason())
                .contains(Invalid.NOT_PASSED);
        assertThat(outcome(world.session(decision.token()).challenge(AUTHENTICATOR_APP)))
                .isEqualTo("done");
        assertThat(outcome(world.session(decision.token())
                        .verify(AUTHENTICATOR_APP, user.phone().wrongCode())))
                .isEqualTo("WRONG_RESPONSE");
        assertThat(world.mfa.validateChallenge(decision.token(), TRANSFER).reason())
                .contains(Invalid.NOT_PASSED);
        String value = decision.token().value();
        for (String forged : List.of(
                "",
                "true",
                value + "&success=true",
                value + "=",
                value.toUpperCase(java.util.Locale.ROOT),
                value.substring(1),
                value.substring(0, value.length() - 1))) {
            assertThat(world.mfa.validateChallenge(Handle.of(forged), TRANSFER).reason())
                    .as(forged)
                    .contains(Invalid.UNKNOWN_TOKEN);
        }
        assertThat(Steps.events(world, "validation.refused")).isNotEmpty();
    }

    private static Handle passed(EngineWorld world, EngineWorld.Enrolled user, Intent intent) {
        Decision decision = world.mfa.track(intent);
        pass(world, decision, user.phone());
        return decision.token();
    }
}
