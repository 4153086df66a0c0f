package io.mfaengine.method;

import io.mfaengine.model.Response;
import java.time.Instant;
import java.util.Locale;

/** What an app shows. For tests. */
final class Codes {
    private static final Totp TOTP = new Totp();

    private Codes() {}

    static Response.Code at(Seed seed, Instant when) {
        return Response.Code.of(text(seed, Totp.step(when)));
    }

    static String text(Seed seed, long step) {
        return String.format(Locale.ROOT, "%0" + seed.digits() + "d", TOTP.code(seed, step));
    }

    /** A code of the same length that differs in its first digit. */
    static Response.Code other(Response right) {
        String text = ((Response.Code) right).text();
        return Response.Code.of((text.charAt(0) == '9' ? '0' : (char) (text.charAt(0) + 1)) + text.substring(1));
    }
}
