package io.mfaengine.store;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds of every key and instant that a store is given: keys are well-formed Unicode without NUL, of 1 to 255 bytes
 * in UTF-8, equal if their bytes are, and sort by their bytes; instants are whole milliseconds.
 */
public final class Keys {
    static final int MAX_BYTES = 255;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Keys() {}

    static void check(String name, String value) {
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
            throw new IllegalArgumentException(
                    name + " must have 1 to " + MAX_BYTES + " bytes in UTF-8, it has " + bytes);
        }
    }

    static void millis(String name, @Nullable Instant instant) {
        if (instant == null) {
            return;
        }
        if (instant.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException(name + " must be a whole millisecond");
        }
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException(name + " must be from 1970 to 9999");
        }
    }

    static void present(String name, Version version) {
        if (version.equals(Version.ABSENT)) {
            throw new IllegalArgumentException(name + " must not be ABSENT");
        }
    }

    static void limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, it is " + limit);
        }
    }

    /**
     * Orders two keys by their bytes in UTF-8, which is not the order of {@link String#compareTo} outside of the Basic
     * Multilingual Plane.
     *
     * @param one a key
     * @param other another
     * @return less than, equal to or greater than 0, as {@code one} sorts before, with or after {@code other}
     */
    public static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // In UTF-16 surrogates sort before U+E000, in UTF-8 what they stand for sorts after U+FFFF.
                boolean swapped = Character.isSurrogate(a) != Character.isSurrogate(b) && a >= 0xD800 && b >= 0xD800;
                return swapped ? b - a : a - b;
            }
        }
        return one.length() - other.length();
    }
}
