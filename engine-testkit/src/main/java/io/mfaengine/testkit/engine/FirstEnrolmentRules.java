package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.testkit.engine.Steps.MILLI;
import static io.mfaengine.testkit.engine.Steps.apps;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.managing;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static io.mfaengine.testkit.engine.Steps.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one free pass: an enrolment while nothing is bound, and what is begun and not confirmed. */
interface FirstEnrolmentRules extends EngineRules {
    @Test
    @Requirement({"R48", "I5", "I8"})
    default void ofSixtyFourPendingFirstEnrolmentsOneIsConfirmed() {
        EngineWorld world = world();
        Race.rounds(12, (race, round) -> {
            String userId = "usr_" + round;
            List<ActionSession> sessions = new ArrayList<>();
            List<PhoneApp> phones = new ArrayList<>();
            for (int i = 0; i < Race.RUNNERS; i++) {
                MfaEngine engine = i % 2 == 0 ? world.mfa : world.other;
                Decision decision = engine.track(intent(userId, "sign-in", "k" + i));
                assertThat(decision.next()).isEqualTo(Decision.Next.ENROLL);
                ActionSession session = engine.session(decision.token()).orElseThrow();
                sessions.add(session);
                phones.add(PhoneApp.scan(session.enroll(AUTHENTICATOR_APP), world.clock));
            }
            List<String> came = race.all(runner -> outcome(sessions.get(runner)
                    .verify(AUTHENTICATOR_APP, phones.get(runner).code())));
            assertThat(came).filteredOn("done"::equals).hasSize(1);
            assertThat(came).filteredOn("CHALLENGE_FIRST"::equals).hasSize(Race.RUNNERS - 1);
            assertThat(apps(world, userId)).hasSize(1);
            assertThat(sessions)
                    .filteredOn(session -> session.status().state() == ActionState.CHALLENGE_SUCCEEDED)
                    .hasSize(1);
        });
    }

    @Test
    @Requirement({"R46", "I5"})
    default void whatIsPendingVerifiesNothingAndCountsAsNotEnrolled() {
        EngineWorld world = world();
        Decision decision = world.mfa.track(intent("usr_123", "sign-in", "one"));
        ActionSession person = world.session(decision.token());
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);

        assertThat(person.status().authenticators())
                .singleElement()
                .extracting(Authenticator::status)
                .isEqualTo(Authenticator.Status.PENDING);
        assertThat(world.mfa.getUser("usr_123").isEnrolled()).isFalse();
        assertThat(world.mfa.getUser("usr_123").enrolled()).isEmpty();
        assertThat(world.mfa.getAuthenticators("usr_123")).isEmpty();
        assertThat(world.mfa.track(intent("usr_123", "sign-in", "two")).next()).isEqualTo(Decision.Next.ENROLL);
        assertThat(outcome(person.challenge(AUTHENTICATOR_APP))).isEqualTo("NOT_OPEN");
        assertThat(outcome(world.person("usr_123").verify(AUTHENTICATOR_APP, phone.code())))
                .isEqualTo("NOT_OPEN");
        assertThat(world.mfa
                        .validateChallenge(decision.token(), intent("usr_123", "sign-in", "one"))
                        .isValid())
                .isFalse();
    }

    @Test
    @Requirement({"R46", "R47"})
    default void aSecondAppVerifiesNothingBeforeItIsConfirmed() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession person = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        PhoneApp second = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(outcome(world.person("usr_123").verify(AUTHENTICATOR_APP, second.code())))
                .isEqualTo("WRONG_RESPONSE");
        assertThat(apps(world, "usr_123")).hasSize(1);
    }

    @Test
    @Requirement({"R46"})
    default void aPendingEnrolmentCanBeConfirmedForTenMinutes() {
        EngineWorld world = world();
        Decision decision = world.mfa.track(intent("usr_123", "sign-in", "one"));
        PhoneApp phone = PhoneApp.scan(world.session(decision.token()).enroll(AUTHENTICATOR_APP), world.clock);
        world.clock.move(Duration.ofMinutes(10));
        ActionSession again = world.session(
                world.mfa.track(intent("usr_123", "sign-in", "one")).token());
        assertThat(outcome(again.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("EXPIRED");
        assertThat(again.status().authenticators()).isEmpty();
        world.clock.move(MILLI.negated());
        assertThat(outcome(again.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("done");
    }

    @Test
    @Requirement({"R47"})
    default void anAbandonedEnrolmentLeavesTheOldAppAsItWas() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        List<AuthenticatorId> before = apps(world, "usr_123");
        ActionSession person = pass(world, managing(world.mfa, "usr_123", "m"), user.phone());
        PhoneApp abandoned = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        PhoneApp other = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(other.code()).as("the server makes a fresh seed each time").isNotEqualTo(abandoned.code());
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, abandoned.code()))).isEqualTo("WRONG_RESPONSE");
        assertThat(apps(world, "usr_123")).isEqualTo(before);
        assertThat(pass(world, world.mfa.track(EngineWorld.signIn("usr_123")), user.phone())
                        .status()
                        .state())
                .isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
    }

    @Test
    @Requirement({"R47", "I6"})
    default void aCodeConfirmsOnlyTheEnrolmentOfItsOwnAction() {
        EngineWorld world = world();
        ActionSession one = world.session(
                world.mfa.track(intent("usr_123", "sign-in", "one")).token());
        ActionSession two = world.session(
                world.mfa.track(intent("usr_123", "sign-in", "two")).token());
        ActionSession stranger = world.person("stranger");
        PhoneApp phone = PhoneApp.scan(one.enroll(AUTHENTICATOR_APP), world.clock);
        PhoneApp other = PhoneApp.scan(two.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(PhoneApp.scan(stranger.enroll(AUTHENTICATOR_APP), world.clock))
                .isNotNull();
        assertThat(outcome(two.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("WRONG_RESPONSE");
        assertThat(outcome(stranger.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("WRONG_RESPONSE");
        assertThat(outcome(two.verify(AUTHENTICATOR_APP, other.code()))).isEqualTo("done");
        assertThat(outcome(one.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("CHALLENGE_FIRST");
    }

    @Test
    @Requirement({"R14", "R12", "I2"})
    default void theCodeThatConfirmedIsUsedUp() {
        EngineWorld world = world();
        ActionSession person = world.person("usr_123");
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("done");
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("ALREADY_USED");
        assertThat(outcome(world.person("usr_123").verify(AUTHENTICATOR_APP, phone.code())))
                .isEqualTo("ALREADY_USED");
    }

    @Test
    @Requirement({"R48", "I2"})
    default void oneEnrolmentConfirmedSixtyFourTimesAtOnceIsOne() {
        EngineWorld world = world();
        Race.rounds(8, (race, round) -> {
            String userId = "usr_" + round;
            Decision decision = world.mfa.track(intent(userId, "sign-in", "k"));
            ActionSession mine = world.session(decision.token());
            ActionSession other = world.other.session(decision.token()).orElseThrow();
            PhoneApp phone = PhoneApp.scan(mine.enroll(AUTHENTICATOR_APP), world.clock);
            List<String> came = race.all(
                    runner -> outcome((runner % 2 == 0 ? mine : other).verify(AUTHENTICATOR_APP, phone.code())));
            assertThat(came).filteredOn("done"::equals).hasSize(1);
            assertThat(apps(world, userId)).hasSize(1);
            assertThat(Steps.ids(world, userId, io.mfaengine.model.AuthenticatorType.RECOVERY_CODE))
                    .hasSize(1);
        });
    }
}
