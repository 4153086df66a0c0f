package io.mfaengine.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.math.Stats;
import com.google.common.primitives.Longs;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether the time that a refusal takes tells how much of the code was right: two classes of wrong codes in random order,
 * and Welch's t of their times without the slowest tenth (Reparaz, Balasch, Verbauwhede: "Dude, is my code constant
 * time?", 2017). A difference of one standard error is chance, one of ten is not.
 */
@Tag("long")
class TimingTest {
    private static final Instant NOON = Instant.parse("2026-11-04T12:00:00Z");
    private static final int WARM_UP = 100_000;
    private static final int EACH = Integer.getInteger("mfaengine.timings", 200_000);
    private static final double BOUND = 10;

    private final long seed = Long.getLong("mfaengine.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    @Requirement("R9")
    void aWrongLastDigitOfAnAppsCodeTakesAsLongAsAWrongFirstOne() {
        AuthenticatorApp app = AuthenticatorApp.of("Acme");
        Data kept = ((Opening.Ask) app.enroll(GivenContext.user("usr_1"), null)).keep();
        GivenContext ann = GivenContext.user("usr_1").holding(kept);
        String right = Codes.text(Seed.read(kept), Totp.step(NOON));

        assertThat(welch(
                        "app",
                        right,
                        code -> Check.reject(Refusal.WRONG_RESPONSE)
                                .equals(app.check(ann, Data.empty(), Response.Code.of(code)))))
                .isBetween(-BOUND, BOUND);
    }

    @Test
    @Requirement("R9")
    void aWrongLastDigitOfASentCodeTakesAsLongAsAWrongFirstOne() {
        GivenContext ann = GivenContext.user("usr_1");
        Data asked = SentMessage.keep(ann, PhoneNumber.parse("+6421876543").orElseThrow(), "048213");

        assertThat(welch(
                        "sent",
                        "048213",
                        code -> SentMessage.refusal(ann, asked, Response.Code.of(code)) == Refusal.WRONG_RESPONSE))
                .isBetween(-BOUND, BOUND);
    }

    /** Of codes that are wrong in the first digit, against those that are in the last one. */
    private double welch(String what, String right, Predicate<String> refuses) {
        int wrongs = 0;
        for (int i = 0; i < WARM_UP; i++) {
            wrongs += refuses.test(wrong(right, random.nextBoolean())) ? 1 : 0;
        }
        long[][] times = new long[2][EACH];
        int[] count = new int[2];
        while (count[0] < EACH && count[1] < EACH) {
            int last = random.nextInt(2);
            String code = wrong(right, last == 1);
            long start = System.nanoTime();
            boolean refused = refuses.test(code);
            long end = System.nanoTime();
            if (refused) {
                times[last][count[last]++] = end - start;
                wrongs++;
            }
        }
        // an app's code of a neighbouring step is right too
        assertThat(wrongs).as("seed %d", seed).isGreaterThan((WARM_UP + count[0] + count[1]) * 9 / 10);
        double t = t(Arrays.copyOf(times[0], count[0]), Arrays.copyOf(times[1], count[1]));
        System.out.printf("%s: t = %.2f of %d and %d times, seed %d%n", what, t, count[0], count[1], seed);
        return t;
    }

    private String wrong(String right, boolean last) {
        int at = last ? right.length() - 1 : 0;
        char digit = (char) ('0' + (right.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
        return right.substring(0, at) + digit + right.substring(at + 1);
    }

    private static double t(long[] some, long[] others) {
        long[] all = Longs.concat(some, others);
        Arrays.sort(all);
        long slow = all[all.length * 9 / 10];
        Stats a = below(slow, some);
        Stats b = below(slow, others);
        return (a.mean() - b.mean()) / Math.sqrt(a.sampleVariance() / a.count() + b.sampleVariance() / b.count());
    }

    private static Stats below(long bound, long[] times) {
        return Stats.of(Arrays.stream(times).filter(time -> time < bound));
    }
}
