package io.mfaengine.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one user wants to do: user, action code, idempotency key and details. Said once by the application, it is what
 * both {@code track} and {@code validateChallenge} take, so that no part can be left out of the comparison.
 *
 * <p>Immutable; two intents are equal if all four parts are.
 */
public final class Intent {
    /** The most details that an intent can have. */
    public static final int MAX_DETAILS = 32;

    private final String userId;
    private final String action;
    private final @Nullable String key;
    private final Map<String, String> details;

    private Intent(String userId, String action, @Nullable String key, Map<String, String> details) {
        this.userId = userId;
        this.action = action;
        this.key = key;
        this.details = details;
    }

    /**
     * Begins an intent with the user it is about.
     *
     * @param userId the application's opaque id: 1 to 128 characters of well-formed Unicode without control characters,
     *     at most 255 bytes in UTF-8; compared exactly
     * @return what asks for the action code
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public static Who user(String userId) {
        return new Who(Texts.id("userId", userId));
    }

    /** An intent that still needs its action code. */
    public static final class Who {
        private final String userId;

        private Who(String userId) {
            this.userId = userId;
        }

        /**
         * Names the action.
         *
         * @param code 1 to 64 letters, digits, {@code _} or {@code -}
         * @return the intent, without key and details
         * @throws IllegalArgumentException if the code is out of these bounds
         */
        public Intent action(String code) {
            return new Intent(userId, Texts.code("action", code), null, Map.of());
        }
    }

    /**
     * Gives the intent an idempotency key: tracked again under the same key it is the same action.
     *
     * @param key 1 to 128 characters, as for {@code userId}; it lives under (user, action), so users can't meet
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public Intent idempotencyKey(String key) {
        return new Intent(userId, action, Texts.id("idempotencyKey", key), details);
    }

    /**
     * Adds a detail of what the action is about, to be shown to the person and compared at validation.
     *
     * @param name 1 to 64 letters, digits, {@code _} or {@code -}
     * @param value at most 1,024 characters of well-formed Unicode without control characters
     * @return a changed copy; a second value for a name replaces the first
     * @throws IllegalArgumentException if either is out of bounds, or there are already {@link #MAX_DETAILS}
     */
    public Intent detail(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(Texts.code("detail name", name), Texts.text("detail " + name, value, 1024));
        if (more.size() > MAX_DETAILS) {
            throw new IllegalArgumentException("details must be at most " + MAX_DETAILS);
        }
        return new Intent(userId, action, key, Collections.unmodifiableMap(more));
    }

    /**
     * The user.
     *
     * @return the application's id
     */
    public String userId() {
        return userId;
    }

    /**
     * The action code.
     *
     * @return the code
     */
    public String action() {
        return action;
    }

    /**
     * The idempotency key.
     *
     * @return the key, empty if the application gave none
     */
    public Optional<String> idempotencyKey() {
        return Optional.ofNullable(key);
    }

    /**
     * The details, sorted by name.
     *
     * @return an unmodifiable map
     */
    public Map<String, String> details() {
        return details;
    }

    /**
     * The id of the action that this intent tracks.
     *
     * @return the id
     * @throws IllegalStateException if the intent has no idempotency key: only the engine can name its action then
     */
    public ActionId id() {
        if (key == null) {
            throw new IllegalStateException("an intent without an idempotency key has no id of its own");
        }
        return new ActionId(userId, action, key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Intent that
                && userId.equals(that.userId)
                && action.equals(that.action)
                && Objects.equals(key, that.key)
                && details.equals(that.details);
    }

    @Override
    public int hashCode() {
        return Objects.hash(userId, action, key, details);
    }

    /** Names the action and not the details, which may be private. */
    @Override
    public String toString() {
        return "Intent[user=" + userId + ", action=" + action + ", key=" + key + "]";
    }
}
