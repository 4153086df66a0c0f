package io.mfaengine.web.operator;

import io.mfaengine.Decision;
import io.mfaengine.TrackRequest;
import io.mfaengine.Validation;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Frame.Notice;

/** A fresh challenge before what is risky, on the pages of the operators' own tenant. */
final class StepUp {
    private static final int LONGEST_TOKEN = 1_024;

    private final Counter counter;

    StepUp(Counter counter) {
        this.counter = counter;
    }

    private static Intent intent(Call call, String key) {
        return Intent.user(call.member().id()).action(Members.STEP_UP).idempotencyKey(key);
    }

    HttpResponse ask(Call call) {
        counter.members().prepare();
        String key = counter.keeper().nonce();
        Decision decision = counter.members()
                .engine()
                .track(TrackRequest.of(intent(call, key)).redirectUrl(counter.url("/proved")));
        Session asking = call.session().asking(key, Way.within(counter, call.typed("to", Way.LONGEST)));
        return decision.next() == Decision.Next.CHALLENGE
                ? call.keep(
                        HttpResponse.empty(303)
                                .header("Location", decision.url().toString()),
                        asking)
                : call.go(call.portal("/you"), Notice.Kind.BAD, counter.words().text("prove.none"));
    }

    /** They are back: the engine says whether they passed, and says so once. */
    HttpResponse proved(Call call) {
        Session session = call.session();
        String token = call.query()
                .text("token")
                .filter(text -> text.length() <= LONGEST_TOKEN)
                .orElse("");
        if (session.asked().isEmpty() || token.isEmpty()) {
            return call.go(call.portal("/you"));
        }
        Validation proof =
                counter.members().engine().validateChallenge(Handle.of(token), intent(call, session.asked()));
        HttpResponse back = HttpResponse.empty(303).header("Location", Way.within(counter, session.back()));
        if (proof.isValid()) {
            return call.keep(back, session.proved(call.now().toEpochMilli()));
        }
        return call.go(call.portal("/you"), Notice.Kind.WARN, counter.words().text("prove.failed"));
    }
}
