package io.mfaengine.store;

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

    @Override
    public int compareTo(ActionKey other) {
        int byAction = Keys.compare(action, other.action);
        return byAction != 0 ? byAction : Keys.compare(idempotencyKey, other.idempotencyKey);
    }
}
