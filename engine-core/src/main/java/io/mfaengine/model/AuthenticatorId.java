package io.mfaengine.model;

/**
 * Names one authenticator of one user. Not a secret, and worth nothing beside another user.
 *
 * @param value 1 to 64 letters, digits, {@code _} or {@code -}
 */
public record AuthenticatorId(String value) {
    /**
     * Checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if the value is out of bounds
     */
    public AuthenticatorId {
        Texts.code("authenticator id", value);
    }
}
