package io.mfaengine;

import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.Handles.Locator;
import io.mfaengine.Limits.Limit;
import io.mfaengine.StoredAction.Passed;
import io.mfaengine.StoredAction.Question;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.store.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks one response to what an action has open. The verdict is computed once and reused after a conflict for as long
 * as what it looked at is the same; the gates are run again each time. One object for one call.
 */
final class Verifying implements Partition.Step<Verification> {
    private final Wiring wiring;
    private final Access access;
    private final Enrolling enrolling;
    private final Locator locator;
    private final AuthenticatorType type;
    private final Response response;
    private final Issuing issuing;
    private @Nullable Verdict verdict;

    /** A verdict, and what it looked at. */
    private record Verdict(Check check, SealedData asked, List<StoredAuthenticator> held) {
        boolean lookedAt(SealedData otherAsked, List<StoredAuthenticator> otherHeld) {
            if (!asked.isSame(otherAsked) || held.size() != otherHeld.size()) {
                return false;
            }
            for (int i = 0; i < held.size(); i++) {
                if (!held.get(i).data().isSame(otherHeld.get(i).data())) {
                    return false;
                }
            }
            return true;
        }
    }

    Verifying(
            Wiring wiring,
            Access access,
            Enrolling enrolling,
            Locator locator,
            AuthenticatorType type,
            Response response) {
        this.wiring = wiring;
        this.access = access;
        this.enrolling = enrolling;
        this.locator = locator;
        this.type = type;
        this.response = response;
        this.issuing = new Issuing(wiring);
    }

    /** Answers a question from elsewhere, by what only its message held. */
    static Verification respond(
            Wiring wiring,
            Partition partition,
            Access access,
            Enrolling enrolling,
            Handle reply,
            Response.OutOfBand response) {
        return wiring.handles()
                .openReply(reply)
                .<Verification>map(locator -> partition.run(
                        locator.user(),
                        locator.action(),
                        "person",
                        new Verifying(
                                wiring, access, enrolling, locator, AuthenticatorType.of(locator.type()), response)))
                .orElseGet(() -> Refused.because(Refusal.NOT_OPEN));
    }

    /** Where the data of a question is sealed. */
    static String[] place(Locator locator, Question question) {
        return new String[] {
            locator.user().userId(),
            "question",
            locator.action().action(),
            locator.action().idempotencyKey(),
            question.type().name(),
            question.enrolling() ? "enrol" : "use",
            Long.toHexString(question.authenticator())
        };
    }

    @Override
    public Plan<Verification> plan(View view) {
        StoredAction action = access.action(view, locator);
        StoredUser user = view.user();
        if (action == null || user == null) {
            return Plan.answer(Refused.because(Refusal.EXPIRED));
        }
        Question question = action.question(type).orElse(null);
        if (response instanceof Response.Poll) {
            return poll(view, user, action, question);
        }
        Refused closed = access.closed(view, type);
        if (closed != null) {
            return refused(closed);
        }
        if (question == null
                && action.passed() != null
                && action.passed().type().equals(type)) {
            return refused(Refused.because(Refusal.ALREADY_USED));
        }
        boolean challenged = Access.awaitsChallenge(user, action);
        AuthenticatorMethod method = access.method(type);
        if (question == null && challenged && method.standing()) {
            question = Question.standing(type, action.createdAt(), action.expiresAt());
        }
        if (question == null || question.closed() || (!question.enrolling() && !challenged) || !isAnswered(question)) {
            return refused(Refused.because(Refusal.NOT_OPEN));
        }
        if (view.now() >= question.expiresAt()) {
            return refused(Refused.because(Refusal.EXPIRED));
        }
        return question.enrolling()
                ? confirm(view, user, action, question, method)
                : check(view, user, action, question, method);
    }

    /** A response from elsewhere answers the question whose message it comes from, and no other one. */
    private boolean isAnswered(Question question) {
        return locator.reply() == 0 || locator.reply() == question.reply();
    }

    private Plan<Verification> poll(View view, StoredUser user, StoredAction action, @Nullable Question question) {
        Passed passed = action.passed();
        boolean open = question != null && !question.closed() && view.now() < question.expiresAt();
        if (question != null && question.enrolling()) {
            StoredAuthenticator added =
                    user.authenticator(question.authenticator()).orElse(null);
            if (open || added != null) {
                return Plan.answer(
                        added == null
                                ? Refused.because(Refusal.NOT_YET)
                                : new Verification.Accepted(Portraits.authenticator(user, added), true, List.of()));
            }
        }
        if (passed == null || !passed.type().equals(type) || action.state() != ActionState.CHALLENGE_SUCCEEDED) {
            return Plan.answer(Refused.because(open ? Refusal.NOT_YET : Refusal.NOT_OPEN));
        }
        StoredAuthenticator by = user.authenticator(passed.authenticator()).orElse(null);
        if (by == null) {
            return Plan.answer(Refused.because(Refusal.NOT_ENROLLED));
        }
        Verification.Accepted plain =
                new Verification.Accepted(Portraits.authenticator(user, by), passed.enrolled(), List.of());
        if (!passed.owesCodes() || user.holds(AuthenticatorType.RECOVERY_CODE)) {
            return Plan.answer(plain);
        }
        Issuing.Issued issued = issuing.issue(view, user).orElse(null);
        return issued == null
                ? Plan.answer(plain)
                : Plan.write(
                        new Verification.Accepted(plain.authenticator(), plain.enrolled(), issued.codes()),
                        issued.user(),
                        action.codesIssued(),
                        List.of(issued.event()));
    }

