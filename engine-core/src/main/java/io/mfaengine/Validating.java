package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.Limits.Limit;
import io.mfaengine.StoredAction.Passed;
import io.mfaengine.StoredAction.Validated;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code validateChallenge}: whether the challenge of this very intent was passed, once. */
final class Validating {
    private final Wiring wiring;
    private final Partition partition;
    private final Access access;

    Validating(Wiring wiring, Partition partition, Access access) {
        this.wiring = wiring;
        this.partition = partition;
        this.access = access;
    }

    Validation validate(Handle token, Intent expected, @Nullable String requestId) {
        Locator locator = wiring.handles().openToken(token).orElse(null);
        if (locator == null) {
            return Validation.invalid(Validation.Invalid.UNKNOWN_TOKEN, null);
        }
        if (!locator.user().userId().equals(expected.userId())
                || !locator.action().action().equals(expected.action())) {
            return Validation.invalid(Validation.Invalid.OTHER_INTENT, null);
        }
        return partition.run(
                locator.user(), locator.action(), "host", view -> plan(view, locator, expected, requestId));
    }

    private Plan<Validation> plan(View view, Locator locator, Intent expected, @Nullable String requestId) {
        StoredAction action = view.ownAction();
        StoredUser user = view.user();
        if (action == null || user == null || !locator.opens(action)) {
            return Plan.answer(Validation.invalid(Validation.Invalid.UNKNOWN_TOKEN, null));
        }
        if (!sameIntent(view, locator, action, expected)) {
            return refused(Validation.Invalid.OTHER_INTENT, null);
        }
        Intent agreed = expected.idempotencyKey(locator.action().idempotencyKey());
        Action shown = Portraits.action(agreed.id(), action);
        Passed passed = action.passed();
        if (action.state() != ActionState.CHALLENGE_SUCCEEDED
                || passed == null
                || !access.isUsable(view, user, passed.authenticator())) {
            return refused(Validation.Invalid.NOT_PASSED, shown);
        }
        long life = wiring.limit(Limit.VALIDATION_LIFE);
        if (view.now() >= passed.at() + life || view.now() >= locator.expiresAt() + life) {
            return refused(Validation.Invalid.EXPIRED, shown);
        }
        Validation valid = Validation.valid(agreed, shown);
        if (!view.settings().action(expected.action()).validatesOnce()) {
            return Plan.answer(valid);
        }
        String request = requestId == null ? "" : hash(view, requestId);
        Validated before = action.validated();
        if (before != null) {
            return !request.isEmpty() && same(before.request(), request)
                    ? Plan.answer(valid)
                    : refused(Validation.Invalid.ALREADY_VALIDATED, shown);
        }
        return Plan.write(
                valid,
                user,
                action.validated(new Validated(view.now(), request)),
                List.of(EventDraft.of("action.validated", passed.type())));
    }

    /** All of it: what the host said at track it has to say again, and the key that it did not say it can't. */
    private static boolean sameIntent(View view, Locator locator, StoredAction action, Intent expected) {
        String key = locator.action().idempotencyKey();
        boolean sameKey = expected.idempotencyKey().map(key::equals).orElse(!action.keyed());
        return sameKey && same(action.detailsHash(), Tracking.hash(view, expected.details()));
    }

    private static String hash(View view, String requestId) {
        return Json.base64(view.tenant().requests().hash(requestId.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static Plan<Validation> refused(Validation.Invalid why, @Nullable Action action) {
        return Plan.note(
                Validation.invalid(why, action),
                EventDraft.of("validation.refused").with("reason", why.name()));
    }
}
