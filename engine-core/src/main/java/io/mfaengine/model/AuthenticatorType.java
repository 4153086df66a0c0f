package io.mfaengine.model;

import org.jspecify.annotations.Nullable;

/**
 * A kind of authenticator. A value and not an enum, since plug-ins bring their own.
 *
 * @param name 1 to 64 letters, digits, {@code _} or {@code -}; by convention upper case
 */
public record AuthenticatorType(String name) implements Comparable<AuthenticatorType> {
    /** A time-based one-time code, RFC 6238. */
    public static final AuthenticatorType AUTHENTICATOR_APP = of("AUTHENTICATOR_APP");
    /** Printed one-time codes, for when all else is lost. They alone don't make a user enrolled. */
    public static final AuthenticatorType RECOVERY_CODE = of("RECOVERY_CODE");
    /** A code in a text message. */
    public static final AuthenticatorType SMS = of("SMS");
    /** A code in a WhatsApp message. */
    public static final AuthenticatorType WHATSAPP = of("WHATSAPP");
    /** A code in an e-mail. */
    public static final AuthenticatorType EMAIL_OTP = of("EMAIL_OTP");
    /** A link in an e-mail. */
    public static final AuthenticatorType EMAIL_MAGIC_LINK = of("EMAIL_MAGIC_LINK");
    /** A discoverable WebAuthn credential. */
    public static final AuthenticatorType PASSKEY = of("PASSKEY");
    /** A WebAuthn credential on a roaming key. */
    public static final AuthenticatorType SECURITY_KEY = of("SECURITY_KEY");

    /**
     * Checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public AuthenticatorType {
        Texts.code("authenticator type", name);
    }

    /**
     * The type with this name.
     *
     * @param name the name
     * @return the type
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public static AuthenticatorType of(String name) {
        return new AuthenticatorType(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof AuthenticatorType that && name.equals(that.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public int compareTo(AuthenticatorType other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
