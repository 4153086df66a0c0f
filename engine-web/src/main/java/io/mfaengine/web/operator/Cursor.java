package io.mfaengine.web.operator;

import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Intent;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a list of actions goes on, as a query has it: behind the last one that was shown. */
final class Cursor {
    private static final String NAME = "after";
    /** Nothing is stored of an instant that isn't between these. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Cursor() {}

    /** The last one that was shown; null: from the first. */
    static @Nullable Action of(Query query) {
        String given = query.text(NAME).orElse(null);
        if (given == null) {
            return null;
        }
        String[] parts = given.split("[.]", -1);
        try {
            Instant at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            if (at.isBefore(FIRST) || at.isAfter(LAST)) {
                throw malformed();
            }
            Intent intent = Intent.user(text(parts[1])).action(parts[2]).idempotencyKey(text(parts[3]));
            return new Action(intent.id(), ActionState.ALLOW, at, at, null);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.invalid("after must be as a page of ours had it");
    }

    /** Behind all that was tracked at an instant or later, as if the last one of then was shown. */
    static String before(Instant instant) {
        return NAME + "=" + instant.toEpochMilli() + "." + encoded("~") + ".z." + encoded("~");
    }

    static String query(Action last) {
        return NAME + "=" + last.createdAt().toEpochMilli() + "."
                + encoded(last.id().userId()) + "." + last.id().action() + "."
                + encoded(last.id().idempotencyKey());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String encoded) {
        return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
