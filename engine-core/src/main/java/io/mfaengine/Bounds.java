package io.mfaengine;

import java.util.Objects;

/** The bounds on what the application gives besides an intent, with an error that names the parameter and the bound. */
final class Bounds {
    private Bounds() {}

    /** Well-formed Unicode without control characters, not blank, of 1 to {@code longest} characters. */
    static String text(String name, String value, int longest) {
        Objects.requireNonNull(value, name);
        if (value.isBlank() || value.length() > longest || hasForbidden(value)) {
            throw new IllegalArgumentException(name + " must be 1 to " + longest
                    + " characters of well-formed Unicode without control characters, and not blank");
        }
        return value;
    }

    private static boolean hasForbidden(String value) {
        int c;
        for (int i = 0; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return true;
            }
        }
        return false;
    }
}
