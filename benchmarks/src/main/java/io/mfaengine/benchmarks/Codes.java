package io.mfaengine.benchmarks;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.Response;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The check of a typed code against an authenticator app, within one step to either side: {@code AuthenticatorApp.check},
 * with data that is opened already and a wrong code, which is what an attacker pays the least for. It reads what is kept,
 * makes what was typed regular and compares in constant time.
 *
 * <p><b>Floor</b>: one key set-up and three HMACs with a reused {@link javax.crypto.Mac}, and the comparisons. <b>Rival</b>:
 * java-otp 0.4.0, whose generator makes one code of one step and sets the key up for each.
 */
@State(Scope.Thread)
public class Codes {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(30);

    private final byte[] seed = People.seed(1);
    private final AuthenticatorApp app = AuthenticatorApp.of("Acme");
    private final GivenContext context;
    private final BareCodes bare = new BareCodes();
    private final TimeBasedOneTimePasswordGenerator rival = new TimeBasedOneTimePasswordGenerator(STEP);
    private final int wrong = wrong();
    private final Response typed = Response.Code.of(People.text(wrong));

    /** Adopts a seed. */
    public Codes() {
        GivenContext empty = new GivenContext(NOW, List.of());
        if (!(app.adopt(empty, People.otpauth(1)) instanceof Check.Enrolled enrolled)) {
            throw new IllegalStateException("the seed was not adopted");
        }
        context = new GivenContext(NOW, List.of(new Held(new AuthenticatorId("1"), enrolled.first())));
        if (!(check() instanceof Check.Rejected) || threeHmacs() != 0 || javaOtp()) {
            throw new IllegalStateException("a wrong code is right");
        }
    }

    private int wrong() {
        int code = 0;
        while (bare.matches(seed, code, first(), 3) != 0) {
            code++;
        }
        return code;
    }

    private static long first() {
        return NOW.getEpochSecond() / STEP.toSeconds() - 1;
    }

    /** The engine's. */
    @Benchmark
    public Check check() {
        return app.check(context, Data.empty(), typed);
    }

    /** The floor. */
    @Benchmark
    public int threeHmacs() {
        return bare.matches(seed, wrong, first(), 3);
    }

    /** The rival. */
    @Benchmark
    public boolean javaOtp() {
        SecretKeySpec key = new SecretKeySpec(seed, "RAW");
        boolean right = false;
        try {
            for (int step = -1; step <= 1; step++) {
                right |= rival.generateOneTimePassword(key, NOW.plus(STEP.multipliedBy(step))) == wrong;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return right;
    }
}
