package io.mfaengine.testkit.engine;

import static io.mfaengine.model.ActionSettings.WhenNotEnrolled.ALLOW;
import static io.mfaengine.model.ActionSettings.WhenNotEnrolled.BLOCK;
import static io.mfaengine.model.ActionSettings.WhenNotEnrolled.ENROLL;
import static io.mfaengine.testkit.engine.Steps.intent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mfaengine.ActionQuery;
import io.mfaengine.Decision;
import io.mfaengine.Decision.Next;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.ActionSettings.WhenNotEnrolled;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code track} says of an action, by its settings and by what the user holds. */
interface ActionRules extends EngineRules {
    /** One line of the table of decisions. */
    record Line(Outcome outcome, WhenNotEnrolled then, boolean bound, boolean managing, Next next, ActionState state) {}

    /** All lines; where {@code then} is null it makes no difference. */
    List<Line> DECISIONS = List.of(
            new Line(Outcome.CHALLENGE, ENROLL, true, false, Next.CHALLENGE, ActionState.CHALLENGE_REQUIRED),
            new Line(Outcome.CHALLENGE, ALLOW, true, false, Next.CHALLENGE, ActionState.CHALLENGE_REQUIRED),
            new Line(Outcome.CHALLENGE, BLOCK, true, false, Next.CHALLENGE, ActionState.CHALLENGE_REQUIRED),
            new Line(Outcome.CHALLENGE, ENROLL, false, false, Next.ENROLL, ActionState.ALLOW),
            new Line(Outcome.CHALLENGE, ALLOW, false, false, Next.PROCEED, ActionState.ALLOW),
            new Line(Outcome.CHALLENGE, BLOCK, false, false, Next.DENY, ActionState.BLOCK),
            new Line(Outcome.CHALLENGE, ALLOW, true, true, Next.CHALLENGE, ActionState.CHALLENGE_REQUIRED),
            new Line(Outcome.CHALLENGE, ENROLL, false, true, Next.ENROLL, ActionState.ALLOW),
            new Line(Outcome.CHALLENGE, ALLOW, false, true, Next.ENROLL, ActionState.ALLOW),
            new Line(Outcome.CHALLENGE, BLOCK, false, true, Next.DENY, ActionState.BLOCK),
            new Line(Outcome.ALLOW, ENROLL, true, true, Next.CHALLENGE, ActionState.CHALLENGE_REQUIRED),
            new Line(Outcome.ALLOW, ENROLL, false, true, Next.ENROLL, ActionState.ALLOW));

    @Test
    @Requirement({"R59", "I5"})
    default void theDecisionFollowsTheTable() {
        EngineWorld world = world();
        world.enrolled("bound");
        for (Line line : DECISIONS) {
            decides(world, line);
        }
        for (WhenNotEnrolled then : WhenNotEnrolled.values()) {
            for (boolean bound : new boolean[] {true, false}) {
                decides(world, new Line(Outcome.ALLOW, then, bound, false, Next.PROCEED, ActionState.ALLOW));
                for (boolean managing : new boolean[] {true, false}) {
                    decides(world, new Line(Outcome.BLOCK, then, bound, managing, Next.DENY, ActionState.BLOCK));
                    decides(
                            world,
                            new Line(
                                    Outcome.REVIEW,
                                    then,
                                    bound,
                                    managing,
                                    Next.AWAIT_REVIEW,
                                    ActionState.REVIEW_REQUIRED));
                }
            }
        }
    }

