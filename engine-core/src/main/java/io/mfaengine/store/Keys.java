package io.mfaengine.store;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What holds of every key and instant that a store is given. */
final class Keys {
    static final int MAX_BYTES = 255;

    private Keys() {}

    static String check(String name, String value) {
        Objects.requireNonNull(value, name);
        int bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(name + " must not contain NUL, one is at " + i);
            }
            if (c < 0x80) {
                bytes += 1;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                throw new IllegalArgumentException(name + " must be well-formed Unicode, a lone surrogate is at " + i);
            }
        }
        if (bytes == 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(name + " must have 1 to " + MAX_BYTES + " bytes in UTF-8, it has " + bytes);
        }
        return value;
    }

    static @Nullable Instant millis(String name, @Nullable Instant instant) {
        if (instant != null && instant.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException(name + " must be a whole millisecond");
        }
        return instant;
    }
}
