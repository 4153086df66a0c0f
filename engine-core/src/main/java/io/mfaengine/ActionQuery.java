package io.mfaengine;

import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which actions to list, the newest first. Immutable. */
public final class ActionQuery {
    private static final int MAX = 1_000;

    private final @Nullable String userId;
    private final Set<String> codes;
    private final @Nullable ActionState state;
    private final @Nullable Instant from;
    private final @Nullable Action after;
    private final int limit;

    private ActionQuery(
            @Nullable String userId,
            Set<String> codes,
            @Nullable ActionState state,
            @Nullable Instant from,
            @Nullable Action after,
            int limit) {
        this.userId = userId;
        this.codes = codes;
        this.state = state;
        this.from = from;
        this.after = after;
        this.limit = limit;
    }

    /**
     * Everybody's, 100 at a time.
     *
     * @return the query
     */
    public static ActionQuery all() {
        return new ActionQuery(null, Set.of(), null, null, null, 100);
    }

    /**
     * One user's.
     *
     * @param userId the application's id
     * @return the query
     */
    public static ActionQuery user(String userId) {
        return new ActionQuery(Objects.requireNonNull(userId, "userId"), Set.of(), null, null, null, 100);
    }

    /**
     * Those of some codes.
     *
     * @param codes the codes; none: all
     * @return a changed copy
     */
    public ActionQuery codes(String... codes) {
        return new ActionQuery(userId, Set.copyOf(Arrays.asList(codes)), state, from, after, limit);
    }

    /**
     * Those in a state.
     *
     * @param state the state
     * @return a changed copy
     */
    public ActionQuery state(ActionState state) {
        return new ActionQuery(userId, codes, Objects.requireNonNull(state, "state"), from, after, limit);
    }

    /**
     * Those tracked at an instant or later.
     *
     * @param from the instant
     * @return a changed copy
     */
    public ActionQuery from(Instant from) {
        return new ActionQuery(userId, codes, state, Objects.requireNonNull(from, "from"), after, limit);
    }

    /**
     * Those that come after one.
     *
     * @param last the last one that was listed
     * @return a changed copy
     */
    public ActionQuery after(Action last) {
        return new ActionQuery(userId, codes, state, from, Objects.requireNonNull(last, "last"), limit);
    }

    /**
     * How many to list.
     *
     * @param actions 1 to 1,000, by default 100
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ActionQuery limit(int actions) {
        if (actions < 1 || actions > MAX) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX + ", it is " + actions);
        }
        return new ActionQuery(userId, codes, state, from, after, actions);
    }

    @Nullable
    String userId() {
        return userId;
    }

    Set<String> codes() {
        return codes;
    }

    @Nullable
    ActionState state() {
        return state;
    }

    @Nullable
    Instant from() {
        return from;
    }

    @Nullable
    Action after() {
        return after;
    }

    int limit() {
        return limit;
    }
}
