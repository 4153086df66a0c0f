package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.Challenge;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Prompt;
import io.mfaengine.requirements.Requirement;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
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

    @Test
    default void theStatusShowsWhatIsOpenFromTheStartWhatIsLeftAndTheWayBack() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        URI back = URI.create("https://acme.example/back?q=1");
        Handle token = world.mfa
                .track(TrackRequest.of(EngineWorld.signIn(user.userId()))
                        .redirectUrl(back)
                        .locale(Locale.CANADA_FRENCH)
                        .manage())
                .token();
        ActionSession session = world.session(token);
        world.events.clear();
        ActionStatus status = session.status();
        assertThat(status.tracked()).isEqualTo(new ActionStatus.Tracked(Locale.CANADA_FRENCH, back, true));
        assertThat(status.awaitsChallenge()).isTrue();
        assertThat(status.mayEnroll()).isFalse();
        assertThat(choice(status, AUTHENTICATOR_APP).open()).isEqualTo(new Prompt.Enter(6));
        assertThat(choice(status, AUTHENTICATOR_APP).left()).isNull();
        assertThat(choice(status, AUTHENTICATOR_APP).address()).isEqualTo(new Prompt.Address.None());
        assertThat(choice(status, RECOVERY_CODE).left()).isEqualTo(10);
        assertThat(choice(status, RECOVERY_CODE).open()).isEqualTo(new Prompt.Enter(16));
        assertThat(world.events).isEmpty();
        session.verify(RECOVERY_CODE, user.recoveryCodes().get(0).reveal()).accepted();
        ActionStatus after = session.status();
        assertThat(after.awaitsChallenge()).isFalse();
        assertThat(after.mayEnroll()).isTrue();
        assertThat(choice(after, RECOVERY_CODE).left()).isEqualTo(9);
        ActionStatus fresh = world.person("usr_456").status();
        assertThat(fresh.mayEnroll()).isTrue();
        assertThat(choice(fresh, AUTHENTICATOR_APP).open()).isNull();
        assertThat(fresh.tracked()).isEqualTo(new ActionStatus.Tracked(null, null, false));
    }

    private static ActionStatus.Choice choice(ActionStatus status, AuthenticatorType type) {
        return status.choices().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
