package io.mfaengine;

import io.mfaengine.model.Intent;

/**
 * Leave to do one thing, made only by the engine. A method of the application that acts and takes a clearance can't be
 * reached without having asked. Act on its intent, not on the fields of the request. Immutable.
 */
public final class Clearance {
    private final Intent intent;

    Clearance(Intent intent) {
        this.intent = intent;
    }

    /**
     * What it is leave for.
     *
     * @param action the action code that the caller is about to carry out
     * @return the intent, with its user, key and details
     * @throws IllegalStateException if it is leave for another action
     */
    public Intent intent(String action) {
        if (!intent.action().equals(action)) {
            throw new IllegalStateException("leave was given for " + intent.action() + ", not for " + action);
        }
        return intent;
    }

    @Override
    public String toString() {
        return "Clearance[" + intent + "]";
    }
}
