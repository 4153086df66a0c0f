package io.mfaengine.model;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Objects;

/** The bounds on text that comes in from outside, each with an error that names the parameter and the bound. */
final class Texts {
    /** So many characters have at most 255 bytes in UTF-8, whichever they are. */
    private static final int SURELY_FIT = 85;

    private static final boolean[] CODE_SYMBOLS = new boolean[128];

    static {
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-".toCharArray()) {
            CODE_SYMBOLS[c] = true;
        }
    }

    private Texts() {}

    /** Well-formed Unicode without control characters, 1 to 128 characters and at most 255 UTF-8 bytes. */
    @CanIgnoreReturnValue
    static String id(String name, String value) {
        text(name, value, 128);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        if (value.length() > SURELY_FIT && utf8Length(value) > 255) {
            throw new IllegalArgumentException(name + " must have at most 255 bytes in UTF-8");
        }
        return value;
    }

    /** Well-formed Unicode without control characters, of at most {@code longest} characters. */
    @CanIgnoreReturnValue
    static String text(String name, String value, int longest) {
        bounded(name, value, longest);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c <= '~') {
                continue; // as most text is
            }
            if (Character.isISOControl(c)) {
                throw new IllegalArgumentException(name + " must not contain control characters, one is at " + i);
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new IllegalArgumentException(
                            name + " must be well-formed Unicode, a lone surrogate is at " + i);
                }
                i++;
            }
        }
        return value;
    }

    /** At most {@code longest} characters. */
    @CanIgnoreReturnValue
    static String bounded(String name, String value, int longest) {
        Objects.requireNonNull(value, name);
        if (value.length() > longest) {
            throw new IllegalArgumentException(
                    name + " must have at most " + longest + " characters, it has " + value.length());
        }
        return value;
    }

    /** ASCII letters, digits, {@code _} and {@code -}, 1 to 64 of them. */
    @CanIgnoreReturnValue
    static String code(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.isEmpty() || value.length() > 64 || !isCode(value)) {
            throw new IllegalArgumentException(name + " must be 1 to 64 letters, digits, '_' or '-'");
        }
        return value;
    }

    private static boolean isCode(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isCodeSymbol(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCodeSymbol(char c) {
        return c < CODE_SYMBOLS.length && CODE_SYMBOLS[c];
    }

    private static int utf8Length(String value) {
        int length = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // of the 4 bytes of a pair each half has 2
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
