package io.mfaengine.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Operator;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Outcome;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is kept for how long, and what the trail says of the end. */
interface KeepingRules extends EngineRules {
    @Test
    @Requirement("R34")
    default void anOpenReviewOutlivesThePurgeUntilItIsSettled() {
        EngineWorld world = world();
        if (!world.isQueryable()) {
            return;
        }
        Operator jane = world.mfa.operator("jane@acme");
        assertThat(jane.updateSettings(all -> all.action("transfer", t -> t.outcome(Outcome.REVIEW)))
                        .actions())
                .containsKey("transfer");
        ActionId id = world.mfa
                .track(Intent.user("usr_123").action("transfer"))
                .action()
                .id();
        world.clock.move(Duration.ofDays(31));
        assertThat(jane.purge(100)).isZero();
        assertThat(world.mfa.updateAction(id, Action.Ruling.PASS_REVIEW))
                .map(Action::state)
                .contains(ActionState.REVIEW_SUCCEEDED);
        world.clock.move(Duration.ofDays(29));
        assertThat(jane.purge(100)).isZero();
        assertThat(world.mfa.getAction(id)).map(Action::state).contains(ActionState.REVIEW_SUCCEEDED);
        world.clock.move(Duration.ofDays(1));
        assertThat(jane.purge(100)).isLessThanOrEqualTo(1);
        assertThat(world.mfa.getAction(id)).isEmpty();
    }

    @Test
    @Requirement({"R92", "R18"})
    default void theTrailOfAUserWhoWasErasedWhileTheClockStoodBackIsWhole() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        assertThat(world.mfa.setDefaultAuthenticator(
                        user.userId(),
                        world.mfa.getAuthenticators(user.userId()).get(0).id()))
                .isTrue();
        world.clock.move(Duration.ofSeconds(-30));
        world.events.clear();
        assertThat(world.mfa.deleteUser(user.userId())).isTrue();
        assertThat(world.events).extracting(event -> event.type()).containsExactly("clock.back", "user.erased");
        if (world.isQueryable()) {
            assertThat(world.mfa.operator("jane@acme").trail(user.userId()).isWhole())
                    .isTrue();
        }
    }
}
