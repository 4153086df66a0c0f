package io.mfaengine.web.tenant;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.crypto.KeyedHash;
import io.mfaengine.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The secret keys of a tenant's Server API: several at once, so that one is rolled without a gap. Add the new one, give
 * it to the callers, remove the old one. Only keyed hashes are kept, under a key of this object. Thread-safe; a change
 * holds from the next request on.
 */
public final class SecretKeys {
    /** The shortest key, in characters. */
    public static final int MIN_LENGTH = 20;

    private static final int MAX_LENGTH = 512;

    private final KeyedHash hash;
    private volatile List<byte[]> accepted = List.of();

    private SecretKeys() {
        byte[] root = new byte[32];
        new SecureRandom().nextBytes(root);
        this.hash = KeyedHash.of(root, "secret-key");
    }

    /**
     * Some keys.
     *
     * @param keys each 20 to 512 characters, from a source of at least 128 random bits; none: nobody gets in yet
     * @return the keys
     * @throws IllegalArgumentException if one is out of bounds
     */
    public static SecretKeys of(Secret... keys) {
        SecretKeys all = new SecretKeys();
        for (Secret key : keys) {
            all.add(key);
        }
        return all;
    }

    /**
     * Accepts one more key.
     *
     * @param key 20 to 512 characters
     * @return this
     * @throws IllegalArgumentException if it is out of bounds
     */
    @CanIgnoreReturnValue
    public synchronized SecretKeys add(Secret key) {
        int length = key.reveal().length();
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a secret key must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        List<byte[]> more = new ArrayList<>(accepted);
        more.add(hash(key.reveal()));
        accepted = List.copyOf(more);
        return this;
    }

    /**
     * Accepts a key no longer.
     *
     * @param key the key
     * @return this
     */
    @CanIgnoreReturnValue
    public synchronized SecretKeys remove(Secret key) {
        byte[] hashed = hash(key.reveal());
        accepted = accepted.stream()
                .filter(one -> !MessageDigest.isEqual(one, hashed))
                .toList();
        return this;
    }

    /** Looks at every key, whichever it is, so that the time tells nothing. */
    boolean accepts(String presented) {
        byte[] hashed = hash(presented);
        boolean found = false;
        for (byte[] one : accepted) {
            found |= MessageDigest.isEqual(one, hashed);
        }
        return found;
    }

    private byte[] hash(String key) {
        return hash.hash(key.getBytes(StandardCharsets.UTF_8));
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "SecretKeys[***]";
    }
}
