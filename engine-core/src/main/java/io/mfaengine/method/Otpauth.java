package io.mfaengine.method;

import com.google.common.io.BaseEncoding;
import com.google.common.net.PercentEscaper;
import io.mfaengine.method.AuthenticatorApp.Algorithm;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The {@code otpauth} URI that authenticator apps read from a QR code (the "Key URI Format"). */
final class Otpauth {
    /** The longest URI that is read, in characters. */
    static final int LONGEST = 4096;

    private static final String BEGINNING = "otpauth://totp/";
    private static final BaseEncoding BASE32 = BaseEncoding.base32().omitPadding();
    private static final BaseEncoding TYPED_BASE32 = BASE32.ignoreCase();
    private static final Pattern PADDING = Pattern.compile("=|%3D", Pattern.CASE_INSENSITIVE);

    private Otpauth() {}

    /** The seed in Base32 (RFC 4648 section 6), without padding. */
    static String key(Seed seed) {
        return BASE32.encode(seed.bytes());
    }

    static String write(String issuer, String account, Seed seed) {
        // Outside a form, '+' means itself, so a space has to be %20.
        PercentEscaper escaper = new PercentEscaper("-._~", false);
        StringBuilder uri = new StringBuilder(BEGINNING)
                .append(escaper.escape(issuer))
                .append(':')
                .append(escaper.escape(account))
                .append("?secret=")
                .append(key(seed))
                .append("&issuer=")
                .append(escaper.escape(issuer));
        // What is left out is what every app takes for granted.
        if (seed.algorithm() != Algorithm.SHA1) {
            uri.append("&algorithm=").append(seed.algorithm());
        }
        if (seed.digits() != 6) {
            uri.append("&digits=").append(seed.digits());
        }
        return uri.toString();
    }

    /**
     * Reads a URI. Parameters that aren't known are passed over, but none that is known may come twice.
     *
     * @throws IllegalArgumentException if it is out of bounds, with the bound and without the secret
     */
    static Seed read(String uri) {
        if (uri.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "otpauth URI must have at most " + LONGEST + " characters, it has " + uri.length());
        }
        int query = uri.indexOf('?');
        if (query < 0 || !uri.regionMatches(true, 0, BEGINNING, 0, BEGINNING.length())) {
            throw new IllegalArgumentException("otpauth URI must be " + BEGINNING + "label?secret=…");
        }
        Map<String, String> parameters = parameters(uri.substring(query + 1));
        String secret = parameters.get("secret");
        if (secret == null) {
            throw new IllegalArgumentException("otpauth URI must have a secret");
        }
        if (number("period", parameters.getOrDefault("period", "30")) != Totp.STEP_SECONDS) {
            throw new IllegalArgumentException("period must be " + Totp.STEP_SECONDS + " seconds");
        }
        return Seed.of(
                decode(secret),
                algorithm(parameters.getOrDefault("algorithm", "SHA1")),
                number("digits", parameters.getOrDefault("digits", "6")));
    }

    /**
     * Decodes Base32 as it may have been typed: in either case, with spaces and hyphens, with all of its padding or none.
     *
     * @throws IllegalArgumentException if it is anything else; without the text
     */
    static byte[] decode(String base32) {
        String text = PADDING.matcher(base32).replaceAll("=").replace(" ", "").replace("-", "");
        int end = text.indexOf('=');
        String body = end < 0 ? text : text.substring(0, end);
        String padding = text.substring(body.length());
        String whole = "=".repeat((8 - body.length() % 8) % 8);
        if ((padding.isEmpty() || padding.equals(whole)) && TYPED_BASE32.canDecode(body)) {
            return TYPED_BASE32.decode(body);
        }
        throw new IllegalArgumentException("secret must be Base32, RFC 4648");
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && parameters.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("otpauth URI must have each parameter once");
            }
        }
        return parameters;
    }

    private static Algorithm algorithm(String name) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.name().equals(name.toUpperCase(Locale.ROOT))) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("algorithm must be SHA1, SHA256 or SHA512");
    }

    private static int number(String name, String text) {
        int number = text.length() > 3 ? -1 : Typed.number(text, text.length());
        if (number < 0 || text.isEmpty()) {
            throw new IllegalArgumentException(name + " must be a number of 1 to 3 digits");
        }
        return number;
    }
}
