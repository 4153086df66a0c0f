package io.mfaengine;

import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an action is, for the person who holds its token.
 *
 * @param intent what they want to do, with its details
 * @param state where it is; BLOCK, without choices, if the user was erased meanwhile
 * @param expiresAt when the session is over
 * @param choices the types that can be used in it, the one to ask for first first
 * @param authenticators what the user holds, and what is being enrolled in this action
 * @param manageUntil until when authenticators can be managed; null if they can't now
 */
public record ActionStatus(
        Intent intent,
        ActionState state,
        Instant expiresAt,
        List<Choice> choices,
        List<Authenticator> authenticators,
        @Nullable Instant manageUntil) {
    /** Copies the lists. {@inheritDoc} */
    public ActionStatus {
        choices = List.copyOf(choices);
        authenticators = List.copyOf(authenticators);
    }

    /**
     * A type that can be used.
     *
     * @param type the type
     * @param enrolled whether the user has a usable authenticator of it
     * @param preferred whether it is to be asked for first
     * @param lockedUntil until when it waits after failures; null if it doesn't
     * @param disabled whether it waits for an operator
     */
    public record Choice(
            AuthenticatorType type,
            boolean enrolled,
            boolean preferred,
            @Nullable Instant lockedUntil,
            boolean disabled) {}
}
