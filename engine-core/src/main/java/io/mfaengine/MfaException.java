package io.mfaengine;

import io.mfaengine.crypto.CannotOpenException;
import org.jspecify.annotations.Nullable;

/** Something the engine stands on failed: <em>outcome unknown</em>, and never a success. Asking again is safe. */
public final class MfaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What failed. */
    public enum Kind {
        /** The store did not answer, or there were conflicts for too long. */
        UNAVAILABLE,
        /** What is stored is sealed under a key that the ring hasn't got. */
        KEY_MISSING,
        /** What is stored can't be opened or read: it was changed by something else than an engine. */
        CORRUPT
    }

    MfaException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static MfaException unreadable(CannotOpenException e) {
        return e.isKeyMissing()
                ? new MfaException(Kind.KEY_MISSING, "the key ring lacks the key " + e.keyId(), e)
                : new MfaException(Kind.CORRUPT, "what is stored was changed or moved", e);
    }

    /**
     * What failed.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}