    private Plan<Verification> confirm(
            View view, StoredUser user, StoredAction action, Question question, AuthenticatorMethod method) {
        if (!access.mayAdd(view, user, action)) {
            return refused(Refused.because(Refusal.CHALLENGE_FIRST));
        }
        if (!view.settings().type(type).selfService() || enrolling.isFull(user)) {
            return refused(Refused.because(Refusal.NOT_PERMITTED));
        }
        Check check = verdict(view, user, question, (context, asked) -> method.confirm(context, asked, response));
        if (!(check instanceof Check.Enrolled proof)) {
            return rejected(view, user, action, question, method, check);
        }
        if (proof.address() != null && !Access.isServed(view, type, Optional.of(proof.address()))) {
            return refused(Refused.because(Refusal.NOT_PERMITTED));
        }
        Set<Claim> claims = enrolling.claims(view, user, type, proof).orElse(null);
        if (claims == null
                || (proof.address() != null && Enrolling.isAt(access.held(view, user, type, 0), proof.address()))) {
            return refused(Refused.because(Refusal.TAKEN));
        }
        boolean inSession = response instanceof Response.InBand;
        StoredUser right = user.guesses(type, user.guesses(type).succeeded());
        Enrolling.Bound bound =
                enrolling.bind(view, right, question.authenticator(), type, proof, claims, inSession ? issuing : null);
        // only a first enrolment proves anything: what a bound user adds by override does not
        boolean passes = action.state() == ActionState.ALLOW && !user.isBound();
        boolean owes = !inSession && !bound.user().holds(AuthenticatorType.RECOVERY_CODE);
        StoredAction next = passes
                ? action.passed(
                        ActionState.CHALLENGE_SUCCEEDED,
                        new Passed(question.authenticator(), type, view.now(), true, owes, Set.of(), false, Map.of()),
                        view.now())
                // what was answered elsewhere stays, closed, so that the session can learn of it
                : inSession ? action.questions(action.without(type)) : action.with(question.close());
        if (passes && isVetoed(wiring, view, next, bound.user(), bound.authenticator())) {
            return Plan.write(
                    Refused.because(Refusal.VETOED),
                    user,
                    action.with(question.close()),
                    List.of(EventDraft.of("challenge.vetoed", type)));
        }
        Verification answer = new Verification.Accepted(
                Portraits.authenticator(bound.user(), bound.authenticator()), true, bound.codes());
        List<EventDraft> events = new ArrayList<>(bound.events());
        if (passes) {
            events.add(EventDraft.of("challenge.passed", bound.authenticator()).with("enrolled", "true"));
        }
        return Enrolling.plan(answer, bound, next, events, claims, proof);
    }

    private Plan<Verification> check(
            View view, StoredUser user, StoredAction action, Question question, AuthenticatorMethod method) {
        if (!user.holds(type)) {
            return refused(Refused.because(Refusal.NOT_ENROLLED));
        }
        StoredAuthenticator about = user.authenticator(question.authenticator()).orElse(null);
        if (question.authenticator() != 0 && about == null) {
            return refused(Refused.because(Refusal.NOT_OPEN));
        }
        if (about != null && !Access.isServed(wiring, view, about)) {
            return refused(Refused.because(Refusal.NOT_PERMITTED));
        }
        Check check = verdict(view, user, question, (context, asked) -> method.check(context, asked, response));
        if (!(check instanceof Check.Accepted accepted)) {
            return rejected(view, user, action, question, method, check);
        }
        long id = Objects.requireNonNullElse(
                StoredAuthenticator.internalId(accepted.which().id()), 0L);
        StoredAuthenticator by = user.authenticator(id)
                .filter(a -> a.type().equals(type))
                .orElseThrow(() -> new IllegalStateException("the method accepted an authenticator it was not given"));
        SealedData data =
                wiring.vault().reseal(by.data(), accepted.which().data(), accepted.next(), by.place(view.key()));
        StoredAuthenticator used = by.used(data, view.now());
        StoredUser next = user.change(id, before -> used);
        Passed passed =
                new Passed(id, type, view.now(), false, false, accepted.amr(), by.since() <= action.since(), Map.of());
        StoredAction done = action.passed(ActionState.CHALLENGE_SUCCEEDED, passed, view.now());
        if (isVetoed(wiring, view, done, next, used)) {
            // the response is burnt all the same: it was right
            return Plan.write(
                    Refused.because(Refusal.VETOED),
                    next,
                    action.with(question.close()),
                    List.of(EventDraft.of("challenge.vetoed", used)));
        }
        return Plan.write(
                new Verification.Accepted(Portraits.authenticator(next, used), false, List.of()),
                next.guesses(type, user.guesses(type).succeeded()),
                done,
                List.of(EventDraft.of("challenge.passed", used)));
    }

