package io.mfaengine.testkit;

import com.google.common.io.BaseEncoding;
import io.mfaengine.Challenge;
import io.mfaengine.model.Prompt;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A phone with an authenticator app, RFC 6238, that knows what a QR code told it and nothing else. Immutable but for the
 * clock that it is given; thread-safe.
 */
public final class PhoneApp {
    private final byte[] seed;
    private final String algorithm;
    private final int digits;
    private final long period;
    private final InstantSource clock;

    private PhoneApp(URI uri, InstantSource clock) {
        Map<String, String> fields = new HashMap<>();
        for (String field : uri.getRawQuery().split("&", -1)) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        this.seed =
                BaseEncoding.base32().decode(fields.getOrDefault("secret", "").toUpperCase(Locale.ROOT));
        this.algorithm = "Hmac" + fields.getOrDefault("algorithm", "SHA1");
        this.digits = Integer.parseInt(fields.getOrDefault("digits", "6"));
        this.period = Long.parseLong(fields.getOrDefault("period", "30"));
        this.clock = clock;
    }

    /**
     * Scans the QR code of an enrolment.
     *
     * @param challenge what {@code enroll} answered
     * @param clock the phone's clock
     * @return the phone
     * @throws IllegalStateException if there is nothing to scan
     */
    public static PhoneApp scan(Challenge challenge, InstantSource clock) {
        if (challenge.open().prompt() instanceof Prompt.Scan scan) {
            return scan(URI.create(scan.uri().reveal()), clock);
        }
        throw new IllegalStateException("there is nothing to scan: " + challenge);
    }

    /**
     * Scans a QR code.
     *
     * @param otpauth the {@code otpauth} URI that it holds
     * @param clock the phone's clock
     * @return the phone
     */
    public static PhoneApp scan(URI otpauth, InstantSource clock) {
        return new PhoneApp(otpauth, clock);
    }

    /**
     * The code that it shows.
     *
     * @return the code of the current step
     */
    public String code() {
        return code(0);
    }

    /**
     * The code of another step.
     *
     * @param steps how many steps later; negative: earlier
     * @return the code
     */
    public String code(int steps) {
        long step = Math.floorDiv(clock.instant().getEpochSecond(), period) + steps;
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(seed, algorithm));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            String text = "0000000000" + number;
            return text.substring(text.length() - digits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + algorithm, e);
        }
    }

    /**
     * A well-formed code that is not right now, nor within two steps.
     *
     * @return always the same one in the same step
     */
    public String wrongCode() {
        for (int guess = 0; ; guess++) {
            String text = "0000000000" + guess;
            String candidate = text.substring(text.length() - digits);
            boolean right = false;
            for (int steps = -3; steps <= 3; steps++) {
                right |= code(steps).equals(candidate);
            }
            if (!right) {
                return candidate;
            }
        }
    }
}
