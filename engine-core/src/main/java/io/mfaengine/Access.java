package io.mfaengine;

import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.Handles.Locator;
import io.mfaengine.Limits.Limit;
import io.mfaengine.StoredAction.Passed;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.delivery.Address;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Data;
import io.mfaengine.method.Field;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the holder of an action's token may do: the gates before every verb of the person's side, run again at each try. */
final class Access {
    private final Wiring wiring;

    Access(Wiring wiring) {
        this.wiring = wiring;
    }

    /** The action that a handle leads to; null if it isn't there any more, or the handle is over. */
    @Nullable
    StoredAction action(View view, Locator locator) {
        StoredAction action = view.ownAction();
        return action != null && locator.opens(action) && view.now() < locator.expiresAt() ? action : null;
    }

    /** Whether a type can be used in this action at all: registered, on, permitted, not locked. */
    @Nullable
    Refused closed(View view, AuthenticatorType type) {
        return isPermitted(view, type) ? locked(view, type) : Refused.because(Refusal.NOT_PERMITTED);
    }

    /**
     * A refusal, and that it was one. None is told of a type that isn't registered: whoever asks can make up as many
     * names as they like, and each would be an event.
     */
    <T> Plan<T> refused(T answer, Refusal reason, AuthenticatorType type) {
        return wiring.methods().of(type).isEmpty()
                ? Plan.answer(answer)
                : Plan.note(answer, EventDraft.of("attempt.refused", type).with("reason", reason.name()));
    }

    boolean isPermitted(View view, AuthenticatorType type) {
        String code = Objects.requireNonNull(view.actionKey()).action();
        return wiring.methods().isPermitted(view.settings(), code, type);
    }

    @Nullable
    Refused locked(View view, AuthenticatorType type) {
        StoredUser user = view.user();
        GuessCount count = user == null ? GuessCount.NONE : user.guesses(type);
        if (count.disabled()) {
            return Refused.because(Refusal.DISABLED);
        }
        Long until = wiring.guesses().lockedUntil(method(type).guessing(), count, view.now());
        return until == null ? null : Refused.until(Refusal.LOCKED, until);
    }

    AuthenticatorMethod method(AuthenticatorType type) {
        return wiring.methods().of(type).orElseThrow(() -> new IllegalStateException(type + " is not registered"));
    }

    /** Whether the action waits for a challenge. A user who became bound meanwhile is challenged, not enrolled. */
    static boolean awaitsChallenge(StoredUser user, StoredAction action) {
        return action.state() == ActionState.CHALLENGE_REQUIRED
                || (action.state() == ActionState.ALLOW && action.enrolFirst() && user.isBound());
    }

    /** Whether authenticators may be added now: free while nothing is bound, else by proof, or the host's override. */
    boolean mayAdd(View view, StoredUser user, StoredAction action) {
        return (!user.isBound() && action.state() == ActionState.ALLOW)
                || may(view, user, action, TrackRequest.Scope.ADD_AUTHENTICATORS);
    }

    boolean may(View view, StoredUser user, StoredAction action, TrackRequest.Scope scope) {
        return (isOpenToScopes(action) && action.scopes().contains(scope)) || manageUntil(view, user, action) != null;
    }

    /** What was refused or waits for a review is not worked around by a scope. */
    private static boolean isOpenToScopes(StoredAction action) {
        return action.state() == ActionState.ALLOW
                || action.state() == ActionState.CHALLENGE_REQUIRED
                || action.state() == ActionState.CHALLENGE_SUCCEEDED;
    }

    /**
     * Until when the person may manage: in an action tracked for it, after a challenge passed in it, by an authenticator
     * that was active before it began and still is (I5). Null if they may not.
     */
    @Nullable
    Long manageUntil(View view, StoredUser user, StoredAction action) {
        Passed passed = action.passed();
        if (!action.managing()
                || action.state() != ActionState.CHALLENGE_SUCCEEDED
                || passed == null
                || !passed.wasThere()
                || !isUsable(view, user, passed.authenticator())) {
            return null;
        }
        long until = passed.at() + wiring.limit(Limit.MANAGE_LIFE);
        return view.now() <= until ? until : null;
    }

    /** Whether an authenticator is there and served, and its type is on and not disabled or locked. */
    boolean isUsable(View view, StoredUser user, long id) {
        return user.authenticator(id)
                .filter(a -> wiring.methods().of(a.type()).isPresent()
                        && view.settings().isOn(a.type())
                        && locked(view, a.type()) == null
                        && isServed(wiring, view, a))
                .isPresent();
    }

    /** Whether the user holds something of a type that can be used. */
    boolean holds(View view, StoredUser user, AuthenticatorType type) {
        return user.holds(type) && user.of(type).stream().anyMatch(held -> isServed(wiring, view, held));
    }

    /** Whether messages may go to an address: an operator may have set the countries. */
    static boolean isServed(View view, AuthenticatorType type, Optional<? extends Address> address) {
        Set<String> countries = view.settings().type(type).countries();
        return countries.isEmpty()
                || address.flatMap(Address::region).filter(countries::contains).isPresent();
    }

    /** Those of the held ones that messages may go to. */
    static List<Held> served(View view, AuthenticatorType type, List<Held> held) {
        return view.settings().type(type).countries().isEmpty()
                ? held
                : held.stream()
                        .filter(one -> isServed(view, type, number(one.data())))
                        .toList();
    }

    /** The same of what is stored, which is opened only if countries are set. */
    static boolean isServed(Wiring wiring, View view, StoredAuthenticator stored) {
        if (view.settings().type(stored.type()).countries().isEmpty()) {
            return true;
        }
        try {
            Data data = wiring.vault().open(stored.data(), stored.place(view.key()));
            return isServed(view, stored.type(), number(data));
        } catch (CannotOpenException e) {
            return false;
        }
    }

    private static Optional<PhoneNumber> number(Data data) {
        return data.find(Field.ADDRESS).flatMap(PhoneNumber::parse);
    }

    /** What the user holds of a type, opened, the chosen one first. */
    List<Held> held(View view, StoredUser user, AuthenticatorType type, long chosen) {
        long first = chosen != 0 ? chosen : user.preferred();
        List<Held> held = new ArrayList<>();
        for (StoredAuthenticator authenticator : user.of(type)) {
            held.add(
                    authenticator.id() == first ? 0 : held.size(),
                    new Held(
                            StoredAuthenticator.publicId(authenticator.id()),
                            wiring.vault().open(authenticator.data(), authenticator.place(view.key()))));
        }
        return held;
    }
}
