package io.mfaengine.examples.signin;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.common.io.BaseEncoding;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;

/**
 * A phone with somebody else's authenticator app. It shows the codes of the steps before, at and after the current one in
 * turn, so that nobody has to wait for the next step.
 */
final class Phone {
    private final TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator();
    private final InstantSource clock = InstantSource.system();
    private final SecretKeySpec seed;
    private long shown;

    Phone(String key) {
        byte[] bytes = BaseEncoding.base32().decode(key.replace(" ", ""));
        seed = new SecretKeySpec(bytes, app.getAlgorithm());
    }

    long step() {
        return clock.instant().getEpochSecond() / app.getTimeStep().toSeconds();
    }

    /** The oldest code that is still accepted and that it hasn't shown yet. */
    String nextCode() {
        long step = step();
        shown = Math.max(step - 1, shown + 1);
        if (shown > step + 1) {
            throw new IllegalStateException("all codes of this moment have been shown");
        }
        return code(shown);
    }

    /** A code that no step near this one has. */
    String wrongCode() {
        long step = step();
        for (int guess = 0; ; guess++) {
            String code = String.format("%06d", guess);
            if (LongStream.rangeClosed(step - 5, step + 5).mapToObj(this::code).noneMatch(code::equals)) {
                return code;
            }
        }
    }

    private String code(long step) {
        try {
            return app.generateOneTimePasswordString(
                    seed, Instant.ofEpochSecond(step * app.getTimeStep().toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
