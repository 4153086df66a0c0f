package io.mfaengine;

import io.mfaengine.model.ActionId;

/** The same idempotency key was tracked before, with other details. */
public final class IdempotencyConflict extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient ActionId id;

    IdempotencyConflict(ActionId id) {
        super("idempotencyKey was tracked before with other details: " + id);
        this.id = id;
    }

    /**
     * The action that was tracked before.
     *
     * @return its id
     */
    public ActionId id() {
        return id;
    }
}
