package io.mfaengine;

import io.mfaengine.model.User;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which users to list, by their id. Immutable. */
public final class UserQuery {
    private static final int MAX = 1_000;

    private final @Nullable String username;
    private final @Nullable String after;
    private final int limit;

    private UserQuery(@Nullable String username, @Nullable String after, int limit) {
        this.username = username;
        this.after = after;
        this.limit = limit;
    }

    /**
     * All users, 100 at a time.
     *
     * @return the query
     */
    public static UserQuery all() {
        return new UserQuery(null, null, 100);
    }

    /**
     * Those who go by a name.
     *
     * @param name the name; case doesn't matter
     * @return the query
     */
    public static UserQuery username(String name) {
        return new UserQuery(Objects.requireNonNull(name, "name"), null, 100);
    }

    /**
     * Those who come after a user.
     *
     * @param last the last one that was listed
     * @return a changed copy
     */
    public UserQuery after(User last) {
        return new UserQuery(username, Objects.requireNonNull(last, "last").userId(), limit);
    }

    /**
     * How many to list.
     *
     * @param users 1 to 1,000, by default 100
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public UserQuery limit(int users) {
        if (users < 1 || users > MAX) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX + ", it is " + users);
        }
        return new UserQuery(username, after, users);
    }

    @Nullable
    String username() {
        return username;
    }

    @Nullable
    String after() {
        return after;
    }

    int limit() {
        return limit;
    }
}
