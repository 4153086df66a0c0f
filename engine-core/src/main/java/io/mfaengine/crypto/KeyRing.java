package io.mfaengine.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The keys that everything at rest is sealed under: the newest seals and opens, older ones only open. To rotate, put a
 * new key in front, keep the old one until nothing is sealed under it any more, then leave it out.
 *
 * <p>The keys belong in the application's secret store; there is no default. Immutable and thread-safe; printing it
 * shows the ids only.
 */
public final class KeyRing {
    /** How long a key is, in bytes. */
    public static final int KEY_BYTES = 32;
    /** How long an id can be, in characters. */
    public static final int MAX_ID_LENGTH = 32;

    private static final String ID_SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    /** By id, the newest first. */
    private final Map<String, byte[]> keys;

    private KeyRing(Map<String, byte[]> keys) {
        this.keys = Collections.unmodifiableMap(keys);
    }

    /**
     * A ring of one key.
     *
     * @param id names the key in what it seals, so it must never name another one: 1 to 32 ASCII letters, digits,
     *     {@code .}, {@code _} or {@code -}; not secret
     * @param newest the key, exactly 32 random bytes; copied
     * @return the ring
     * @throws IllegalArgumentException if the id or the length of the key is out of these bounds, or every byte of the
     *     key is zero
     */
    public static KeyRing of(String id, byte[] newest) {
        return new KeyRing(Map.of()).with(id, newest);
    }

    /**
     * A ring of one fresh random key, named {@code generated}. For tests: what it seals can't be opened after a
     * restart.
     *
     * @return the ring
     */
    public static KeyRing generate() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return of("generated", key);
    }

    /**
     * Adds a key that opens what it sealed earlier, and seals nothing any more.
     *
     * @param id the id under which it sealed, within the bounds of {@link #of}
     * @param key the key, exactly 32 bytes; copied
     * @return a changed copy
     * @throws IllegalArgumentException if the id or the key is out of the bounds of {@link #of}, or the ring has a key
     *     with this id
     */
    public KeyRing older(String id, byte[] key) {
        return with(id, key);
    }

    /**
     * The id of the key that seals.
     *
     * @return the id
     */
    public String newestId() {
        return keys.keySet().iterator().next();
    }

    /**
     * The ids of all keys.
     *
     * @return an unmodifiable set, the newest first
     */
    public Set<String> ids() {
        return keys.keySet();
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }

    /** By id, the newest first, the subkeys for one purpose. */
    Map<String, byte[]> derive(String purpose) {
        Map<String, byte[]> subkeys = new LinkedHashMap<>();
        keys.forEach((id, key) -> subkeys.put(id, Hkdf.subkey(key, purpose)));
        return subkeys;
    }

    static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID_LENGTH && id.chars().allMatch(KeyRing::isIdSymbol);
    }

    private KeyRing with(String id, byte[] key) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "id must be 1 to " + MAX_ID_LENGTH + " ASCII letters, digits, '.', '_' or '-'");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key must have exactly " + KEY_BYTES + " bytes, it has " + key.length);
        }
        if (MessageDigest.isEqual(key, new byte[KEY_BYTES])) {
            throw new IllegalArgumentException("key must not be all zero");
        }
        Map<String, byte[]> more = new LinkedHashMap<>(keys);
        if (more.putIfAbsent(id, key.clone()) != null) {
            throw new IllegalArgumentException("id must be unique in the ring, it has " + id + " already");
        }
        return new KeyRing(more);
    }

    static boolean isIdSymbol(int c) {
        return ID_SYMBOLS.indexOf(c) >= 0;
    }
}