    private static void decides(EngineWorld world, Line line) {
        Steps.set(world, "thing", set -> set.outcome(line.outcome()).whenNotEnrolled(line.then()));
        String userId = line.bound() ? "bound" : "unbound";
        TrackRequest request =
                TrackRequest.of(intent(userId, "thing", line.toString().substring(0, 4) + line.hashCode()));
        Decision decision = world.mfa.track(line.managing() ? request.manage() : request);
        assertThat(decision.next()).as("%s", line).isEqualTo(line.next());
        assertThat(decision.action().state()).as("%s", line).isEqualTo(line.state());
        assertThat(decision.user().isEnrolled()).isEqualTo(line.bound());
        if (line.next() == Next.PROCEED) {
            assertThat(decision.clearance().intent("thing").userId()).isEqualTo(userId);
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            assertThat(decision.clearance().intent("other")).isNull())
                    .withMessageContaining("other");
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(() -> assertThat(decision.clearance()).isNull())
                    .withMessageContaining(line.next().name());
        }
    }

    @Test
    @Requirement("R59")
    default void aReviewThatPassedProceedsAndOneThatFailedDoesNot() {
        EngineWorld world = world();
        Steps.set(world, "thing", set -> set.outcome(Outcome.REVIEW));
        Decision decision = world.mfa.track(intent("usr_123", "thing", "k"));
        assertThat(world.mfa.updateAction(decision.action().id(), Action.Ruling.PASS_REVIEW))
                .isPresent();
        assertThat(world.mfa.track(intent("usr_123", "thing", "k")).next()).isEqualTo(Next.PROCEED);
        Decision other = world.mfa.track(intent("usr_123", "thing", "l"));
        assertThat(world.mfa.updateAction(other.action().id(), Action.Ruling.FAIL_REVIEW))
                .isPresent();
        assertThat(world.mfa.track(intent("usr_123", "thing", "l")).next()).isEqualTo(Next.DENY);
    }

    @Test
    @Requirement("R84")
    default void anUnknownUserIsNotEnrolledAndComesIntoBeingByTrack() {
        EngineWorld world = world();
        assertThat(world.mfa.getUser("nobody").isEnrolled()).isFalse();
        assertThat(world.mfa.getUser("nobody").createdAt()).isNull();
        assertThat(world.mfa.getAuthenticators("nobody")).isEmpty();
        assertThat(world.mfa.getAction(intent("nobody", "sign-in", "k").id())).isEmpty();
        assertThat(world.mfa.deleteUser("nobody")).isFalse();
        assertThat(Steps.version(world, "nobody")).isEqualTo(Version.ABSENT);
        assertThat(world.mfa.track(intent("nobody", "sign-in", "k")).next()).isEqualTo(Next.ENROLL);
        assertThat(world.mfa.getUser("nobody").createdAt()).isEqualTo(world.clock.instant());
        assertThat(Steps.events(world, "user.created")).hasSize(1);
    }

    @Test
    default void aListOfActionsGoesOnBehindTheLastOne() {
        EngineWorld world = world();
        List<Action> tracked = new ArrayList<>();
        for (String key : List.of("k", "l", "m")) {
            tracked.add(0, world.mfa.track(intent("usr_123", "sign-in", key)).action());
            world.clock.move(Duration.ofSeconds(1));
        }
        ActionQuery all = ActionQuery.user("usr_123");
        assertThat(world.mfa.queryActions(all)).extracting(Action::id).containsExactlyElementsOf(ids(tracked));
        assertThat(world.mfa.queryActions(all.after(tracked.get(0)).limit(1)))
                .extracting(Action::id)
                .containsExactly(tracked.get(1).id());
        assertThat(world.mfa.queryActions(all.after(tracked.get(2)))).isEmpty();
    }

    private static List<ActionId> ids(List<Action> actions) {
        return actions.stream().map(Action::id).toList();
    }

    @Test
    @Requirement("R61")
    default void anActionThatNeedsADetailIsRefusedWithoutIt() {
        EngineWorld world = world();
        Steps.set(world, "transfer", set -> set.requireDetails("amount", "payee"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(world.mfa.track(
                                intent("usr_123", "transfer", "k").detail("amount", "1")))
                        .isNull())
                .withMessageContaining("payee");
        assertThat(Steps.version(world, "usr_123")).isEqualTo(Version.ABSENT);
        assertThat(world.mfa
                        .track(intent("usr_123", "transfer", "k")
                                .detail("amount", "1")
                                .detail("payee", ""))
                        .next())
                .isEqualTo(Next.ENROLL);
    }

    @Test
    @Requirement({"R59", "R34"})
    default void newActionCodesAreRegisteredUpToABound() {
        EngineWorld world = world();
        assertThat(world.mfa.track(intent("usr_123", "transfer", "k")).next()).isEqualTo(Next.ENROLL);
        assertThat(world.other.operator("jane").settings().actions())
                .containsEntry("transfer", ActionSettings.STANDARD);
        Settings full = world.mfa.operator("jane").updateSettings(settings -> {
            Settings more = settings;
            for (int i = more.actions().size(); i < Settings.MAX_ACTIONS; i++) {
                more = more.action("code-" + i, standard -> standard);
            }
            return more;
        });
        assertThat(full.actions()).hasSize(Settings.MAX_ACTIONS);
        assertThat(world.mfa.track(intent("usr_123", "one-more", "k")).next()).isEqualTo(Next.ENROLL);
        assertThat(world.mfa.operator("jane").settings().actions())
                .hasSize(Settings.MAX_ACTIONS)
                .doesNotContainKey("one-more");
    }
}
