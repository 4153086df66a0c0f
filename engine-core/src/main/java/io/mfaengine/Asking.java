package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.Limits.Limit;
import io.mfaengine.StoredAction.Question;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Opening;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens a question, to enrol an authenticator or to use one: commit, then send. One object for one call. */
final class Asking {
    private static final long MAX_RESEND_WAIT = Duration.ofMinutes(32).toMillis();

    private final Wiring wiring;
    private final Access access;
    private final Enrolling enrolling;
    private final Locator locator;
    private final long reply;
    private boolean spent;
    private Opening.@Nullable Dispatch dispatch;

    Asking(Wiring wiring, Access access, Enrolling enrolling, Locator locator) {
        this.wiring = wiring;
        this.access = access;
        this.enrolling = enrolling;
        this.locator = locator;
        this.reply = wiring.random().number() | 1;
    }

    Challenge enroll(Partition partition, AuthenticatorType type, @Nullable String address) {
        long id = enrolling.newId();
        return sent(type, partition.run(locator.user(), locator.action(), "person", view -> {
            dispatch = null;
            StoredAction action = access.action(view, locator);
            StoredUser user = view.user();
            if (action == null || user == null) {
                return Plan.answer(Refused.because(Refusal.EXPIRED));
            }
            Refused closed = access.closed(view, type);
            if (closed != null) {
                return refused(closed, type);
            }
            if (!view.settings().type(type).selfService() || enrolling.isFull(user)) {
                return refused(Refused.because(Refusal.NOT_PERMITTED), type);
            }
            if (!access.mayAdd(view, user, action)) {
                return refused(Refused.because(Refusal.CHALLENGE_FIRST), type);
            }
            AuthenticatorMethod method = access.method(type);
            List<Held> held = access.held(view, user, user.of(type), 0);
            Opening opening = method.enroll(new MethodContext(wiring, view, type, held), address);
            return opened(view, user, action, type, id, true, opening);
        }));
    }

    Challenge challenge(Partition partition, AuthenticatorType type, long chosen) {
        return sent(type, partition.run(locator.user(), locator.action(), "person", view -> {
            dispatch = null;
            StoredAction action = access.action(view, locator);
            StoredUser user = view.user();
            if (action == null || user == null) {
                return Plan.answer(Refused.because(Refusal.EXPIRED));
            }
            Refused closed = access.closed(view, type);
            if (closed != null) {
                return refused(closed, type);
            }
            if (!Access.awaitsChallenge(user, action)) {
                return Plan.answer(Refused.because(Refusal.NOT_OPEN));
            }
            if (!user.holds(type) || (chosen != 0 && user.authenticator(chosen).isEmpty())) {
                return Plan.answer(Refused.because(Refusal.NOT_ENROLLED));
            }
            AuthenticatorMethod method = access.method(type);
            List<Held> held = access.held(view, user, user.of(type), chosen);
            Opening opening = method.challenge(new MethodContext(wiring, view, type, held));
            long asked = Objects.requireNonNull(
                    StoredAuthenticator.internalId(held.get(0).id()));
            return method.standing() && isOpen(view, action, type, chosen, asked)
                    ? standing(action, type, asked, opening)
                    : opened(view, user, action, type, asked, false, opening);
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

    private Plan<Challenge> standing(StoredAction action, AuthenticatorType type, long asked, Opening opening) {
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
            AuthenticatorType type,
            long authenticator,
            boolean enrols,
            Opening opening) {
        if (!(opening instanceof Opening.Ask ask)) {
            return refused(Refused.because(((Opening.No) opening).why()), type);
        }
        int sends = 0;
        Instant resendAt = null;
        if (ask.dispatch() != null) {
            sends = action.question(type).map(Question::sends).orElse(0);
            Refused waits = waits(view, action, type, sends);
            if (waits != null) {
                return refused(waits, type);
            }
            sends++;
            resendAt = Instant.ofEpochMilli(view.now() + resendWait(sends));
        }
        dispatch = ask.dispatch();
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
                dispatch == null ? 0 : reply,
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

    private @Nullable Refused waits(View view, StoredAction action, AuthenticatorType type, int sends) {
        long last = action.question(type).map(Question::openedAt).orElse(0L);
        if (sends > 0 && view.now() < last + resendWait(sends)) {
            return Refused.until(Refusal.TOO_MANY_SENDS, last + resendWait(sends));
        }
        if (sends >= wiring.limit(Limit.SENDS_PER_CHALLENGE)) {
            return Refused.because(Refusal.TOO_MANY_SENDS);
        }
        if (!spent) {
            String subject = view.tenant().claim("sends", view.key().userId()).name();
            Budget perUser = new Budget(
                    view.key().tenant(), subject, (int) wiring.limit(Limit.SENDS_PER_DAY), Duration.ofDays(1));
            Spending spending = wiring.store().spend(List.of(perUser), view.instant());
            if (spending instanceof Spending.Exhausted exhausted) {
                return Refused.until(Refusal.TOO_MANY_SENDS, exhausted.until().toEpochMilli());
            }
            spent = true;
        }
        return null;
    }

    private long resendWait(int sends) {
        return Math.min(wiring.limit(Limit.RESEND_WAIT) << (sends - 1), MAX_RESEND_WAIT);
    }

    private Plan<Challenge> refused(Refused refused, AuthenticatorType type) {
        return access.refused(refused, refused.reason(), type);
    }

    /** Sends what the committed question needs; a send whose fate is unknown is counted, and the question stays open. */
    private Challenge sent(AuthenticatorType type, Challenge answer) {
        Opening.Dispatch message = dispatch;
        if (message == null || answer instanceof Refused) {
            return answer;
        }
        Locator back = new Locator(
                locator.user(),
                locator.action(),
                answer.open().expiresAt().toEpochMilli(),
                locator.nonceHigh(),
                locator.nonceLow(),
                type.name(),
                reply);
        try {
            String sendId =
                    Json.base64(java.nio.ByteBuffer.allocate(8).putLong(reply).array());
            return message.send(wiring.handles().reply(back), sendId) ? answer : Refused.because(Refusal.NOT_SENT);
        } catch (RuntimeException e) {
            return answer;
        }
    }
}
