package io.mfaengine.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Objects;

/** Everything random that the engine makes, out of the one {@link SecureRandom} that it was given. Thread-safe. */
public final class Randomness {
    /** Crockford's Base32, without I, L, O and U. */
    private static final byte[] SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.US_ASCII);
    /** The largest multiple of ten in a byte: from here on, a byte would favour the digits 0 to 5. */
    private static final int FAIR = 250;

    private final SecureRandom random;

    private Randomness(SecureRandom random) {
        this.random = random;
    }

    /**
     * Randomness out of a source.
     *
     * @param random the source
     * @return the randomness
     */
    public static Randomness of(SecureRandom random) {
        return new Randomness(Objects.requireNonNull(random, "random"));
    }

    /**
     * Random bytes.
     *
     * @param count how many, at least 0
     * @return the bytes
     * @throws IllegalArgumentException if the count is negative
     */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[check(count)];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * A random number of 64 bits.
     *
     * @return any long, each as likely
     */
    public long number() {
        return ByteBuffer.wrap(bytes(Long.BYTES)).getLong();
    }

    /**
     * Random numbers of 64 bits.
     *
     * @param count how many, at least 0
     * @return as many longs, each any with the same chance
     * @throws IllegalArgumentException if the count is negative
     */
    public long[] numbers(int count) {
        long[] numbers = new long[check(count)];
        ByteBuffer drawn = ByteBuffer.wrap(bytes(count * Long.BYTES));
        for (int i = 0; i < count; i++) {
            numbers[i] = drawn.getLong();
        }
        return numbers;
    }

    /**
     * Uniform random digits, by rejection sampling.
     *
     * @param count how many, at least 0
     * @return ASCII digits, with leading zeros
     * @throws IllegalArgumentException if the count is negative
     */
    public String digits(int count) {
        StringBuilder digits = new StringBuilder(check(count));
        while (digits.length() < count) {
            for (byte drawn : bytes(count - digits.length())) {
                int value = Byte.toUnsignedInt(drawn);
                if (value < FAIR) {
                    digits.append((char) ('0' + value % 10));
                }
            }
        }
        return digits.toString();
    }

    /**
     * Uniform random symbols of Crockford's Base32, 5 bits each.
     *
     * @param count how many, at least 0
     * @return upper-case symbols: digits, and letters without I, L, O and U
     * @throws IllegalArgumentException if the count is negative
     */
    public String symbols(int count) {
        return symbols(bytes(count), count);
    }

    /**
     * Symbols out of bytes that were drawn together with others: to draw takes a lock.
     *
     * @param drawn random bytes
     * @param count how many of them, from the first on, become a symbol each, 0 to as many as there are
     * @return upper-case symbols, as {@link #symbols(int)} gives them
     */
    public static String symbols(byte[] drawn, int count) {
        byte[] symbols = new byte[count];
        for (int i = 0; i < count; i++) {
            symbols[i] = SYMBOLS[drawn[i] & 31];
        }
        return new String(symbols, StandardCharsets.US_ASCII);
    }

    private static int check(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must be at least 0, it is " + count);
        }
        return count;
    }
}
