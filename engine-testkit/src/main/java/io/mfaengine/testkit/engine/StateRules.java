package io.mfaengine.testkit.engine;

import static io.mfaengine.model.ActionState.ALLOW;
import static io.mfaengine.model.ActionState.BLOCK;
import static io.mfaengine.model.ActionState.CHALLENGE_FAILED;
import static io.mfaengine.model.ActionState.CHALLENGE_REQUIRED;
import static io.mfaengine.model.ActionState.CHALLENGE_SUCCEEDED;
import static io.mfaengine.model.ActionState.REVIEW_FAILED;
import static io.mfaengine.model.ActionState.REVIEW_REQUIRED;
import static io.mfaengine.model.ActionState.REVIEW_SUCCEEDED;
import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Validation;
import io.mfaengine.model.Action;
import io.mfaengine.model.Action.Ruling;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Outcome;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Along which edges the state of an action moves, and that there are no others. */
interface StateRules extends EngineRules {
    /** Where each ruling leads from each state; what isn't here is refused. */
    static Map<ActionState, Map<Ruling, ActionState>> edges() {
        Map<ActionState, Map<Ruling, ActionState>> edges = new EnumMap<>(ActionState.class);
        for (ActionState open : List.of(ALLOW, CHALLENGE_REQUIRED, CHALLENGE_SUCCEEDED, REVIEW_SUCCEEDED)) {
            edges.put(
                    open,
                    Map.of(
                            Ruling.REQUIRE_REVIEW, REVIEW_REQUIRED,
                            Ruling.FAIL_CHALLENGE, CHALLENGE_FAILED,
                            Ruling.BLOCK, BLOCK));
        }
        edges.put(
                REVIEW_REQUIRED,
                Map.of(
                        Ruling.PASS_REVIEW, REVIEW_SUCCEEDED,
                        Ruling.FAIL_REVIEW, REVIEW_FAILED,
                        Ruling.FAIL_CHALLENGE, CHALLENGE_FAILED,
                        Ruling.BLOCK, BLOCK));
        edges.put(REVIEW_FAILED, Map.of(Ruling.BLOCK, BLOCK));
        edges.put(CHALLENGE_FAILED, Map.of(Ruling.BLOCK, BLOCK));
        edges.put(BLOCK, Map.of());
        return edges;
    }

