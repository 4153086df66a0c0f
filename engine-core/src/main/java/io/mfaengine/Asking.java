package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.Limits.Limit;
import io.mfaengine.StoredAction.Question;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.delivery.Address;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Opening;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens a question, to enrol an authenticator or to use one: commit, then send. One object for one call. */
final class Asking {
    private final Wiring wiring;
    private final Access access;
    private final Enrolling enrolling;
    private final Locator locator;
    private final AuthenticatorType type;
    private final Sending sending;

    Asking(Wiring wiring, Access access, Enrolling enrolling, Locator locator, AuthenticatorType type) {
        this.wiring = wiring;
        this.access = access;
        this.enrolling = enrolling;
        this.locator = locator;
        this.type = type;
        this.sending = new Sending(wiring, locator, type);
    }

    Challenge enroll(Partition partition, @Nullable String address) {
        long id = enrolling.newId();
        return sending.send(partition, partition.run(locator.user(), locator.action(), "person", view -> {
            sending.clear();
            StoredAction action = access.action(view, locator);
            StoredUser user = view.user();
            if (action == null || user == null) {
                return Plan.answer(Refused.because(Refusal.EXPIRED));
            }
            Refused closed = access.closed(view, type);
            if (closed != null) {
                return refused(closed);
            }
            if (!view.settings().type(type).selfService() || enrolling.isFull(user)) {
                return refused(Refused.because(Refusal.NOT_PERMITTED));
            }
            if (!access.mayAdd(view, user, action)) {
                return refused(Refused.because(Refusal.CHALLENGE_FIRST));
            }
            AuthenticatorMethod method = access.method(type);
            List<Held> held = access.held(view, user, type, 0);
            Opening opening = method.enroll(new MethodContext(wiring, view, type, held), address);
            return opened(view, user, action, held, id, true, opening);
        }));
    }

    Challenge challenge(Partition partition, long chosen) {
        return sending.send(partition, partition.run(locator.user(), locator.action(), "person", view -> {
            sending.clear();
            StoredAction action = access.action(view, locator);
            StoredUser user = view.user();
            if (action == null || user == null) {
                return Plan.answer(Refused.because(Refusal.EXPIRED));
            }
            Refused closed = access.closed(view, type);
            if (closed != null) {
                return refused(closed);
            }
            if (!Access.awaitsChallenge(user, action)) {
                return Plan.answer(Refused.because(Refusal.NOT_OPEN));
            }
            if (!user.holds(type) || (chosen != 0 && user.authenticator(chosen).isEmpty())) {
                return Plan.answer(Refused.because(Refusal.NOT_ENROLLED));
            }
            AuthenticatorMethod method = access.method(type);
            List<Held> all = access.held(view, user, type, chosen);
            List<Held> held = Access.served(view, type, all);
            if (held.isEmpty() || (chosen != 0 && !held.get(0).equals(all.get(0)))) {
                return refused(Refused.because(Refusal.NOT_PERMITTED));
            }
            Opening opening = method.challenge(new MethodContext(wiring, view, type, held));
            long asked = Objects.requireNonNull(
                    StoredAuthenticator.internalId(held.get(0).id()));
            return method.standing() && isOpen(view, action, type, chosen, asked)
                    ? standing(action, asked, opening)
                    : opened(view, user, action, held, asked, false, opening);
        }));
    }

    /** Whether the question stands open already, so that there is nothing to write. */
    private static boolean isOpen(View view, StoredAction action, AuthenticatorType type, long chosen, long asked) {
        return action.question(type)
                .map(q -> !q.closed()
                        && !q.enrolling()
                        && (q.authenticator() == asked || q.authenticator() == chosen)
                        && view.now() < q.expiresAt())
                .orElse(chosen == 0);
    }

    private Plan<Challenge> standing(StoredAction action, long asked, Opening opening) {
        if (!(opening instanceof Opening.Ask ask)) {
            return Plan.answer(Refused.because(((Opening.No) opening).why()));
        }
        long expiresAt = Math.min(
                locator.expiresAt(),
                action.question(type).map(Question::expiresAt).orElse(locator.expiresAt()));
        return Plan.answer(new Challenge.Open(
                StoredAuthenticator.publicId(asked), ask.prompt(), Instant.ofEpochMilli(expiresAt), null));
    }

    private Plan<Challenge> opened(
            View view,
            StoredUser user,
            StoredAction action,
            List<Held> held,
            long authenticator,
            boolean enrols,
            Opening opening) {
        if (!(opening instanceof Opening.Ask ask)) {
            return refused(Refused.because(((Opening.No) opening).why()));
        }
        int sends = 0;
        Instant resendAt = null;
        Address to = ask.to();
        Opening.Dispatch dispatch = ask.dispatch();
        if (to != null && dispatch != null) {
            if (enrols && Enrolling.isAt(held, to)) {
                return refused(Refused.because(Refusal.TAKEN));
            }
            Question before = action.question(type).orElse(null);
            sends = before == null ? 0 : before.sends();
            Sending.Stop stop = sending.pay(view, action, to, !enrols, sends, before == null ? 0 : before.openedAt());
            if (stop != null) {
                return Plan.note(stop.answer(), stop.note());
            }
            sends++;
            resendAt = Instant.ofEpochMilli(view.now() + sending.wait(sends));
            sending.take(dispatch, to);
        }
        long life = Math.min(ask.life().toMillis(), wiring.limit(Limit.PENDING_LIFE));
        long expiresAt = Math.min(view.now() + life, locator.expiresAt());
        Question bare = new Question(
                type,
                enrols,
                authenticator,
                SealedData.NONE,
                view.now(),
                expiresAt,
                0,
                false,
                sends,
                sending.reply(),
                Map.of());
        Question question = bare.asked(wiring.vault().seal(ask.keep(), Verifying.place(locator, bare)));
        Challenge answer = new Challenge.Open(
                StoredAuthenticator.publicId(authenticator), ask.prompt(), Instant.ofEpochMilli(expiresAt), resendAt);
        return Plan.write(
                answer,
                user,
                action.with(question),
                List.of(EventDraft.of(enrols ? "enrolment.begun" : "challenge.begun", type)));
    }

    private Plan<Challenge> refused(Refused refused) {
        return access.refused(refused, refused.reason(), type);
    }
}
