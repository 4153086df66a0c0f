package io.mfaengine;

import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Prompt;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
 * @param awaitsChallenge whether it waits for a challenge to be passed
 * @param mayEnroll whether an authenticator may be added now
 * @param tracked what the application said of it
 */
public record ActionStatus(
        Intent intent,
        ActionState state,
        Instant expiresAt,
        List<Choice> choices,
        List<Authenticator> authenticators,
        @Nullable Instant manageUntil,
        boolean awaitsChallenge,
        boolean mayEnroll,
        Tracked tracked) {
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
     * @param selfService whether the person may enrol, rename and remove it
     * @param hidden whether pages leave it out until it is asked for by name
     * @param left how many answers are left; null if they don't run out, or nothing is enrolled
     * @param address what the person has to give to enrol one
     * @param open what to show for a type whose questions are open from the start; null if it has to be asked for, or
     *     nothing is enrolled
     */
    public record Choice(
            AuthenticatorType type,
            boolean enrolled,
            boolean preferred,
            @Nullable Instant lockedUntil,
            boolean disabled,
            boolean selfService,
            boolean hidden,
            @Nullable Integer left,
            Prompt.Address address,
            @Nullable Prompt open) {}

    /**
     * What the application said when it tracked the action.
     *
     * @param locale the language to speak: the action's, else what is known of the person; null: unknown
     * @param redirectUrl where the person goes when they are done; null: nowhere
     * @param managing whether authenticators are to be managed in it, once a challenge is passed
     */
    public record Tracked(@Nullable Locale locale, @Nullable URI redirectUrl, boolean managing) {
        static final Tracked NOTHING = new Tracked(null, null, false);

        static Tracked of(StoredAction action, @Nullable Locale persons) {
            return new Tracked(
                    action.locale().isEmpty() ? persons : Locale.forLanguageTag(action.locale()),
                    action.redirectUrl().isEmpty() ? null : URI.create(action.redirectUrl()),
                    action.managing());
        }
    }
}
