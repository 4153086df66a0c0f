package io.mfaengine.testkit.engine;

import io.mfaengine.ActionStatus;
import io.mfaengine.Challenge;
import io.mfaengine.Change;
import io.mfaengine.Clearance;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.Validation;
import io.mfaengine.Verification;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Secret;
import io.mfaengine.model.User;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The engine's answers as texts that can be compared with the model's. */
final class Told {
    private Told() {}

    static String of(Decision decision) {
        return decision.next() + " " + decision.action().state() + " cleared=" + clears(decision::clearance)
                + " permits=" + inOrder(decision.permitted());
    }

    static String of(Validation validation) {
        boolean valid = validation.isValid();
        if (valid != clears(validation::clearance)
                || valid == validation.reason().isPresent()) {
            return "a clearance that is not the answer: " + validation;
        }
        return valid ? "VALID" : validation.reason().orElseThrow().name();
    }

    private static boolean clears(Supplier<Clearance> clearance) {
        try {
            return !clearance.get().toString().isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    static String of(Challenge challenge) {
        return challenge instanceof Challenge.Open open ? "OPEN until " + open.expiresAt() : of(challenge.refused());
    }

    static String of(Verification verification) {
        return verification instanceof Verification.Accepted accepted
                ? "ACCEPTED " + accepted.authenticator().type() + " enrolled=" + accepted.enrolled() + " codes="
                        + accepted.recoveryCodes().size()
                : of(verification.refused());
    }

    static String of(Change change) {
        return change instanceof Change.Done done
                ? "DONE codes=" + done.recoveryCodes().size()
                : of(change.refused());
    }

    private static String of(Refused refused) {
        return refused.reason() + " left=" + refused.attemptsLeft() + " retry=" + refused.retryAt();
    }

    static String of(ActionStatus status) {
        List<String> choices = status.choices().stream()
                .map(choice -> choice.type() + ":" + choice.enrolled() + ":" + choice.preferred() + ":"
                        + choice.lockedUntil() + ":" + choice.disabled())
                .toList();
        long pending = status.authenticators().stream()
                .filter(a -> a.status() == Authenticator.Status.PENDING)
                .count();
        return status.state() + " " + choices + " pending=" + pending + " manageUntil=" + status.manageUntil();
    }

    static String of(MfaEngine mfa, String userId) {
        User user = mfa.getUser(userId);
        if (user.createdAt() == null) {
            return "unknown";
        }
        StringBuilder text = new StringBuilder("enrolled=" + user.isEnrolled() + inOrder(user.enrolled()));
        text.append(" prefers=").append(user.preferred()).append(" name=").append(user.username());
        for (Authenticator mine : mfa.getAuthenticators(userId)) {
            text.append(' ').append(mine.type()).append(':').append(mine.label());
            text.append(':').append(mine.status()).append(mine.preferred() ? ":preferred" : "");
        }
        return text.toString();
    }

    static List<String> codes(List<Secret> shown) {
        return shown.stream().map(code -> code.reveal().replace("-", "")).toList();
    }

    private static List<AuthenticatorType> inOrder(Set<AuthenticatorType> types) {
        return Model.TYPES.stream().filter(types::contains).toList();
    }
}
