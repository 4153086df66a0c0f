package io.mfaengine.store;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The id of the commit that wrote a record: 128 random bits made by the engine, which stores only compare for equality.
 * One operation of the engine has one, kept through all its retries.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record Version(long high, long low) {
    /** The version of a record that isn't there; its text is empty. */
    public static final Version ABSENT = new Version(0, 0);

    private static final HexFormat HEX = HexFormat.of();

    /**
     * Reads what {@link #text()} wrote.
     *
     * @param text 32 lower-case hex digits, or nothing for {@link #ABSENT}
     * @return the version
     * @throws IllegalArgumentException if it is neither
     */
    public static Version of(String text) {
        if (text.isEmpty()) {
            return ABSENT;
        }
        if (text.length() != 32) {
            throw new IllegalArgumentException("version must have 32 hex digits, it has " + text.length());
        }
        Version version =
                new Version(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
        if (!version.text().equals(text)) {
            throw new IllegalArgumentException("version must be lower-case hex, and not all zeros");
        }
        return version;
    }

    /**
     * The version as a store may write it down.
     *
     * @return 32 lower-case hex digits, or nothing for {@link #ABSENT}
     */
    public String text() {
        return high == 0 && low == 0 ? "" : HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    @Override
    public String toString() {
        return text();
    }
}
