package io.mfaengine.method;

import io.mfaengine.model.Response;
import org.jspecify.annotations.Nullable;

/** What a person typed, made regular: the one place in which every method does it. */
final class Typed {
    /** The longest raw input that is looked at, in characters. */
    static final int LONGEST = 64;

    private Typed() {}

    /** The response without ASCII spaces and hyphens; null if it is longer than {@link #LONGEST} or no code at all. */
    static @Nullable String code(Response response) {
        if (!(response instanceof Response.Code code) || code.text().length() > LONGEST) {
            return null;
        }
        return code.text().replace(" ", "").replace("-", "");
    }

    /** The number that the digits spell; -1 unless the text is exactly that many ASCII digits, at most 9. */
    static int number(String text, int digits) {
        if (text.length() != digits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
