package io.mfaengine;

import io.mfaengine.model.Action;
import io.mfaengine.model.Intent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to "has the challenge of this intent been passed?" Immutable. */
public final class Validation {
    private final @Nullable Intent intent;
    private final @Nullable Action action;
    private final @Nullable Invalid reason;

    /** Why it is not valid. */
    public enum Invalid {
        /** The token isn't one of this engine's, or leads nowhere any more. */
        UNKNOWN_TOKEN,
        /** The challenge was not passed, or what it was passed with was removed, switched off or locked since. */
        NOT_PASSED,
        /** It was passed too long ago, or the token is over. */
        EXPIRED,
        /** It was validated before, by another request. */
        ALREADY_VALIDATED,
        /** The token is for another user, action, key or other details. */
        OTHER_INTENT
    }

    private Validation(@Nullable Intent intent, @Nullable Action action, @Nullable Invalid reason) {
        this.intent = intent;
        this.action = action;
        this.reason = reason;
    }

    static Validation valid(Intent intent, Action action) {
        return new Validation(intent, action, null);
    }

    static Validation invalid(Invalid reason, @Nullable Action action) {
        return new Validation(null, action, reason);
    }

    /**
     * Whether it is valid.
     *
     * @return whether the person passed the challenge of this very intent, and nobody validated it before
     */
    public boolean isValid() {
        return reason == null;
    }

    /**
     * Leave to go on.
     *
     * @return the clearance, with the intent's idempotency key even if the engine made it
     * @throws IllegalStateException unless it is valid
     */
    public Clearance clearance() {
        if (intent == null) {
            throw new IllegalStateException("no clearance: " + reason);
        }
        return new Clearance(intent);
    }

    /**
     * The action that the token was given out for.
     *
     * @return the action; empty if the token is unknown, or for another intent
     */
    public Optional<Action> action() {
        return Optional.ofNullable(action);
    }

    /**
     * Why it is not valid.
     *
     * @return the reason; empty if it is valid
     */
    public Optional<Invalid> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public String toString() {
        return "Validation[" + (reason == null ? "valid" : reason) + "]";
    }
}
