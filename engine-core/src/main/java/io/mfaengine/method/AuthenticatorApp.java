package io.mfaengine.method;

import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.model.User;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Codes of an authenticator app: time-based one-time passwords, RFC 6238, with steps of 30 seconds. A step is accepted
 * once per authenticator.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy.
 */
public final class AuthenticatorApp implements AuthenticatorMethod {
    /** The longest issuer, in characters. */
    public static final int MAX_ISSUER_LENGTH = 64;

    private static final String LABEL = "Authenticator app";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Field<String> USED = Field.text("used").readable();

    private final String issuer;
    private final Algorithm algorithm;
    private final Parameter digits;
    private final Parameter window;
    private final Totp totp;

    private AuthenticatorApp(String issuer, Algorithm algorithm, Parameter digits, Parameter window, Totp totp) {
        this.issuer = issuer;
        this.algorithm = algorithm;
        this.digits = digits;
        this.window = window;
        this.totp = totp;
    }

    /** The hash function of the codes. */
    public enum Algorithm {
        /** The one that every app knows. Its known weaknesses don't touch its use in an HMAC (RFC 6194). */
        SHA1("HmacSHA1", 20),
        /** With a seed of 256 bits. Some apps take no notice and show SHA-1 codes. */
        SHA256("HmacSHA256", 32),
        /** With a seed of 512 bits. Some apps take no notice and show SHA-1 codes. */
        SHA512("HmacSHA512", 64);

        private final String macName;
        private final int macBytes;

        Algorithm(String macName, int macBytes) {
            this.macName = macName;
            this.macBytes = macBytes;
        }

        String macName() {
            return macName;
        }

        /** How long a MAC is, and so a new seed (RFC 6238 section 5.1, R6). */
        int macBytes() {
            return macBytes;
        }
    }

    /**
     * An app that shows SHA-1 codes of 6 digits, accepted one step early or late.
     *
     * @param issuer the name of the application, as the app is to show it: 1 to 64 characters, no colon, no control
     *     characters
     * @return the method
     * @throws IllegalArgumentException if the issuer is out of these bounds
     */
    public static AuthenticatorApp of(String issuer) {
        Objects.requireNonNull(issuer, "issuer");
        if (issuer.isBlank() || issuer.length() > MAX_ISSUER_LENGTH) {
            throw new IllegalArgumentException(
                    "issuer must have 1 to " + MAX_ISSUER_LENGTH + " characters and not be blank");
        }
        if (issuer.codePoints().anyMatch(AuthenticatorApp::isForbidden)) {
            throw new IllegalArgumentException(
                    "issuer must be well-formed Unicode without colons and control characters");
        }
        return new AuthenticatorApp(
                issuer,
                Algorithm.SHA1,
                new Parameter("digits", Seed.PLAIN_DIGITS, Seed.MIN_DIGITS, Seed.MAX_DIGITS),
                new Parameter("window", 1, 0, UsedSteps.WIDEST),
                new Totp());
    }

    /**
     * Sets the hash function of new authenticators; SHA-1 unless set. Those that exist keep theirs.
     *
     * @param algorithm the hash function
     * @return a changed copy
     */
    public AuthenticatorApp algorithm(Algorithm algorithm) {
        return new AuthenticatorApp(issuer, Objects.requireNonNull(algorithm, "algorithm"), digits, window, totp);
    }

    /**
     * Sets how many digits the codes of new authenticators have unless an operator sets it; 6 unless set. Authenticators
     * that exist keep theirs.
     *
     * @param count 6 to 8
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of the range
     */
    public AuthenticatorApp digits(int count) {
        return new AuthenticatorApp(issuer, algorithm, digits.standard(count), window, totp);
    }

    /**
     * Sets how early or late a code may come unless an operator sets it; 1 unless set, which accepts a code for 90
     * seconds. 2 accepts it for 150, and lets a guess hit one of five codes.
     *
     * @param steps 0 to 2, in steps of 30 seconds
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of the range
     */
    public AuthenticatorApp window(int steps) {
        return new AuthenticatorApp(issuer, algorithm, digits, window.standard(steps), totp);
    }

