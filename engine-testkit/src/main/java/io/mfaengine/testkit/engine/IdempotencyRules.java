package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.Decision;
import io.mfaengine.IdempotencyConflict;
import io.mfaengine.MfaEngine;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same action tracked again is the same action, and another user's key is another key. */
interface IdempotencyRules extends EngineRules {
    @Test
    @Requirement("R67")
    default void aReplayGivesTheSameActionAndAnEquivalentToken() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Intent transfer = intent("usr_123", "transfer", "k").detail("amount", "100");
        Decision first = world.mfa.track(transfer);
        world.clock.move(Duration.ofMinutes(11));
        assertThat(world.mfa.session(first.token())).isEmpty();
        Decision again = world.other.track(transfer);
        assertThat(again.action()).isEqualTo(first.action());
        assertThat(again.next()).isEqualTo(Decision.Next.CHALLENGE);
        assertThat(again.token()).isNotEqualTo(first.token());
        assertThat(outcome(world.session(again.token())
                        .verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("done");
        Decision passed = world.mfa.track(transfer);
        assertThat(passed.next()).isEqualTo(Decision.Next.VALIDATE);
        assertThat(passed.action().state()).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
        assertThat(world.mfa.validateChallenge(passed.token(), transfer).isValid())
                .isTrue();
        assertThat(world.mfa.validateChallenge(again.token(), transfer).isValid())
                .as("both are for one proof")
                .isFalse();
    }

    @Test
    @Requirement({"R67", "R61"})
    default void theSameKeyWithOtherDetailsIsAConflictAndChangesNothing() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Intent transfer = intent("usr_123", "transfer", "k").detail("amount", "100");
        Decision first = world.mfa.track(transfer);
        for (Intent other : List.of(
                transfer.detail("amount", "1000"),
                transfer.detail("payee", "x"),
                intent("usr_123", "transfer", "k"),
                intent("usr_123", "transfer", "k").detail("amoun", "t100"))) {
            assertThatThrownBy(() -> assertThat(world.mfa.track(other)).isNull())
                    .isInstanceOfSatisfying(
                            IdempotencyConflict.class,
                            conflict -> assertThat(conflict.id())
                                    .isEqualTo(first.action().id()))
                    .hasMessageNotContaining("100");
        }
        assertThat(Steps.pass(world, first, user.phone()).status().intent()).isEqualTo(transfer);
        assertThat(world.mfa.validateChallenge(first.token(), transfer).isValid())
                .isTrue();
    }

    @Test
    @Requirement({"R67", "I6"})
    default void usersAndActionsDoNotMeetInAKey() {
        EngineWorld world = world();
        Intent mine = intent("usr_1", "transfer", "k").detail("amount", "1");
        Decision first = world.mfa.track(mine);
        for (Intent other : List.of(
                intent("usr_2", "transfer", "k").detail("amount", "2"),
                intent("usr_1", "withdraw", "k").detail("amount", "3"),
                intent("USR_1", "transfer", "k").detail("amount", "4"),
                intent("usr_1", "Transfer", "k").detail("amount", "5"),
                intent("usr_1", "transfer", "K").detail("amount", "6"),
                intent("usr_1", "transfer", "k ").detail("amount", "7"),
                intent("usr_1", "transfer", "\u212a").detail("amount", "8"))) {
            Decision decision = world.mfa.track(other);
            assertThat(decision.action().id()).isNotEqualTo(first.action().id());
            assertThat(world.session(decision.token()).status().intent()).isEqualTo(other);
            assertThat(world.mfa.validateChallenge(first.token(), other).isValid())
                    .isFalse();
        }
        assertThat(world.mfa.track(mine).action()).isEqualTo(first.action());
    }

    @Test
    @Requirement("R67")
    default void withoutAKeyEachTrackIsAnActionOfItsOwn() {
        EngineWorld world = world();
        Decision one = world.mfa.track(EngineWorld.signIn("usr_123"));
        Decision two = world.mfa.track(EngineWorld.signIn("usr_123"));
        assertThat(one.action().id()).isNotEqualTo(two.action().id());
    }

    @Test
    @Requirement({"R67", "I8"})
    default void sixtyFourTracksWithOneKeyAreOneAction() {
        EngineWorld world = world();
        Race.rounds(12, (race, round) -> {
            String userId = "usr_" + round;
            if (round % 2 == 0) {
                world.enrolled(userId);
            }
            int from = world.events.size();
            Intent transfer = intent(userId, "transfer", "k").detail("amount", "100");
            List<Handle> tokens = race.all(runner ->
                    (runner % 2 == 0 ? world.mfa : world.other).track(transfer).token());
            assertThat(new HashSet<>(tokens)).hasSize(Race.RUNNERS);
            assertThat(tokens)
                    .allSatisfy(token -> assertThat(world.mfa
                                    .session(token)
                                    .orElseThrow()
                                    .status()
                                    .state())
                            .isEqualTo(round % 2 == 0 ? ActionState.CHALLENGE_REQUIRED : ActionState.ALLOW));
            assertThat(Steps.eventsSince(world, from, userId))
                    .filteredOn("action.tracked"::equals)
                    .hasSize(1);
            assertThat(Steps.eventsSince(world, from, userId))
                    .filteredOn("user.created"::equals)
                    .hasSize(round % 2 == 0 ? 0 : 1);
        });
    }

    @Test
    @Requirement({"R67", "R61", "I8"})
    default void ofTwoSetsOfDetailsUnderOneKeyAtOnceOneIsTracked() {
        EngineWorld world = world();
        Race.rounds(12, (race, round) -> {
            Intent bare = intent("usr_" + round, "transfer", "k");
            List<String> came = race.all(runner -> {
                MfaEngine engine = runner % 2 == 0 ? world.mfa : world.other;
                String amount = runner % 4 < 2 ? "100" : "1000";
                try {
                    Decision decision = engine.track(bare.detail("amount", amount));
                    assertThat(engine.session(decision.token())
                                    .orElseThrow()
                                    .status()
                                    .intent()
                                    .details())
                            .containsEntry("amount", amount);
                    return amount;
                } catch (IdempotencyConflict e) {
                    return "conflict with " + amount;
                }
            });
            assertThat(came).filteredOn(text -> text.startsWith("conflict")).hasSize(Race.RUNNERS / 2);
            assertThat(new HashSet<>(came)).hasSize(2);
        });
    }
}
