package io.mfaengine.method;

import io.mfaengine.method.AuthenticatorApp.Algorithm;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of time-based one-time codes, RFC 4226 section 5.3 and RFC 6238 section 4.2. Thread-safe. */
final class Totp {
    /** How long a step is, in seconds. */
    static final int STEP_SECONDS = 30;

    // Holds classes of the JDK only, so that a thread which outlives the application doesn't hold its class loader.
    private final ThreadLocal<Mac> sha1 = ThreadLocal.withInitial(() -> mac(Algorithm.SHA1));
    private final ThreadLocal<Mac> sha256 = ThreadLocal.withInitial(() -> mac(Algorithm.SHA256));
    private final ThreadLocal<Mac> sha512 = ThreadLocal.withInitial(() -> mac(Algorithm.SHA512));

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    static Instant start(long step) {
        return Instant.ofEpochSecond(step * STEP_SECONDS);
    }

    /** The code of one step, as a number. */
    int code(Seed seed, long step) {
        return code(begin(seed), new byte[seed.algorithm().macBytes()], step, seed.modulus());
    }

    /**
     * Which steps have this code: bit {@code i} is set if step {@code first + i} has. Takes the same time whichever
     * they are.
     */
    int matches(Seed seed, int code, long first, int count) {
        Mac mac = begin(seed);
        byte[] out = new byte[seed.algorithm().macBytes()];
        int matches = 0;
        for (int i = 0; i < count; i++) {
            int difference = code(mac, out, first + i, seed.modulus()) ^ code;
            // 1 if the difference is 0, else 0, without a branch.
            int equal = ((difference | -difference) >>> 31) ^ 1;
            matches |= equal << i;
        }
        return matches;
    }

    private static int code(Mac mac, byte[] out, long step, int modulus) {
        // The MAC's own buffer holds the counter first: one array less on the hot path.
        for (int i = 0; i < Long.BYTES; i++) {
            out[i] = (byte) (step >>> (56 - 8 * i));
        }
        mac.update(out, 0, Long.BYTES);
        try {
            mac.doFinal(out, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a MAC is longer than its algorithm says", e);
        }
        int offset = out[out.length - 1] & 0xf;
        int truncated = ((out[offset] & 0x7f) << 24)
                | ((out[offset + 1] & 0xff) << 16)
                | ((out[offset + 2] & 0xff) << 8)
                | (out[offset + 3] & 0xff);
        return truncated % modulus;
    }

    private Mac begin(Seed seed) {
        Mac mac = switch (seed.algorithm()) {
            case SHA1 -> sha1.get();
            case SHA256 -> sha256.get();
            case SHA512 -> sha512.get();
        };
        try {
            mac.init(new SecretKeySpec(seed.bytes(), "RAW"));
        } catch (InvalidKeyException e) {
            // Without its cause, which may speak of the key.
            throw new IllegalStateException("this JVM refuses the seed of an authenticator app");
        }
        return mac;
    }

    private static Mac mac(Algorithm algorithm) {
        try {
            return Mac.getInstance(algorithm.macName());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + algorithm.macName(), e);
        }
    }
}
