package io.mfaengine.method;

import io.mfaengine.model.Response;
import org.jspecify.annotations.Nullable;

/** How a recovery code is written: Crockford's Base32, in groups of four. */
final class RecoverySymbols {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUP = 4;

    private RecoverySymbols() {}

    /** The code as it is shown. */
    static String grouped(String code) {
        StringBuilder shown = new StringBuilder(code);
        for (int at = (code.length() - 1) / GROUP * GROUP; at > 0; at -= GROUP) {
            shown.insert(at, '-');
        }
        return shown.toString();
    }

    /** The code that was typed, with what is easily misread put right; null if it can't be one of this length. */
    static @Nullable String parse(Response response, int length) {
        String typed = Typed.code(response);
        if (typed == null || typed.length() != length) {
            return null;
        }
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char symbol = canonical(typed.charAt(i));
            if (ALPHABET.indexOf(symbol) < 0) {
                return null;
            }
            code.append(symbol);
        }
        return code.toString();
    }

    private static char canonical(char typed) {
        // By hand and not by Character.toUpperCase, which lets letters of other scripts in.
        char upper = typed >= 'a' && typed <= 'z' ? (char) (typed - 'a' + 'A') : typed;
        return switch (upper) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> upper;
        };
    }
}
