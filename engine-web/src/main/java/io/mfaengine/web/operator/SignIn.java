package io.mfaengine.web.operator;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.Told;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How an operator comes in: a link to their mailbox, then a code of their app on the person's pages. Who isn't an operator
 * sees the same pages until there is nothing more to open, as fast (R84): the link is looked for, and sent, elsewhere.
 */
final class SignIn {
    private static final System.Logger LOGGER = System.getLogger("io.mfaengine.web.operator");
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_TOKEN = 1_024;

    private final Counter counter;
    private final Executor executor;
    private final Saying saying;

    SignIn(Counter counter, Executor executor) {
        this.counter = counter;
        this.executor = executor;
        this.saying = new Saying(counter);
    }

    private Words words() {
        return counter.words();
    }

    private long now() {
        return counter.members().engine().now().toEpochMilli();
    }

    Optional<Arrival> arrival(Exchange exchange) {
        return counter.keeper().arrival(exchange.request()).filter(known -> !known.isOver(now()));
    }

    private HttpResponse go(String below) {
        return HttpResponse.empty(303).header("Location", counter.at(below));
    }

    HttpResponse show(Exchange exchange) {
        String to = exchange.query().text("to").orElse("");
        Arrival before = arrival(exchange).orElse(null);
        String guard = before == null ? counter.keeper().nonce() : before.guard();
        Arrival arrival = Arrival.begin(guard, Way.within(counter, to), now());
        return counter.keeper().keep(form(arrival, "", null), arrival);
    }

    private HttpResponse form(Arrival arrival, String typed, @Nullable String error) {
        return new Sheet(counter, null, words().text("signIn.title"))
                .guard(arrival.guard())
                .faulty(error != null)
                .draw((out, frame) -> Templates.signIn(out, frame, typed, error));
    }

    HttpResponse ask(Exchange exchange) {
        Arrival arrival = guarded(exchange).orElse(null);
        if (arrival == null) {
            return saying.say(403, "stale", null);
        }
        String typed = form(exchange).text("email").orElse("").strip();
        EmailAddress address = typed.length() > LONGEST_ADDRESS
                ? null
                : EmailAddress.parse(typed).orElse(null);
        if (address == null) {
            return form(arrival, typed.length() > LONGEST_ADDRESS ? "" : typed, words().text("signIn.malformed"));
        }
        return send(arrival, address.canonical());
    }

    /** Goes on to the link, whoever it is. */
    HttpResponse send(Arrival arrival, String email) {
        Arrival asked =
                arrival.asked(email, counter.keeper().nonce(), counter.keeper().match(), now());
        executor.execute(() -> link(asked));
        return counter.keeper().keep(go("/sent"), asked);
    }

    /** Sends the link, if it is an operator's address. */
    private void link(Arrival asked) {
        try {
            counter.members().prepare();
            Member member = counter.members().byEmail(asked.email()).orElse(null);
            if (member != null) {
                MfaEngine engine = counter.members().engine();
                ActionSession session = engine.session(
                                engine.track(mailed(member, asked)).token())
                        .orElseThrow();
                Challenge unused = session.challenge(AuthenticatorType.EMAIL_MAGIC_LINK);
            }
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.WARNING, "a link to sign in with was not sent", e);
        }
    }

    private static Intent mailed(Member member, Arrival asked) {
        return Intent.user(Members.mailbox(member))
                .action(Members.SIGN_IN)
                .idempotencyKey(asked.key())
                .detail("shows", asked.match());
    }

    HttpResponse sent(Exchange exchange) {
        Arrival arrival =
                arrival(exchange).filter(known -> !known.key().isEmpty()).orElse(null);
        if (arrival == null) {
            return go("/sign-in");
        }
        boolean waited = exchange.query().text("still").isPresent();
        Notice notice = waited ? new Notice(Notice.Kind.WARN, null, words().text("sent.notYet")) : null;
        return new Sheet(counter, null, words().text("sent.title"))
                .guard(arrival.guard())
                .notice(notice)
                .looking(counter.at("/look"))
                .draw((out, frame) -> Templates.told(
                        out,
                        frame,
                        Told.of(words().html("sent.lead", "address", arrival.email(), "match", arrival.match()))
                                .form(words().text("sent.go"), counter.at("/opened"), "", "")
                                .named("arrived")
                                .link(words().text("sent.other"), counter.at("/sign-in"))));
    }

    /** For the script: whether the link was opened and confirmed. */
    HttpResponse look(Exchange exchange) {
        boolean done = arrival(exchange)
                .filter(known -> !known.key().isEmpty())
                .filter(known ->
                        operator(known).filter(who -> isOpened(who, known)).isPresent())
                .isPresent();
        return HttpResponse.ok(Map.of("done", done));
    }

    private Optional<Member> operator(Arrival arrival) {
        return counter.members().byEmail(arrival.email());
    }

    private boolean isOpened(Member member, Arrival arrival) {
        return counter.members()
                .engine()
                .getAction(mailed(member, arrival).id())
                .filter(action -> action.state() == ActionState.CHALLENGE_SUCCEEDED)
                .isPresent();
    }

    HttpResponse opened(Exchange exchange) {
        Arrival arrival =
                guarded(exchange).filter(known -> !known.key().isEmpty()).orElse(null);
        if (arrival == null) {
            return go("/sign-in");
        }
        MfaEngine engine = counter.members().engine();
        Member member = operator(arrival).filter(who -> isOpened(who, arrival)).orElse(null);
        if (member == null) {
            return go("/sent?still=1");
        }
        Intent mailed = mailed(member, arrival);
        if (!engine.validateChallenge(engine.track(mailed).token(), mailed).isValid()) {
            return go("/sign-in");
        }
        Arrival next = arrival.opened(member, counter.keeper().nonce(), now());
        Decision decision = engine.track(TrackRequest.of(byApp(next)).redirectUrl(counter.url("/back")));
        return counter.keeper()
                .keep(HttpResponse.empty(303).header("Location", decision.url().toString()), next);
    }

    private static Intent byApp(Arrival arrival) {
        return Intent.user(arrival.member()).action(Members.APP).idempotencyKey(arrival.key());
    }

    /** They are back from the pages: the engine says whether they passed, and says so once. */
    HttpResponse back(Exchange exchange) {
        Arrival arrival =
                arrival(exchange).filter(known -> !known.member().isEmpty()).orElse(null);
        String token = exchange.query()
                .text("token")
                .filter(text -> text.length() <= LONGEST_TOKEN)
                .orElse("");
        Member member = arrival == null
                ? null
                : counter.members().find(arrival.member()).orElse(null);
        if (arrival == null
                || member == null
                || token.isEmpty()
                || !counter.members()
                        .engine()
                        .validateChallenge(Handle.of(token), byApp(arrival))
                        .isValid()) {
            return go("/sign-in");
        }
        // a sign-out in the same millisecond came before
        long begun = Math.max(now(), member.signedOutAt() + 1);
        Session session = Session.begin(member, begun, counter.keeper().nonce());
        return counter.keeper().keep(HttpResponse.empty(303).header("Location", arrival.to()), session);
    }

    /** Who sends a form that we gave out. */
    Optional<Arrival> guarded(Exchange exchange) {
        Query form = form(exchange);
        return arrival(exchange).filter(known -> form.gives("guard", known.guard()));
    }

    private static Query form(Exchange exchange) {
        return Query.form(exchange.request(), Query.LONGEST);
    }
}
