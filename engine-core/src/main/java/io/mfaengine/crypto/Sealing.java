package io.mfaengine.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens values for one purpose, by AES-256-GCM with random 96-bit IVs (NIST SP 800-38D section 8.2.2) under
 * keys that are derived for that purpose by HKDF-SHA-256. What is sealed for another purpose doesn't open.
 *
 * <p>A sealed value is {@code [1][length of the key id][key id][IV, 12 bytes][ciphertext][tag, 16 bytes]}; all of it and
 * the additional data are authenticated. At most 2<sup>32</sup> values may be sealed under one key and purpose (SP
 * 800-38D section 8.3). Thread-safe.
 */
public final class Sealing {
    private static final byte FORMAT = 1;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    /** The newest first. */
    private final List<Subkey> subkeys;

    private final Subkey newest;
    private final SecureRandom random;
    // Holds classes of the JDK only, so that a thread which outlives the application doesn't hold its class loader.
    private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(Sealing::cipher);

    private Sealing(List<Subkey> subkeys, SecureRandom random) {
        this.subkeys = subkeys;
        this.newest = subkeys.get(0);
        this.random = random;
    }

    /**
     * Sealing for one purpose.
     *
     * @param keys the keys; the newest seals
     * @param purpose what is sealed, for example {@code "authenticator"}; not empty
     * @param random draws the IVs
     * @return the sealing
     * @throws IllegalArgumentException if the purpose is empty
     */
    public static Sealing of(KeyRing keys, String purpose, SecureRandom random) {
        Objects.requireNonNull(random, "random");
        List<Subkey> subkeys = keys.derive(purpose).entrySet().stream()
                .map(key -> new Subkey(Header.of(FORMAT, key.getKey()), new SecretKeySpec(key.getValue(), "AES")))
                .toList();
        return new Sealing(subkeys, random);
    }

    /**
     * Seals a value under the newest key.
     *
     * @param plain the value, may be empty
     * @param aad additional data that {@link #open} has to be given again, such as where the value lives; may be empty
     * @return the sealed value, which is 30 bytes and the key's id longer
     */
    public byte[] seal(byte[] plain, byte[] aad) {
        byte[] header = newest.header;
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] sealed = Arrays.copyOf(header, header.length + IV_BYTES + plain.length + TAG_BYTES);
        System.arraycopy(iv, 0, sealed, header.length, IV_BYTES);
        Cipher cipher = ciphers.get();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, newest.key, new GCMParameterSpec(TAG_BYTES * 8, iv));
            cipher.updateAAD(header);
            cipher.updateAAD(aad);
            cipher.doFinal(plain, 0, plain.length, sealed, header.length + IV_BYTES);
        } catch (GeneralSecurityException e) {
            // A random source that gives the same IV twice in a row ends here too: the JDK refuses it, and so do we.
            throw new IllegalStateException(
                    "this value can't be sealed: " + e.getClass().getSimpleName());
        }
        return sealed;
    }

    /**
     * Opens a sealed value under the key that it names.
     *
     * @param sealed what {@link #seal} gave
     * @param aad the additional data that it was sealed with
     * @return the value
     * @throws CannotOpenException if it is not a sealed value, its key is not in the ring, it was changed, or it was
     *     sealed with other additional data, for another purpose or under another key of the same id
     */
    public byte[] open(byte[] sealed, byte[] aad) {
        Subkey subkey = subkeyOf(sealed);
        int at = subkey.header.length;
        Cipher cipher = ciphers.get();
        try {
            cipher.init(Cipher.DECRYPT_MODE, subkey.key, new GCMParameterSpec(TAG_BYTES * 8, sealed, at, IV_BYTES));
            cipher.updateAAD(subkey.header);
            cipher.updateAAD(aad);
            return cipher.doFinal(sealed, at + IV_BYTES, sealed.length - at - IV_BYTES);
        } catch (AEADBadTagException e) {
            throw CannotOpenException.refused(Header.keyId(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this JVM can't open values: " + e.getClass().getSimpleName());
        }
    }

    /**
     * The id of the key that a value is sealed under, as the value says; not authenticated.
     *
     * @param sealed the sealed value
     * @return the id
     * @throws IllegalArgumentException if it is not of the format of a sealed value
     */
    public static String keyIdOf(byte[] sealed) {
        if (!isOfFormat(sealed)) {
            throw new IllegalArgumentException("sealed must be a sealed value, it is not of the format");
        }
        return Header.keyId(sealed);
    }

    /**
     * Whether a value is sealed under the newest key, as the value says; not authenticated. If not, it is due to be
     * sealed again.
     *
     * @param sealed the sealed value
     * @return whether it names the newest key; false if it is not of the format
     */
    public boolean isNewest(byte[] sealed) {
        return newest.sealed(sealed);
    }

    private Subkey subkeyOf(byte[] sealed) {
        for (Subkey subkey : subkeys) {
            if (subkey.sealed(sealed)) {
                return subkey;
            }
        }
        throw isOfFormat(sealed) ? CannotOpenException.missing(Header.keyId(sealed)) : CannotOpenException.unreadable();
    }

    private static boolean isOfFormat(byte[] sealed) {
        int header = Header.length(sealed, FORMAT);
        return header > 0 && sealed.length >= header + IV_BYTES + TAG_BYTES;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    /** A key for the purpose, with what values under it begin with. */
    private static final class Subkey {
        private final byte[] header;
        private final SecretKeySpec key;

        Subkey(byte[] header, SecretKeySpec key) {
            this.header = header;
            this.key = key;
        }

        /** Whether a value is of the format, and names this key. */
        boolean sealed(byte[] value) {
            return Header.begins(value, header) && value.length >= header.length + IV_BYTES + TAG_BYTES;
        }
    }
}
