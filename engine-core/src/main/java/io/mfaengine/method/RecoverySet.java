package io.mfaengine.method;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A set of recovery codes as it is kept: {@code [symbols, 1][rounds, 4][salt, 16]} and 16 bytes of hash for each code in
 * one field, and which of them were used, a bit for each, in another. Its numbers are its own, so that other settings
 * don't end it.
 */
final class RecoverySet {
    static final int SALT_BYTES = 16;

    private static final Field<byte[]> SET = Field.bytes("set");
    private static final Field<Long> USED = Field.number("used");
    private static final int HASH_BYTES = 16;
    private static final int HASHES_AT = 1 + Integer.BYTES + SALT_BYTES;
    private static final int DERIVED_BITS = 512;

    private final int symbols;
    private final int rounds;
    private final byte[] salt;
    private final byte[] hashes;
    private final long used;

    private RecoverySet(byte[] set, long used) {
        ByteBuffer in = ByteBuffer.wrap(set);
        this.symbols = in.get();
        this.rounds = in.getInt();
        this.salt = new byte[SALT_BYTES];
        in.get(salt);
        this.hashes = Arrays.copyOfRange(set, HASHES_AT, set.length);
        this.used = used;
    }

    /** What to keep of new codes. {@code pepper} is a keyed hash whose key isn't where the set is. */
    static Data make(List<String> codes, byte[] salt, int rounds, UnaryOperator<byte[]> pepper) {
        ByteBuffer set = ByteBuffer.allocate(HASHES_AT + HASH_BYTES * codes.size())
                .put((byte) codes.get(0).length())
                .putInt(rounds)
                .put(salt);
        for (String code : codes) {
            set.put(hash(code, salt, rounds, pepper));
        }
        return Data.empty().with(SET, set.array());
    }

    static RecoverySet read(Data data) {
        return new RecoverySet(data.get(SET), data.find(USED).orElse(0L));
    }

    int symbols() {
        return symbols;
    }

    /** Which code it is, used or not; -1 if none. Takes the same time whichever it is. */
    int indexOf(String code, UnaryOperator<byte[]> pepper) {
        byte[] hash = hash(code, salt, rounds, pepper);
        int index = -1;
        for (int i = 0; i < count(); i++) {
            byte[] kept = Arrays.copyOfRange(hashes, i * HASH_BYTES, (i + 1) * HASH_BYTES);
            index = MessageDigest.isEqual(kept, hash) ? i : index;
        }
        return index;
    }

    boolean isUsed(int index) {
        return (used >>> index & 1) != 0;
    }

    /** What to keep once a code is used. Its hash stays, to tell it from a wrong one. */
    Data use(int index, Data data) {
        return data.with(USED, used | 1L << index);
    }

    int remaining() {
        return count() - Long.bitCount(used);
    }

    private int count() {
        return hashes.length / HASH_BYTES;
    }

    private static byte[] hash(String code, byte[] salt, int rounds, UnaryOperator<byte[]> pepper) {
        PBEKeySpec spec = new PBEKeySpec(code.toCharArray(), salt, rounds, DERIVED_BITS);
        try {
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
            return Arrays.copyOf(pepper.apply(derived), HASH_BYTES);
        } catch (GeneralSecurityException e) {
            // Without its cause, which may speak of the code.
            throw new IllegalStateException("this JVM has no usable PBKDF2WithHmacSHA512");
        } finally {
            spec.clearPassword();
        }
    }
}
