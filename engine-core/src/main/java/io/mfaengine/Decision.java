package io.mfaengine;

import io.mfaengine.model.Action;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.User;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the engine says of an intent, and what to do next. Immutable. */
public final class Decision {
    private final Next next;
    private final Intent intent;
    private final Handle token;
    private final @Nullable URI pages;
    private final Action action;
    private final User user;
    private final Set<AuthenticatorType> permitted;

    /** What to do next. */
    public enum Next {
        /** Go on, with {@link #clearance()}. */
        PROCEED,
        /** Send the person to {@link #url()}, or give them {@link #token()}, to prove themselves. */
        CHALLENGE,
        /** The same, to enrol an authenticator; the action is valid after that. */
        ENROLL,
        /** The challenge of this action was passed before: validate it. */
        VALIDATE,
        /** Wait for a ruling, by {@code updateAction}. */
        AWAIT_REVIEW,
        /** Refuse. */
        DENY
    }

    Decision(
            Next next,
            Intent intent,
            Handle token,
            @Nullable URI pages,
            Action action,
            User user,
            Set<AuthenticatorType> permitted) {
        this.next = next;
        this.intent = intent;
        this.token = token;
        this.pages = pages;
        this.action = action;
        this.user = user;
        this.permitted = Set.copyOf(permitted);
    }

    /**
     * What to do next.
     *
     * @return an enum, for an exhaustive switch
     */
    public Next next() {
        return next;
    }

    /**
     * Leave to go on.
     *
     * @return the clearance, with the intent's idempotency key even if the engine made it
     * @throws IllegalStateException unless {@link #next()} is PROCEED
     */
    public Clearance clearance() {
        if (next != Next.PROCEED) {
            throw new IllegalStateException("no clearance: the next step is " + next);
        }
        return new Clearance(intent);
    }

    /**
     * What opens the person's session of this action, and validates it.
     *
     * @return the token, good for 10 minutes by default; a replayed {@code track} gives an equivalent one
     */
    public Handle token() {
        return token;
    }

    /**
     * The page on which the person does what is next.
     *
     * @return the engine's pages, with the token
     * @throws IllegalStateException if the engine was built without {@code pages(…)}
     */
    public URI url() {
        if (pages == null) {
            throw new IllegalStateException("the engine was built without pages(…)");
        }
        String base = pages.toString();
        return URI.create(base + (pages.getRawQuery() == null ? "?" : "&") + "token=" + token.value());
    }

    /**
     * The action as it stands: to be shown, never to be acted on.
     *
     * @return the action
     */
    public Action action() {
        return action;
    }

    /**
     * The user as they stand.
     *
     * @return the user
     */
    public User user() {
        return user;
    }

    /**
     * The types that this action may use.
     *
     * @return an unmodifiable set
     */
    public Set<AuthenticatorType> permitted() {
        return permitted;
    }

    @Override
    public String toString() {
        return "Decision[" + next + ", " + action.id() + "]";
    }
}
