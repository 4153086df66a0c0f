package io.mfaengine.crypto;

import java.nio.ByteBuffer;

/**
 * HMAC-SHA-256 for one purpose, under a key that is derived from a root by HKDF-SHA-256. For what must be recognised
 * again and not read: short codes, blind indexes, chained events. Thread-safe; printing it shows nothing.
 */
public final class KeyedHash {
    /** The shortest root, in bytes. */
    public static final int MIN_ROOT_BYTES = 16;

    private final Hmac hmac;

    private KeyedHash(Hmac hmac) {
        this.hmac = hmac;
    }

    /**
     * A hash for one purpose.
     *
     * @param root a secret of at least 16 random bytes; not kept
     * @param label the purpose, not empty; hashes of two labels have nothing in common
     * @return the hash
     * @throws IllegalArgumentException if the root is too short or the label empty
     */
    public static KeyedHash of(byte[] root, String label) {
        if (root.length < MIN_ROOT_BYTES) {
            throw new IllegalArgumentException(
                    "root must have at least " + MIN_ROOT_BYTES + " bytes, it has " + root.length);
        }
        return new KeyedHash(new Hmac(Hkdf.subkey(root, label)));
    }

    /**
     * Hashes parts, each with its length in front: {@code ("ab", "c")} and {@code ("a", "bc")} differ.
     *
     * @param parts what to hash
     * @return 32 bytes
     */
    public byte[] hash(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, Integer.BYTES + part.length);
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            message.putInt(part.length).put(part);
        }
        return hmac.of(message.array());
    }
}
