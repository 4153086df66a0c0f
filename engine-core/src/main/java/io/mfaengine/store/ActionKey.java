package io.mfaengine.store;

import org.jspecify.annotations.Nullable;

/**
 * Names one action of a user.
 *
 * @param action the action code
 * @param idempotencyKey the key under it
 */
public record ActionKey(String action, String idempotencyKey) implements Comparable<ActionKey> {
    /**
     * Checks both: well-formed Unicode without NUL, 1 to 255 bytes in UTF-8, to be compared by bytes. {@inheritDoc}
     *
     * @throws IllegalArgumentException if one is out of these bounds
     */
    public ActionKey {
        Keys.check("action", action);
        Keys.check("idempotencyKey", idempotencyKey);
    }

    // Written out: a record's own is slow to begin with, and keys are compared at every step.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ActionKey that
                        && idempotencyKey.equals(that.idempotencyKey)
                        && action.equals(that.action));
    }

    @Override
    public int hashCode() {
        return 31 * idempotencyKey.hashCode() + action.hashCode();
    }

    @Override
    public int compareTo(ActionKey other) {
        int byAction = Keys.compare(action, other.action);
        return byAction != 0 ? byAction : Keys.compare(idempotencyKey, other.idempotencyKey);
    }
}
