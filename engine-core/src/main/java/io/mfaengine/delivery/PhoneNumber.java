package io.mfaengine.delivery;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number that can get a message: valid in the numbering plan of its country (ITU-T E.164), and neither of a
 * premium, shared-cost nor any other service. Immutable and thread-safe. The numbering plans are loaded when the first
 * number is parsed.
 */
public final class PhoneNumber implements Address {
    /** The longest input that is looked at, in characters. */
    private static final int LONGEST = 64;

    /** What a neighbourhood leaves out at the end, in digits. */
    private static final int BLOCK = 4;

    private static final int SHOWN = 3;

    /** Of satellites and the like, by UN M.49 the whole world. */
    private static final String NO_COUNTRY = "001";

    private static final Set<PhoneNumberType> REACHABLE = EnumSet.of(
            PhoneNumberType.MOBILE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE,
            PhoneNumberType.FIXED_LINE,
            PhoneNumberType.PERSONAL_NUMBER,
            PhoneNumberType.VOIP);

    private final String canonical;
    private final String country;
    private final int callingCodeDigits;

    private PhoneNumber(String canonical, String country, int callingCodeDigits) {
        this.canonical = canonical;
        this.country = country;
        this.callingCodeDigits = callingCodeDigits;
    }

    /**
     * Reads a number in international form.
     *
     * @param text the number, with {@code +} and the country's calling code; spaces, hyphens and brackets don't count
     * @return the number; empty if it is none that can get a message
     */
    public static Optional<PhoneNumber> parse(String text) {
        return parse(text, null);
    }

    /**
     * Reads a number as people write it in a country, or in international form.
     *
     * @param text the number, as it was typed
     * @param country ISO 3166-1 code of the country to assume, two capital letters; null: none
     * @return the number; empty if it is none that can get a message
     */
    public static Optional<PhoneNumber> parse(String text, @Nullable String country) {
        Objects.requireNonNull(text, "text");
        if (text.length() > LONGEST || text.chars().anyMatch(PhoneNumber::isForeign)) {
            return Optional.empty();
        }
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber number = plans.parse(text, country);
            String of = plans.getRegionCodeForNumber(number);
            // An extension is dialled after somebody has answered: no message gets there.
            if (of == null || number.hasExtension() || !REACHABLE.contains(plans.getNumberType(number))) {
                return Optional.empty();
            }
            return Optional.of(new PhoneNumber(
                    plans.format(number, PhoneNumberFormat.E164),
                    of,
                    Integer.toString(number.getCountryCode()).length()));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Letters would be taken for digits of a keypad, and other digits for ours. */
    private static boolean isForeign(int c) {
        return c < ' ' || c > '~' || Character.isLetter(c);
    }

    /**
     * Whether a code is that of a country.
     *
     * @param country the code
     * @return whether it is an ISO 3166-1 code of two capital letters, or another that has a numbering plan, such as XK
     */
    public static boolean isCountry(String country) {
        // the JDK's list first: an engine that only verifies never loads the plans; theirs has more, such as XK
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country) || hasNumbers(country);
    }

    /**
     * Whether a country has numbers: Antarctica, for one, has none of its own.
     *
     * @param country the code
     * @return whether it is that of a country with a numbering plan
     */
    public static boolean hasNumbers(String country) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(country);
    }

    /**
     * The calling code of a country.
     *
     * @param country ISO 3166-1 code, two capital letters
     * @return the code that stands behind the {@code +}, 1 to 999; 0 if the country has no numbers
     * @throws IllegalArgumentException if it is none of a country
     */
    public static int callingCode(String country) {
        if (!isCountry(country)) {
            throw new IllegalArgumentException("country must be an ISO 3166-1 code such as NZ");
        }
        return PhoneNumberUtil.getInstance().getCountryCodeForRegion(country);
    }

    /**
     * The number in E.164 form.
     *
     * @return {@code +} and at most 15 digits
     */
    @Override
    public String canonical() {
        return canonical;
    }

    /**
     * The country whose number it is.
     *
     * @return ISO 3166-1 code, two capital letters; {@code 001} for a number of no country
     */
    public String country() {
        return country;
    }

    /** The calling code and the last three digits. */
    @Override
    public String masked() {
        int from = 1 + callingCodeDigits;
        int to = Math.max(from, canonical.length() - SHOWN);
        return canonical.substring(0, from) + "\u2022".repeat(to - from) + canonical.substring(to);
    }

    /** Its country; empty if it is of none. */
    @Override
    public Optional<String> region() {
        return Optional.of(country).filter(code -> !code.equals(NO_COUNTRY));
    }

    /** All but the last four digits: numbers are bought in blocks. */
    @Override
    public Optional<String> neighbourhood() {
        return Optional.of(canonical.substring(0, canonical.length() - BLOCK));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhoneNumber that && canonical.equals(that.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    /** The masked form. */
    @Override
    public String toString() {
        return masked();
    }
}
