package io.mfaengine;

import io.mfaengine.Users.Profile;
import io.mfaengine.model.User;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which users to list, by their id. Immutable. */
public final class UserQuery {
    private static final int MAX = 1_000;

    private final @Nullable Index index;
    private final @Nullable String after;
    private final int limit;

    /** What they have in common, and under which kind of index. */
    record Index(String kind, String value) {}

    private UserQuery(@Nullable Index index, @Nullable String after, int limit) {
        this.index = index;
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
        return new UserQuery(new Index(Profile.USERNAME_INDEX, Objects.requireNonNull(name, "name")), null, 100);
    }

    /**
     * Those who have an e-mail address.
     *
     * @param address the address, in any spelling
     * @return the query
     * @throws IllegalArgumentException if it is none
     */
    public static UserQuery email(String address) {
        return new UserQuery(
                new Index(Profile.EMAIL_INDEX, UserUpdate.address(address).canonical()), null, 100);
    }

    /**
     * Those who have a number.
     *
     * @param number the number in international form, in any spelling
     * @return the query
     * @throws IllegalArgumentException if it is none
     */
    public static UserQuery phoneNumber(String number) {
        return new UserQuery(
                new Index(Profile.PHONE_INDEX, UserUpdate.number(number).canonical()), null, 100);
    }

    /**
     * Those who come after a user.
     *
     * @param last the last one that was listed
     * @return a changed copy
     */
    public UserQuery after(User last) {
        return new UserQuery(index, Objects.requireNonNull(last, "last").userId(), limit);
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
        return new UserQuery(index, after, users);
    }

    @Nullable
    Index index() {
        return index;
    }

    @Nullable
    String after() {
        return after;
    }

    int limit() {
        return limit;
    }
}
