package io.mfaengine.examples.shop;

import io.mfaengine.Clearance;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.Validation;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An imaginary shop that pays out vouchers. What acts takes a {@link Clearance}, so nothing happens unasked. */
final class Shop {
    private final MfaEngine mfa;
    private final List<String> paid = new ArrayList<>();

    Shop(MfaEngine mfa) {
        this.mfa = mfa;
    }

    /** What a customer sees next; with a token, the pages on which they show that it is them. */
    record Reply(String page, @Nullable Handle token) {}

    /** A transfer that a customer drafted. */
    record Transfer(String id, String from, String amount, String to) {
        Intent intent() {
            return Intent.user(from)
                    .action("transfer")
                    .idempotencyKey(id)
                    .detail("amount", amount)
                    .detail("to", to);
        }
    }

    /** The password was right. */
    Reply signIn(String userId) {
        return ask(signingIn(userId), this::welcome);
    }

    /** The customer is back from the pages. */
    Reply signedIn(String userId, Handle token) {
        return check(token, signingIn(userId), this::welcome);
    }

    Reply transfer(Transfer draft) {
        return ask(draft.intent(), this::execute);
    }

    Reply transferred(Transfer draft, Handle token) {
        return check(token, draft.intent(), this::execute);
    }

    /** The pages on which customers manage what they hold ask for proof by themselves. */
    Handle settings(String userId) {
        return mfa.track(TrackRequest.of(Intent.user(userId).action("settings")).manage())
                .token();
    }

    List<String> paid() {
        return List.copyOf(paid);
    }

    private Reply welcome(Clearance clearance) {
        return new Reply("welcome " + clearance.intent("sign-in").userId(), null);
    }

    private Reply execute(Clearance clearance) {
        Map<String, String> agreed = clearance.intent("transfer").details();
        paid.add(agreed.get("amount") + " to " + agreed.get("to"));
        return new Reply("paid " + agreed.get("amount"), null);
    }

    private Reply ask(Intent intent, Function<Clearance, Reply> act) {
        Decision decision = mfa.track(intent);
        return switch (decision.next()) {
            case PROCEED -> act.apply(decision.clearance());
            case CHALLENGE, ENROLL -> new Reply("is it you?", decision.token());
            case VALIDATE -> check(decision.token(), intent, act);
            case AWAIT_REVIEW -> new Reply("please wait", null);
            case DENY -> new Reply("no", null);
        };
    }

    private Reply check(Handle token, Intent intent, Function<Clearance, Reply> act) {
        Validation proof = mfa.validateChallenge(token, intent);
        return proof.isValid() ? act.apply(proof.clearance()) : new Reply("no", null);
    }

    private static Intent signingIn(String userId) {
        return Intent.user(userId).action("sign-in");
    }
}
