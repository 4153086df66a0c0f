package io.mfaengine.examples.signin;

import io.mfaengine.Clearance;
import io.mfaengine.model.Intent;
import java.util.Map;

/** A transfer that somebody drafted: what it is about, and how it is carried out. */
record Transfer(String id, String userId, String amount, String payee) {
    private static final String ACTION = "transfer";

    /** The id is its idempotency key: asked twice, it is the same action, and no other amount or payee passes for it. */
    Intent intent() {
        return Intent.user(userId)
                .action(ACTION)
                .idempotencyKey(id)
                .detail("amount", amount)
                .detail("payee", payee);
    }

    /** Carries out what was agreed to. It takes a clearance and no transfer: there is no way round the gate. */
    static String execute(Clearance clearance) {
        Map<String, String> agreed = clearance.intent(ACTION).details();
        return agreed.get("amount") + " was transferred to " + agreed.get("payee") + ".";
    }

    static String amount(String text) {
        if (!text.matches("[0-9]{1,9}([.][0-9]{1,2})?") || text.matches("[0.]+")) {
            throw new IllegalArgumentException("an amount is a number above 0, such as 250 or 19.90");
        }
        return text;
    }

    static String payee(String text) {
        if (text.isEmpty() || text.length() > 70) {
            throw new IllegalArgumentException("a payee has 1 to 70 characters");
        }
        return text;
    }
}
