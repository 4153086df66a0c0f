package io.mfaengine.model;

import org.jspecify.annotations.Nullable;

/** Names one tracked action: user, action code and idempotency key. It comes from the engine, or from an intent with a key. */
public final class ActionId {
    private final String userId;
    private final String action;
    private final String idempotencyKey;

    ActionId(String userId, String action, String idempotencyKey) {
        this.userId = userId;
        this.action = action;
        this.idempotencyKey = idempotencyKey;
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
     * The idempotency key: the application's, or one that the engine made.
     *
     * @return the key
     */
    public String idempotencyKey() {
        return idempotencyKey;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActionId that
                && userId.equals(that.userId)
                && action.equals(that.action)
                && idempotencyKey.equals(that.idempotencyKey);
    }

    @Override
    public int hashCode() {
        return (userId.hashCode() * 31 + action.hashCode()) * 31 + idempotencyKey.hashCode();
    }

    @Override
    public String toString() {
        return "ActionId[" + userId + ", " + action + ", " + idempotencyKey + "]";
    }
}
