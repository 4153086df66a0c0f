package io.mfaengine.benchmarks;

import com.google.common.io.BaseEncoding;
import io.mfaengine.model.Secret;
import java.util.Locale;
import java.util.SplittableRandom;

/** The users of a benchmark: the ids, the seeds of their apps and the codes that these show. */
final class People {
    static final int SEED_BYTES = 20;

    private People() {}

    static String id(int user) {
        return String.format(Locale.ROOT, "user-%07d", user);
    }

    static byte[] seed(int user) {
        byte[] seed = new byte[SEED_BYTES];
        new SplittableRandom(user).nextBytes(seed);
        return seed;
    }

    static Secret otpauth(int user) {
        return Secret.of("otpauth://totp/Acme:" + id(user) + "?issuer=Acme&secret="
                + BaseEncoding.base32().omitPadding().encode(seed(user)));
    }

    static String text(int code) {
        String digits = "00000" + code;
        return digits.substring(digits.length() - 6);
    }
}
