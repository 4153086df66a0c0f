package io.mfaengine;

import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.crypto.Sealing;
import io.mfaengine.method.Data;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Seals what a tenant keeps, bound to where it lives: moved to another user, authenticator or action it doesn't open. */
final class Vault {
    private final Sealing sealing;
    private final byte[] tenant;

    Vault(Sealing sealing, String tenant) {
        this.sealing = sealing;
        this.tenant = tenant.getBytes(StandardCharsets.UTF_8);
    }

    SealedData seal(Data data, String... where) {
        return seal(SealedData.NONE, data, where);
    }

    private SealedData seal(SealedData before, Data data, String... where) {
        byte[] plain = data.sealedPart();
        byte[] sealed = plain.length == 0 ? SealedData.NONE.sealed() : sealing.seal(plain, aad(where));
        return new SealedData(sealed, data.readablePart(), before.unknown());
    }

    /** Seals the same under the newest key. */
    SealedData reseal(SealedData before, String... where) {
        return isNewest(before) ? before : seal(before, open(before, where), where);
    }

    /** Seals what follows on something sealed; what did not change keeps its seal, unless its key is not the newest. */
    SealedData reseal(SealedData before, Data opened, Data next, String... where) {
        boolean same = opened.sealsTheSame(next);
        return same && isNewest(before)
                ? new SealedData(before.sealed(), next.readablePart(), before.unknown())
                : seal(before, next, where);
    }

    /**
     * Opens.
     *
     * @throws CannotOpenException if the key is missing, or it was not sealed here
     */
    Data open(SealedData stored, String... where) {
        return stored.isSealed()
                ? Data.of(sealing.open(stored.sealed(), aad(where)), stored.readable())
                : stored.plain();
    }

    byte[] sealBytes(byte[] plain, String... where) {
        return sealing.seal(plain, aad(where));
    }

    byte[] openBytes(byte[] sealed, String... where) {
        return sealing.open(sealed, aad(where));
    }

    boolean isNewest(SealedData stored) {
        return !stored.isSealed() || sealing.isNewest(stored.sealed());
    }

    boolean isNewest(byte[] sealed) {
        return sealing.isNewest(sealed);
    }

    private byte[] aad(String... where) {
        byte[][] parts = new byte[where.length + 1][];
        parts[0] = tenant;
        int length = 4 + tenant.length;
        for (int i = 1; i < parts.length; i++) {
            parts[i] = where[i - 1].getBytes(StandardCharsets.UTF_8);
            length += 4 + parts[i].length;
        }
        ByteBuffer aad = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            aad.putInt(part.length).put(part);
        }
        return aad.array();
    }
}
