package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.Refusal.ALREADY_USED;
import static io.mfaengine.model.Refusal.LOCKED;
import static io.mfaengine.model.Refusal.MALFORMED;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Validation;
import io.mfaengine.Verification;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way of a person through the engine, as an application would write it. */
interface JourneyRules extends EngineRules {
    @Test
    @Requirement({"R58", "I2"})
    default void aPersonEnrolsProvesThemselvesAndTheApplicationValidatesOnce() {
        EngineWorld world = world();
        MfaEngine mfa = world.mfa;
        assertThat(mfa.getUser("usr_123").isEnrolled()).isFalse();

        Intent transfer = Intent.user("usr_123").action("transfer").detail("amount", "100");
        Decision first = mfa.track(transfer);
        assertThat(first.next()).isEqualTo(Decision.Next.ENROLL);
        ActionSession person = mfa.session(first.token()).orElseThrow();
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        Verification.Accepted enrolled =
                person.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        assertThat(enrolled.enrolled()).isTrue();
        assertThat(enrolled.recoveryCodes()).hasSize(10);
        assertThat(mfa.validateChallenge(first.token(), transfer).isValid()).isTrue();
        assertThat(mfa.getUser("usr_123").isEnrolled()).isTrue();

        world.clock.move(Duration.ofDays(30));
        Decision second = mfa.track(transfer);
        assertThat(second.next()).isEqualTo(Decision.Next.CHALLENGE);
        ActionSession again = mfa.session(second.token()).orElseThrow();
        assertThat(again.status().intent().details()).containsEntry("amount", "100");
        assertThat(again.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isFalse();
        assertThat(mfa.validateChallenge(second.token(), transfer.detail("amount", "1000"))
                        .reason())
                .contains(Validation.Invalid.OTHER_INTENT);
        Validation proof = mfa.validateChallenge(second.token(), transfer);
        assertThat(proof.clearance().intent("transfer").details()).containsEntry("amount", "100");
        assertThat(mfa.validateChallenge(second.token(), transfer).reason())
                .contains(Validation.Invalid.ALREADY_VALIDATED);
    }

    @Test
    @Requirement({"R12", "R25", "R32", "I3", "I4"})
    default void fiveWrongCodesLockTheAppWhileARecoveryCodeOpensTheDoorOnce() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        ActionSession guesser = world.person("usr_123");
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(guesser.verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                            .refused()
                            .reason())
                    .isEqualTo(WRONG_RESPONSE);
        }
        assertThat(world.person("usr_123")
                        .verify(AUTHENTICATOR_APP, user.phone().code())
                        .refused()
                        .reason())
                .isEqualTo(LOCKED);
        Handle token = world.mfa.track(EngineWorld.signIn("usr_123")).token();
        String code = user.recoveryCodes().get(0).reveal();
        assertThat(world.session(token).verify(RECOVERY_CODE, code)).isInstanceOf(Verification.Accepted.class);
        assertThat(world.mfa
                        .validateChallenge(token, EngineWorld.signIn("usr_123"))
                        .isValid())
                .isTrue();
        assertThat(world.person("usr_123").verify(RECOVERY_CODE, code).refused().reason())
                .isEqualTo(ALREADY_USED);
        world.clock.move(Duration.ofSeconds(31));
        assertThat(world.person("usr_123")
                        .verify(AUTHENTICATOR_APP, user.phone().code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R92")
    default void whatWasRefusedStandsInTheTrailWhereItHappened() {
        EngineWorld world = world();
        world.clock.move(Duration.ofSeconds(60));
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        world.clock.move(Duration.ofSeconds(60));
        assertThat(world.person("usr_123")
                        .verify(AUTHENTICATOR_APP, "no code")
                        .refused()
                        .reason())
                .isEqualTo(MALFORMED);
        world.clock.move(Duration.ofSeconds(60));
        world.person("usr_123").verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
        List<MfaEvent> trail = world.mfa.operator("jane").trail("usr_123").events();
        assertThat(trail).extracting(MfaEvent::at).isSorted();
        assertThat(trail)
                .extracting(MfaEvent::type)
                .containsSubsequence("authenticator.enrolled", "attempt.refused", "challenge.passed");
    }
}
