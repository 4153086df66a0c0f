package io.mfaengine.providers;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.model.Secret;
import java.util.Objects;
import java.util.regex.Pattern;

/** Checks what an operator sets, and never repeats it: it may be a secret in the wrong place. */
final class Bounds {
    private static final int LONGEST_SECRET = 512;

    private Bounds() {}

    @CanIgnoreReturnValue
    static String match(String name, Pattern pattern, String value) {
        Objects.requireNonNull(value, name);
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must match " + pattern);
        }
        return value;
    }

    @CanIgnoreReturnValue
    static Secret secret(String name, Secret value) {
        String text = Objects.requireNonNull(value, name).reveal();
        if (text.isBlank() || text.length() > LONGEST_SECRET || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    name + " must have 1 to " + LONGEST_SECRET + " characters, and no control characters");
        }
        return value;
    }
}
