package io.mfaengine.method;

import io.mfaengine.method.AuthenticatorApp.Algorithm;

/** What an app and the engine share: the seed and how codes are made of it. Printing it shows nothing. */
final class Seed {
    /** RFC 4226 section 4, R6: 128 bits are the least; the most is ours. */
    static final int MIN_BYTES = 16;

    static final int MAX_BYTES = 128;
    static final int MIN_DIGITS = 6;
    static final int MAX_DIGITS = 8;

    /** What a field that is left out means. Part of the format of stored data: never to be changed. */
    static final Algorithm PLAIN_ALGORITHM = Algorithm.SHA1;

    static final int PLAIN_DIGITS = 6;

    private static final Field<byte[]> BYTES = Field.bytes("seed");
    private static final Field<String> ALGORITHM = Field.text("algorithm");
    private static final Field<Long> DIGITS = Field.number("digits");

    private final byte[] bytes;
    private final Algorithm algorithm;
    private final int digits;
    private final int modulus;

    private Seed(byte[] bytes, Algorithm algorithm, int digits) {
        this.bytes = bytes;
        this.algorithm = algorithm;
        this.digits = digits;
        int power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        this.modulus = power;
    }

    static Seed of(byte[] bytes, Algorithm algorithm, int digits) {
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "secret must have " + 8 * MIN_BYTES + " to " + 8 * MAX_BYTES + " bits, it has " + 8 * bytes.length);
        }
        if (digits < MIN_DIGITS || digits > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "digits must be " + MIN_DIGITS + " to " + MAX_DIGITS + ", it is " + digits);
        }
        return new Seed(bytes, algorithm, digits);
    }

    static Seed read(Data data) {
        return of(
                data.get(BYTES),
                data.find(ALGORITHM).map(Algorithm::valueOf).orElse(PLAIN_ALGORITHM),
                data.find(DIGITS).map(Math::toIntExact).orElse(PLAIN_DIGITS));
    }

    Data keep() {
        Data data = Data.empty().with(BYTES, bytes);
        if (algorithm != PLAIN_ALGORITHM) {
            data = data.with(ALGORITHM, algorithm.name());
        }
        return digits == PLAIN_DIGITS ? data : data.with(DIGITS, (long) digits);
    }

    byte[] bytes() {
        return bytes;
    }

    Algorithm algorithm() {
        return algorithm;
    }

    int digits() {
        return digits;
    }

    /** Ten to the power of the digits. */
    int modulus() {
        return modulus;
    }

    @Override
    public String toString() {
        return "Seed[***]";
    }
}
