package io.mfaengine;

import io.mfaengine.method.AuthenticatorMethod.Guessing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a type is locked for a user: computed from the failures that are kept, so that there is no lock to lose. */
final class GuessLimits {
    private static final int FIRST_WAIT_AFTER = 5;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MONTH = Duration.ofDays(30).toMillis();

    private final Limits limits;

    GuessLimits(Limits limits) {
        this.limits = limits;
    }

    int disableAfter() {
        return (int) limits.get(Limit.DISABLE_AFTER);
    }

    /** Until when the type waits, in milliseconds; null if it doesn't. */
    @Nullable
    Long lockedUntil(Guessing guessing, GuessCount count, long now) {
        long until = guessing == Guessing.RECOVERY
                ? pause(count, (int) limits.get(Limit.RECOVERY_FAILURES_PER_DAY))
                : Math.max(
                        wait(count),
                        Math.max(
                                cap(count, (int) limits.get(Limit.FAILURES_PER_DAY), DAY),
                                cap(count, (int) limits.get(Limit.FAILURES_PER_MONTH), MONTH)));
        return until > now ? until : null;
    }

    /** How many wrong responses are left before the type waits. */
    int attemptsLeft(Guessing guessing, GuessCount count, long now) {
        if (count.disabled() || lockedUntil(guessing, count, now) != null) {
            return 0;
        }
        if (guessing == Guessing.RECOVERY) {
            return (int) limits.get(Limit.RECOVERY_FAILURES_PER_DAY) - count.since(now - DAY);
        }
        int left = Math.min(
                (int) limits.get(Limit.FAILURES_PER_DAY) - count.since(now - DAY),
                (int) limits.get(Limit.FAILURES_PER_MONTH) - count.since(now - MONTH));
        return Math.min(left, Math.max(1, FIRST_WAIT_AFTER - count.consecutive()));
    }

    private long wait(GuessCount count) {
        if (count.consecutive() < FIRST_WAIT_AFTER || count.failures().length == 0) {
            return 0;
        }
        int step =
                Math.min(count.consecutive() - FIRST_WAIT_AFTER, limits.waits().size() - 1);
        return count.last(1) + limits.waits().get(step).toMillis();
    }

    /** So many in any window: open again when the oldest of them leaves it. */
    private static long cap(GuessCount count, int most, long window) {
        return count.failures().length < most ? 0 : count.last(most) + window;
    }

    /** So many in a day, and then a pause of a day. */
    private static long pause(GuessCount count, int most) {
        boolean full = count.failures().length >= most && count.last(1) - count.last(most) < DAY;
        return full ? count.last(1) + DAY : 0;
    }
}