    private interface Judge {
        Check judge(AuthenticatorMethod.Context context, Data asked);
    }

    private Check verdict(View view, StoredUser user, Question question, Judge judge) {
        List<StoredAuthenticator> looksAt = user.of(type);
        Verdict before = verdict;
        if (before != null && before.lookedAt(question.asked(), looksAt)) {
            return before.check();
        }
        List<Held> held = access.held(view, user, type, question.authenticator());
        Data asked = asked(question);
        Check check;
        try {
            check = judge.judge(new MethodContext(wiring, view, type, held), asked);
        } catch (CannotOpenException e) {
            throw e;
        } catch (RuntimeException e) {
            System.getLogger("io.mfaengine")
                    .log(System.Logger.Level.WARNING, "the method of " + type + " threw, a failed attempt", silent(e));
            check = Check.reject(Refusal.WRONG_RESPONSE);
        }
        verdict = new Verdict(check, question.asked(), looksAt);
        return check;
    }

    /** What most types ask is always the same, so that there is nothing to open. */
    private Data asked(Question question) {
        SealedData asked = question.asked();
        return asked.isSealed() ? wiring.vault().open(asked, place(locator, question)) : asked.plain();
    }

    /** Where it was thrown, without what it says: that may hold the response. */
    private static Throwable silent(RuntimeException e) {
        Throwable silent = new Throwable(e.getClass().getName());
        silent.setStackTrace(e.getStackTrace());
        return silent;
    }

    private Plan<Verification> rejected(
            View view,
            StoredUser user,
            StoredAction action,
            Question question,
            AuthenticatorMethod method,
            Check check) {
        Check.Rejected rejected = check instanceof Check.Rejected no ? no : Check.reject(Refusal.NOT_PERMITTED);
        if (rejected.why() == Refusal.WRONG_RESPONSE) {
            return wrong(view, user, action, question, method, rejected.burns());
        }
        Refused refused = new Refused(rejected.why(), 0, rejected.retryAt());
        if (rejected.burns()) {
            return Plan.write(
                    refused,
                    user,
                    action.with(question.close()),
                    List.of(EventDraft.of("challenge.ended", type)
                            .with("reason", rejected.why().name())));
        }
        return rejected.why() == Refusal.NOT_YET ? Plan.answer(refused) : refused(refused);
    }

    private Plan<Verification> wrong(
            View view,
            StoredUser user,
            StoredAction action,
            Question question,
            AuthenticatorMethod method,
            boolean burns) {
        GuessCount count =
                user.guesses(type).failed(view.now(), wiring.guesses().disableAfter());
        int perChallenge = (int) wiring.limit(Limit.ATTEMPTS_PER_CHALLENGE);
        Question failed = question.failed(burns || question.failures() + 1 >= perChallenge);
        Long lockedUntil = wiring.guesses().lockedUntil(method.guessing(), count, view.now());
        int left = wiring.guesses().attemptsLeft(method.guessing(), count, view.now());
        List<EventDraft> events = new ArrayList<>();
        events.add(EventDraft.of("challenge.failed", type).with("consecutive", Integer.toString(count.consecutive())));
        if (count.disabled()) {
            events.add(EventDraft.of("type.disabled", type));
        } else if (lockedUntil != null) {
            events.add(EventDraft.of("type.locked", type)
                    .with("until", Instant.ofEpochMilli(lockedUntil).toString()));
        }
        Refused answer = new Refused(
                Refusal.WRONG_RESPONSE,
                failed.closed() ? 0 : Math.min(left, perChallenge - failed.failures()),
                lockedUntil == null || count.disabled() ? null : Instant.ofEpochMilli(lockedUntil));
        return Plan.write(answer, user.guesses(type, count), action.with(failed), events);
    }

    private Plan<Verification> refused(Refused refused) {
        return access.refused(refused, refused.reason(), type);
    }

    /** Whether one says no, or throws: what can't be asked is not allowed (I10). */
    static boolean isVetoed(
            Wiring wiring, View view, StoredAction action, StoredUser user, StoredAuthenticator authenticator) {
        if (wiring.vetoes().isEmpty()) {
            return false;
        }
        Action asked = Portraits.action(view, action);
        Authenticator by = Portraits.authenticator(user, authenticator);
        for (BiPredicate<Action, Authenticator> veto : wiring.vetoes()) {
            try {
                if (!veto.test(asked, by)) {
                    return true;
                }
            } catch (RuntimeException e) {
                System.getLogger("io.mfaengine").log(System.Logger.Level.WARNING, "a veto threw, and so objects", e);
                return true;
            }
        }
        return false;
    }
}
