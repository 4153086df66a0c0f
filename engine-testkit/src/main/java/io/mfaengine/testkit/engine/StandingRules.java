package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Questions that stand open without being asked, and what asking them does. */
interface StandingRules extends EngineRules {
    @Test
    @Requirement({"R67", "I3"})
    default void aLaterTokenOfAnActionFindsItsStandingQuestionOpenAgain() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Intent transfer = Intent.user("usr_123").action("transfer").idempotencyKey("t-1");
        ActionSession first = world.session(world.mfa.track(transfer).token());
        first.verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        world.clock.move(Duration.ofMinutes(11));
        ActionSession second = world.session(world.mfa.track(transfer).token());
        assertThat(second.verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                        .refused()
                        .attemptsLeft())
                .as("the type still counts both")
                .isEqualTo(3);
        assertThat(second.verify(AUTHENTICATOR_APP, user.phone().code())).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("I4")
    default void askingAgainForWhatIsOpenWritesNothingHoweverItWasOpened() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        AuthenticatorId app = world.mfa.getAuthenticators("usr_123").get(0).id();
        ActionSession session = world.person(user.userId());
        Challenge.Open open = session.challenge(app).open();
        world.events.clear();
        assertThat(session.challenge(app).open().expiresAt()).isEqualTo(open.expiresAt());
        assertThat(session.challenge(AUTHENTICATOR_APP).open().expiresAt()).isEqualTo(open.expiresAt());
        assertThat(world.events).isEmpty();
    }
}
