package io.mfaengine.delivery;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address: a dot-atom, {@code @}, and a domain name (RFC 5321 section 4.1.2; no quoted strings, no address
 * literals). Compared without regard to case and Unicode form, as every large provider does. Immutable and thread-safe.
 */
public final class EmailAddress implements Address {
    /** The longest address, in bytes (RFC 5321 section 4.5.3.1). */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+)*");

    private final String localPart;
    private final String domain;

    private EmailAddress(String localPart, String domain) {
        this.localPart = localPart;
        this.domain = domain;
    }

    /**
     * Reads an address.
     *
     * @param text the address, as it was typed; white space around it doesn't count
     * @return the address; empty if it is none
     */
    public static Optional<EmailAddress> parse(String text) {
        String address = Objects.requireNonNull(text, "text").strip();
        int at = address.lastIndexOf('@');
        if (address.length() > LONGEST || at < 1) {
            return Optional.empty();
        }
        String localPart = Normalizer.normalize(address.substring(0, at), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
        String domain = ascii(address.substring(at + 1));
        if (domain == null
                || localPart.length() > LONGEST_LOCAL_PART
                || localPart.length() + 1 + domain.length() > LONGEST
                || !LOCAL_PART.matcher(localPart).matches()) {
            return Optional.empty();
        }
        return Optional.of(new EmailAddress(localPart, domain));
    }

    /**
     * Reads the name of a host.
     *
     * @param text the name
     * @return the name in lower case and ASCII
     * @throws IllegalArgumentException if it is no name of a host below a top-level domain
     */
    public static String host(String text) {
        String host = ascii(Objects.requireNonNull(text, "text"));
        if (host == null) {
            throw new IllegalArgumentException("host must be a name such as shop.example");
        }
        return host;
    }

    /** In lower case; null if it is no name of a host below a top-level domain. */
    private static @Nullable String ascii(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return InternetDomainName.isValid(ascii)
                            && InternetDomainName.from(ascii).hasParent()
                            && !ascii.endsWith(".")
                            && !isDigit(ascii.charAt(ascii.length() - 1))
                    ? ascii
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The top-level domain of a name doesn't end in a digit; an address of four numbers does. */
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * The address in lower case and NFC, its domain in ASCII.
     *
     * @return at most 254 characters
     */
    @Override
    public String canonical() {
        return localPart + "@" + domain;
    }

    /** The first character and the domain. */
    @Override
    public String masked() {
        return localPart.substring(0, localPart.offsetByCodePoints(0, 1)) + "\u2022\u2022\u2022@" + domain;
    }

    /** The mailbox: what follows a {@code +} names one of many addresses that end in it. */
    @Override
    public String destination() {
        int tag = localPart.indexOf('+');
        return (tag > 0 ? localPart.substring(0, tag) : localPart) + "@" + domain;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailAddress that && canonical().equals(that.canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    /** The masked form. */
    @Override
    public String toString() {
        return masked();
    }
}
