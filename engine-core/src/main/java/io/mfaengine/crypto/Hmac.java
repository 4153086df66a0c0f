package io.mfaengine.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key, with one initialised {@link Mac} per thread. Thread-safe. */
final class Hmac {
    static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    // Holds classes of the JDK only, so that a thread which outlives the application doesn't hold its class loader.
    private final ThreadLocal<Mac> macs;

    Hmac(byte[] key) {
        // RFC 2104 pads a short key with zeros, so a single zero byte is the empty key, which SecretKeySpec refuses.
        this.key = new SecretKeySpec(key.length == 0 ? new byte[1] : key, ALGORITHM);
        this.macs = ThreadLocal.withInitial(this::initialised);
    }

    byte[] of(byte[] message) {
        return macs.get().doFinal(message);
    }

    private Mac initialised() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (InvalidKeyException e) {
            // Without its cause, which may speak of the key.
            throw new IllegalStateException("this JVM refuses a key for " + ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