    @Test
    @Requirement("R59")
    default void aRulingMovesAnActionAlongItsEdgesOnly() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        edges().forEach((from, edges) -> {
            for (Ruling ruling : Ruling.values()) {
                ActionId id = bring(world, user, from, "rule-" + from + "-" + ruling);
                world.clock.move(Duration.ofSeconds(1));
                Optional<Action> ruled = world.mfa.updateAction(id, ruling);
                ActionState to = edges.get(ruling);
                assertThat(ruled.map(Action::state))
                        .as("%s by %s", from, ruling)
                        .isEqualTo(Optional.ofNullable(to));
                Action now = world.other.getAction(id).orElseThrow();
                assertThat(now.state()).as("%s by %s", from, ruling).isEqualTo(to == null ? from : to);
                assertThat(now.changedAt().equals(world.clock.instant())).isEqualTo(to != null);
            }
        });
        assertThat(world.mfa.updateAction(
                        intent("usr_123", "thing", "never-tracked").id(), Ruling.BLOCK))
                .isEmpty();
    }

    @Test
    @Requirement({"R59", "I5"})
    default void aPersonMovesOnlyAnActionThatWaitsForAChallenge() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        for (ActionState from : ActionState.values()) {
            ActionId id = bring(world, user, from, "answer-" + from);
            world.clock.move(Duration.ofSeconds(90));
            Intent intent = intent("usr_123", id.action(), id.idempotencyKey());
            Decision decision = world.mfa.track(intent);
            ActionSession person = world.session(decision.token());
            String came = outcome(person.verify(AUTHENTICATOR_APP, user.phone().code()));
            ActionState now = world.mfa.getAction(id).orElseThrow().state();
            boolean passes = from == CHALLENGE_REQUIRED;
            assertThat(came.equals("done")).as("from %s: %s", from, came).isEqualTo(passes);
            assertThat(now).isEqualTo(passes ? CHALLENGE_SUCCEEDED : from);
            assertThat(outcome(person.challenge(AUTHENTICATOR_APP))).isEqualTo("NOT_OPEN");
            assertThat(world.mfa.validateChallenge(decision.token(), intent).isValid())
                    .isEqualTo(now == CHALLENGE_SUCCEEDED);
        }
    }

    @Test
    @Requirement("R59")
    default void anUnboundPersonEnrolsOnlyInAnActionThatIsAllowed() {
        EngineWorld world = world();
        for (Outcome outcome : Outcome.values()) {
            Steps.set(world, "thing", set -> set.outcome(outcome));
            Intent intent = intent("usr_" + outcome, "thing", "k");
            Decision decision = world.mfa.track(intent);
            boolean free = outcome == Outcome.ALLOW || outcome == Outcome.CHALLENGE;
            assertThat(outcome(world.session(decision.token()).enroll(AUTHENTICATOR_APP)))
                    .as("%s", outcome)
                    .isEqualTo(free ? "done" : "CHALLENGE_FIRST");
        }
    }

    @Test
    @Requirement({"R59", "R58"})
    default void whatIsRuledOutAfterTheChallengeWasPassedIsNotValidAnyMore() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        for (Ruling ruling : List.of(Ruling.REQUIRE_REVIEW, Ruling.FAIL_CHALLENGE, Ruling.BLOCK)) {
            ActionId id = bring(world, user, CHALLENGE_SUCCEEDED, "void-" + ruling);
            Intent intent = intent("usr_123", id.action(), id.idempotencyKey());
            Decision decision = world.mfa.track(intent);
            assertThat(decision.next()).isEqualTo(Decision.Next.VALIDATE);
            assertThat(world.mfa.updateAction(id, ruling)).isPresent();
            assertThat(world.mfa.validateChallenge(decision.token(), intent).reason())
                    .contains(Validation.Invalid.NOT_PASSED);
            if (ruling == Ruling.REQUIRE_REVIEW) {
                assertThat(world.mfa.updateAction(id, Ruling.PASS_REVIEW)).isPresent();
                assertThat(world.mfa.validateChallenge(decision.token(), intent).reason())
                        .as("a passed review is no passed challenge")
                        .contains(Validation.Invalid.NOT_PASSED);
            }
        }
    }

    @Test
    @Requirement({"R59", "I8"})
    default void whoeverComesFirstABlockIsFinal() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Race.rounds(8, (race, round) -> {
            world.clock.move(Duration.ofSeconds(90));
            Intent intent = intent("usr_123", "thing", "k" + round);
            Decision decision = world.mfa.track(intent);
            String code = user.phone().code();
            List<String> came = race.all(runner -> {
                MfaEngine engine = runner % 2 == 0 ? world.mfa : world.other;
                ActionSession person = engine.session(decision.token()).orElseThrow();
                return switch (runner % 4) {
                    case 0 ->
                        engine.updateAction(decision.action().id(), Ruling.BLOCK)
                                .map(action -> "blocked")
                                .orElse("no");
                    case 1 -> outcome(person.verify(AUTHENTICATOR_APP, code));
                    case 2 ->
                        "review "
                                + engine.updateAction(decision.action().id(), Ruling.REQUIRE_REVIEW)
                                        .isPresent();
                    default ->
                        "valid "
                                + engine.validateChallenge(decision.token(), intent)
                                        .isValid();
                };
            });
            assertThat(came).filteredOn("blocked"::equals).hasSize(1);
            assertThat(came).filteredOn("done"::equals).hasSizeLessThanOrEqualTo(1);
            assertThat(world.mfa.getAction(decision.action().id()).orElseThrow().state())
                    .isEqualTo(BLOCK);
            assertThat(world.mfa.validateChallenge(decision.token(), intent).isValid())
                    .isFalse();
        });
    }

    /** Brings a new action of a bound user into a state. */
    private static ActionId bring(EngineWorld world, EngineWorld.Enrolled user, ActionState to, String key) {
        Outcome outcome = switch (to) {
            case ALLOW -> Outcome.ALLOW;
            case BLOCK -> Outcome.BLOCK;
            case REVIEW_REQUIRED, REVIEW_SUCCEEDED, REVIEW_FAILED -> Outcome.REVIEW;
            case CHALLENGE_REQUIRED, CHALLENGE_SUCCEEDED, CHALLENGE_FAILED -> Outcome.CHALLENGE;
        };
        Steps.set(world, "thing", set -> set.outcome(outcome));
        Decision decision = world.mfa.track(intent(user.userId(), "thing", key));
        ActionId id = decision.action().id();
        Optional<Action> now = switch (to) {
            case REVIEW_SUCCEEDED -> world.mfa.updateAction(id, Ruling.PASS_REVIEW);
            case REVIEW_FAILED -> world.mfa.updateAction(id, Ruling.FAIL_REVIEW);
            case CHALLENGE_FAILED -> world.mfa.updateAction(id, Ruling.FAIL_CHALLENGE);
            case CHALLENGE_SUCCEEDED -> {
                Steps.pass(world, decision, user.phone());
                yield world.mfa.getAction(id);
            }
            default -> world.mfa.getAction(id);
        };
        assertThat(now.map(Action::state)).contains(to);
        return id;
    }
}
