package io.mfaengine.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.MfaEngine;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.testkit.engine.ModelUser.ModelAuthenticator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A random walk over all verbs of all three sides, on two engines, beside the {@link Model}: each answer is compared, and
 * after each step what was touched. The same seed walks the same way.
 */
final class Walk {
    private static final int REMEMBERED = 20;
    private static final int ROLL_CALL = 10_000;

    /** DESIGN section 4: where a state may lead to. What refuses never leads to a success. */
    private static final Map<ActionState, Set<ActionState>> EDGES = new EnumMap<>(Map.of(
            ActionState.ALLOW,
            Set.of(
                    ActionState.CHALLENGE_SUCCEEDED,
                    ActionState.REVIEW_REQUIRED,
                    ActionState.CHALLENGE_FAILED,
                    ActionState.BLOCK),
            ActionState.CHALLENGE_REQUIRED,
            Set.of(
                    ActionState.CHALLENGE_SUCCEEDED,
                    ActionState.REVIEW_REQUIRED,
                    ActionState.CHALLENGE_FAILED,
                    ActionState.BLOCK),
            ActionState.CHALLENGE_SUCCEEDED,
            Set.of(ActionState.REVIEW_REQUIRED, ActionState.CHALLENGE_FAILED, ActionState.BLOCK),
            ActionState.REVIEW_REQUIRED,
            Set.of(
                    ActionState.REVIEW_SUCCEEDED,
                    ActionState.REVIEW_FAILED,
                    ActionState.CHALLENGE_FAILED,
                    ActionState.BLOCK),
            ActionState.REVIEW_SUCCEEDED,
            Set.of(ActionState.REVIEW_REQUIRED, ActionState.CHALLENGE_FAILED, ActionState.BLOCK),
            ActionState.REVIEW_FAILED,
            Set.of(ActionState.BLOCK),
            ActionState.CHALLENGE_FAILED,
            Set.of(ActionState.BLOCK),
            ActionState.BLOCK,
            Set.of()));

    private final long seed;
    private final EngineWorld world;
    private final WalkVerbs verbs;
    private final Deque<String> last = new ArrayDeque<>();
    private final TreeMap<String, Integer> met = new TreeMap<>();
    private final TreeSet<String> edges = new TreeSet<>();

    Walk(EngineWorld world, long seed) {
        this.seed = seed;
        this.world = world;
        this.verbs = new WalkVerbs(world, seed);
    }

    /** By the system property {@code mfaengine.seed}, or else a new one each time. */
    static long seed() {
        return Long.getLong("mfaengine.seed", System.nanoTime());
    }

    /** One step: what was done, what the engine said, what the model says. */
    record Step(String verb, String engine, String model) {}

    /** Walks until told to stop. */
    void walk(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            try {
                step();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", step " + verbs.model.step + ": " + e.getMessage() + "\nthe last steps:\n"
                                + String.join("\n", last),
                        e);
            }
        }
        rollCall();
    }

    void walk(int steps) {
        walk(() -> verbs.model.step < steps);
    }

    private void step() {
        verbs.model.step++;
        verbs.touched = null;
        world.events.clear();
        last.add(verbs.model.step + " begins at " + world.clock.instant());
        while (last.size() > REMEMBERED) {
            last.remove();
        }
        Step step = verbs.any();
        last.removeLast();
        last.add(verbs.model.step + " " + world.clock.instant() + " " + step.verb() + " -> " + step.engine());
        assertThat(step.engine()).as(step.verb()).isEqualTo(step.model());
        met.merge(step.verb().replaceAll("[ (].*", "") + " " + step.engine().replaceAll(" .*", ""), 1, Integer::sum);
        String userId = verbs.user;
        meetsUser(userId);
        ModelAction touched = verbs.touched;
        if (touched != null) {
            meetsAction(touched);
        }
        if (verbs.model.step % ROLL_CALL == 0) {
            rollCall();
        }
    }

    private void meetsUser(String userId) {
        MfaEngine mfa = verbs.engine();
        assertThat(Told.of(mfa, userId)).as("user " + userId).isEqualTo(verbs.model.look(userId));
        ModelUser user = verbs.model.users.get(userId);
        if (user != null) {
            List<Authenticator> held = mfa.getAuthenticators(userId);
            for (int i = 0; i < held.size(); i++) {
                ModelAuthenticator mine = user.held.get(i);
                if (mine.id == null) {
                    mine.id = held.get(i).id();
                }
                assertThat(held.get(i).id()).isEqualTo(mine.id);
            }
        }
    }

    private void meetsAction(ModelAction action) {
        if (action.key.isEmpty()) {
            return;
        }
        Optional<Action> seen = verbs.engine().getAction(WalkVerbs.id(action));
        ModelUser user = verbs.model.users.get(action.userId);
        ModelAction now = user == null ? null : user.actions.get(action.place);
        assertThat(seen.map(Action::state))
                .as("action " + action.code + "/" + action.key)
                .isEqualTo(Optional.ofNullable(now).map(a -> a.state));
        if (now != null && seen.isPresent()) {
            ActionState to = seen.get().state();
            if (now.seen != null && now.seen != to) {
                assertThat(EDGES.get(now.seen)).as("edges from " + now.seen).contains(to);
                edges.add(now.seen + " " + to);
            }
            now.seen = to;
        }
    }

    /** All users, with all their actions and their trails. */
    private void rollCall() {
        for (String userId : WalkVerbs.USERS) {
            meetsUser(userId);
            ModelUser user = verbs.model.users.get(userId);
            if (user != null) {
                List.copyOf(user.actions.values()).forEach(this::meetsAction);
            }
            if (world.isQueryable()) {
                assertThat(world.mfa.operator("walker").trail(userId).isWhole())
                        .as("trail of " + userId)
                        .isTrue();
            }
        }
    }

    /** What came of which verb, and how often. */
    Map<String, Integer> met() {
        return met;
    }

    /** The edges of the graph that were gone along. */
    Set<String> edges() {
        return edges;
    }
}
