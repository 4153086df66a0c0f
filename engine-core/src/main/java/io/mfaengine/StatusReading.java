package io.mfaengine;

import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.Handles.Locator;
import io.mfaengine.StoredAction.Question;
import io.mfaengine.Users.Profile;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Opening;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.TypeSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where an action is, for the person. */
final class StatusReading {
    private final Wiring wiring;
    private final Access access;

    StatusReading(Wiring wiring, Access access) {
        this.wiring = wiring;
        this.access = access;
    }

    /** What a reply handle is about, while its question is open. */
    Optional<ActionStatus> opened(Partition partition, Handle reply) {
        return wiring.handles()
                .openReply(reply)
                .flatMap(locator -> partition.look(
                        locator.user(),
                        locator.action(),
                        view -> Optional.ofNullable(access.action(view, locator))
                                .flatMap(action -> action.question(AuthenticatorType.of(locator.type())))
                                .filter(question -> question.reply() == locator.reply()
                                        && !question.closed()
                                        && view.now() < question.expiresAt())
                                .map(question -> read(view, locator))));
    }

    ActionStatus read(View view, Locator locator) {
        Instant expiresAt = Instant.ofEpochMilli(locator.expiresAt());
        StoredAction action = view.ownAction();
        StoredUser user = view.user();
        if (action == null || user == null || !locator.opens(action)) {
            Intent bare = Intent.user(locator.user().userId())
                    .action(locator.action().action())
                    .idempotencyKey(locator.action().idempotencyKey());
            return new ActionStatus(
                    bare,
                    ActionState.BLOCK,
                    expiresAt,
                    List.of(),
                    List.of(),
                    null,
                    false,
                    false,
                    ActionStatus.Tracked.NOTHING);
        }
        Long manageUntil = access.manageUntil(view, user, action);
        return new ActionStatus(
                Portraits.intent(wiring, view),
                action.state(),
                expiresAt,
                choices(view, user),
                authenticators(view, user, action),
                manageUntil == null ? null : Instant.ofEpochMilli(manageUntil),
                Access.awaitsChallenge(user, action),
                access.mayAdd(view, user, action),
                ActionStatus.Tracked.of(action, locale(view, user)));
    }

    private List<ActionStatus.Choice> choices(View view, StoredUser user) {
        String code = Objects.requireNonNull(view.actionKey()).action();
        List<AuthenticatorType> permitted = wiring.methods().inOrder(view.settings(), code);
        AuthenticatorType preferred = preferred(view, user, code, permitted);
        permitted.sort(Comparator.comparing(type -> !type.equals(preferred)));
        List<ActionStatus.Choice> choices = new ArrayList<>();
        for (AuthenticatorType type : permitted) {
            choices.add(choice(view, user, type, type.equals(preferred)));
        }
        return choices;
    }

    private @Nullable Locale locale(View view, StoredUser user) {
        return user.profile().isSealed()
                ? Profile.open(wiring, view, user)
                        .find(Profile.LOCALE)
                        .map(Locale::forLanguageTag)
                        .orElse(null)
                : null;
    }

    private ActionStatus.Choice choice(View view, StoredUser user, AuthenticatorType type, boolean preferred) {
        AuthenticatorMethod method = access.method(type);
        GuessCount count = user.guesses(type);
        Long lockedUntil = wiring.guesses().lockedUntil(method.guessing(), count, view.now());
        TypeSettings set = view.settings().type(type);
        boolean enrolled = access.holds(view, user, type);
        List<Held> held = method.standing() ? readable(view, user, type) : List.of();
        OptionalInt left = held.isEmpty() ? OptionalInt.empty() : method.left(held);
        Prompt open = !held.isEmpty()
                        && method.challenge(new MethodContext(wiring, view, type, held)) instanceof Opening.Ask ask
                ? ask.prompt()
                : null;
        return new ActionStatus.Choice(
                type,
                enrolled,
                preferred,
                lockedUntil == null ? null : Instant.ofEpochMilli(lockedUntil),
                count.disabled(),
                set.selfService(),
                set.hidden(),
                left.isPresent() ? left.getAsInt() : null,
                Methods.address(method, view.settings()),
                open);
    }

    /** A key that is missing is told by what needs it; it stops nobody from seeing where the action is. */
    private List<Held> readable(View view, StoredUser user, AuthenticatorType type) {
        try {
            return access.held(view, user, type, 0);
        } catch (CannotOpenException e) {
            return List.of();
        }
    }

    private @Nullable AuthenticatorType preferred(
            View view, StoredUser user, String code, List<AuthenticatorType> permitted) {
        AuthenticatorType demanded = view.settings().action(code).preferred();
        if (demanded != null && permitted.contains(demanded) && access.holds(view, user, demanded)) {
            return demanded;
        }
        return Portraits.preferred(
                user,
                permitted.stream()
                        .filter(type -> access.holds(view, user, type))
                        .toList());
    }

    private static List<Authenticator> authenticators(View view, StoredUser user, StoredAction action) {
        List<Authenticator> all = new ArrayList<>(Portraits.authenticators(user));
        for (Question question : action.questions()) {
            if (question.enrolling() && !question.closed() && view.now() < question.expiresAt()) {
                all.add(new Authenticator(
                        StoredAuthenticator.publicId(question.authenticator()),
                        question.type(),
                        Authenticator.Status.PENDING,
                        question.type().name(),
                        null,
                        StoredAuthenticator.publicId(question.authenticator()).value(),
                        false,
                        Instant.ofEpochMilli(question.openedAt()),
                        null));
            }
        }
        return all;
    }
}
