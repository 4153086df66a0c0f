package io.mfaengine.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography of the floors by bare means of the JDK: one {@link Cipher} and two keyed {@link Mac}s that are reused,
 * one buffer in which messages are put together. For one thread.
 */
final class BareCrypto {
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;

    final ByteBuffer message = ByteBuffer.allocate(1_024);
    final BareCodes codes = new BareCodes();

    private final SecretKeySpec key;
    private final Cipher cipher;
    private final Mac chain;
    private final Mac requests;

    BareCrypto(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            chain = Mac.getInstance("HmacSHA256");
            chain.init(new SecretKeySpec(key, "HmacSHA256"));
            requests = Mac.getInstance("HmacSHA256");
            requests.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** IV, ciphertext and tag of a value, in a new array. */
    byte[] seal(byte[] plain, int length, byte[] random, int ivAt, byte[] aad) {
        byte[] sealed = new byte[IV_BYTES + length + TAG_BYTES];
        System.arraycopy(random, ivAt, sealed, 0, IV_BYTES);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, sealed, 0, IV_BYTES));
            cipher.updateAAD(aad);
            cipher.doFinal(plain, 0, length, sealed, IV_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return sealed;
    }

    byte[] open(byte[] sealed, byte[] aad) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, sealed, 0, IV_BYTES));
            cipher.updateAAD(aad);
            return cipher.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The MAC of the message that was put together, for the chain. */
    byte[] chain() {
        chain.update(message.array(), 0, message.position());
        return chain.doFinal();
    }

    byte[] request(String request) {
        return requests.doFinal(request.getBytes(StandardCharsets.UTF_8));
    }

    void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        message.put((byte) bytes.length).put(bytes);
    }

    static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.get()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
