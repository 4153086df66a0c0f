package io.mfaengine.crypto;

/**
 * A sealed value can't be opened: its key is missing, it was changed, or it belongs elsewhere. Carries nothing secret,
 * and no stack trace, because anybody can forge what causes it.
 */
public final class CannotOpenException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String UNREADABLE = "?";

    private final String keyId;
    private final boolean keyMissing;

    private CannotOpenException(String message, String keyId, boolean keyMissing) {
        super(message, null, false, false);
        this.keyId = keyId;
        this.keyMissing = keyMissing;
    }

    static CannotOpenException unreadable() {
        return new CannotOpenException("this is not a sealed value", UNREADABLE, false);
    }

    static CannotOpenException missing(String keyId) {
        return new CannotOpenException("the key ring has no key " + keyId, keyId, true);
    }

    static CannotOpenException refused(String keyId) {
        return new CannotOpenException(
                "a value sealed under key " + keyId + " was changed, belongs elsewhere or to another key of this id",
                keyId,
                false);
    }

    /**
     * Whether the ring lacks the key that the value names. Whoever forges a value can make this true, so it is a reason
     * to look, not to trust.
     *
     * @return whether the key is missing
     */
    public boolean isKeyMissing() {
        return keyMissing;
    }

    /**
     * The key that the value names.
     *
     * @return an id within the bounds of {@link KeyRing#of}, safe to log, or {@code ?} if the value is not of the format
     */
    public String keyId() {
        return keyId;
    }
}
