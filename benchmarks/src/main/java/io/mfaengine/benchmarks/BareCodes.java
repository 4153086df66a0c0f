package io.mfaengine.benchmarks;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based codes by bare means: one reused {@link Mac}, one output buffer. For one thread. */
final class BareCodes {
    private static final int MODULUS = 1_000_000;

    private final Mac mac;
    private final byte[] buffer = new byte[20];

    BareCodes() {
        try {
            mac = Mac.getInstance("HmacSHA1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int code(byte[] seed, long step) {
        begin(seed);
        return next(step);
    }

    /** Which of so many steps have this code, as bits: one key set-up, and an HMAC for each step. */
    int matches(byte[] seed, int code, long first, int count) {
        begin(seed);
        int matches = 0;
        for (int i = 0; i < count; i++) {
            matches |= next(first + i) == code ? 1 << i : 0;
        }
        return matches;
    }

    private void begin(byte[] seed) {
        try {
            mac.init(new SecretKeySpec(seed, "RAW"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private int next(long step) {
        for (int i = 0; i < Long.BYTES; i++) {
            buffer[i] = (byte) (step >>> (56 - 8 * i));
        }
        try {
            mac.update(buffer, 0, Long.BYTES);
            mac.doFinal(buffer, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        int offset = buffer[buffer.length - 1] & 0xf;
        int number = (buffer[offset] & 0x7f) << 24
                | (buffer[offset + 1] & 0xff) << 16
                | (buffer[offset + 2] & 0xff) << 8
                | (buffer[offset + 3] & 0xff);
        return number % MODULUS;
    }
}