    @Override
    public AuthenticatorType type() {
        return AuthenticatorType.AUTHENTICATOR_APP;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(digits, window);
    }

    @Override
    public boolean standing() {
        return true;
    }

    @Override
    public Opening enroll(Context context, @Nullable String address) {
        Seed seed = Seed.of(context.randomBytes(algorithm.macBytes()), algorithm, context.parameter(digits));
        Secret uri = Secret.of(Otpauth.write(issuer, account(context.user()), seed));
        return Opening.ask(new Prompt.Scan(uri, Secret.of(Otpauth.key(seed)), seed.digits()), seed.keep(), LIFE);
    }

    @Override
    public Check confirm(Context context, Data asked, Response response) {
        Attempt attempt = attempt(context, asked, response);
        return attempt.refused() == null ? Check.enroll(LABEL, attempt.next()) : attempt.refused();
    }

    @Override
    public Opening challenge(Context context) {
        int symbols = Seed.read(context.held().get(0).data()).digits();
        return Opening.ask(new Prompt.Enter(symbols), Data.empty(), LIFE);
    }

    @Override
    public Check check(Context context, Data asked, Response response) {
        Check.Rejected best = Check.reject(Refusal.MALFORMED);
        for (Held held : context.held()) {
            Attempt attempt = attempt(context, held.data(), response);
            if (attempt.refused() == null) {
                return Check.accept(held, attempt.next()).amr("otp");
            }
            best = tellingMore(best, attempt.refused());
        }
        return best;
    }

    /**
     * Binds the seed of another system.
     *
     * @param context what it is given
     * @param proved an {@code otpauth://totp/} URI with a secret of 128 to 1,024 bits, 6 to 8 digits and a period of 30
     *     seconds
     * @return the new authenticator; {@link Refusal#TAKEN} if the user has this seed already
     * @throws IllegalArgumentException if it is anything else
     */
    @Override
    public Check adopt(Context context, Secret proved) {
        Seed seed = Otpauth.read(proved.reveal());
        // twice the same seed would make two uses of one code
        boolean isHeld = context.held().stream()
                .anyMatch(held -> MessageDigest.isEqual(Seed.read(held.data()).bytes(), seed.bytes()));
        return isHeld ? Check.reject(Refusal.TAKEN) : Check.enroll(LABEL, seed.keep());
    }

    private Attempt attempt(Context context, Data data, Response response) {
        Seed seed = Seed.read(data);
        String typed = Typed.code(response);
        int code = typed == null ? -1 : Typed.number(typed, seed.digits());
        if (code < 0) {
            return new Attempt(data, Check.reject(Refusal.MALFORMED));
        }
        int width = window.check(context.parameter(window));
        long current = Totp.step(context.now());
        int matches = totp.matches(seed, code, current - width, 2 * width + 1);
        if (matches == 0) {
            return new Attempt(data, Check.reject(Refusal.WRONG_RESPONSE));
        }
        // Of two steps with the same code the newest counts, so that the code is used up for both.
        long step = current - width + 31 - Integer.numberOfLeadingZeros(matches);
        UsedSteps used = data.find(USED).map(UsedSteps::parse).orElseGet(UsedSteps::none);
        if (!used.allows(step, current, width)) {
            return new Attempt(
                    data, Check.reject(Refusal.ALREADY_USED).retryAt(Totp.start(used.nextAllowed(current, width))));
        }
        return new Attempt(data.with(USED, used.with(step, current).text()), null);
    }

    private static Check.Rejected tellingMore(Check.Rejected one, Check.Rejected other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(Check.Rejected rejected) {
        return switch (rejected.why()) {
            case ALREADY_USED -> 2;
            case WRONG_RESPONSE -> 1;
            default -> 0;
        };
    }

    private static String account(User user) {
        String name = user.username();
        return name == null || name.isBlank() ? user.userId() : name;
    }

    private static boolean isForbidden(int c) {
        return c == ':' || Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }

    /** What came of one attempt at one authenticator: refused, or what to keep next. */
    private record Attempt(Data next, Check.@Nullable Rejected refused) {}
}
