package io.mfaengine.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HKDF-SHA-256, RFC 5869: makes subkeys, each for one purpose, out of one key. */
final class Hkdf {
    /** RFC 5869 section 2.3. */
    static final int MAX_BYTES = 255 * Hmac.BYTES;

    private Hkdf() {}

    /** A subkey of 32 bytes, without salt: what goes in is uniform already (RFC 5869 section 3.1). */
    static byte[] subkey(byte[] key, String purpose) {
        if (purpose.isEmpty()) {
            throw new IllegalArgumentException("purpose must not be empty");
        }
        return expand(extract(new byte[0], key), purpose.getBytes(StandardCharsets.UTF_8), Hmac.BYTES);
    }

    /** RFC 5869 section 2.2. */
    static byte[] extract(byte[] salt, byte[] keyMaterial) {
        return new Hmac(salt).of(keyMaterial);
    }

    /** RFC 5869 section 2.3. */
    static byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
        if (length < 1 || length > MAX_BYTES) {
            throw new IllegalArgumentException("length must be 1 to " + MAX_BYTES + " bytes, it is " + length);
        }
        Hmac hmac = new Hmac(pseudorandomKey);
        ByteBuffer out = ByteBuffer.allocate(length + Hmac.BYTES);
        byte[] block = new byte[0];
        for (int counter = 1; out.position() < length; counter++) {
            block = hmac.of(ByteBuffer.allocate(block.length + info.length + 1)
                    .put(block)
                    .put(info)
                    .put((byte) counter)
                    .array());
            out.put(block);
        }
        return Arrays.copyOf(out.array(), length);
    }
}
