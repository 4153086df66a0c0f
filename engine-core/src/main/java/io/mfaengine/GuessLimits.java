package io.mfaengine;

import io.mfaengine.Limits.Limit;
import io.mfaengine.method.AuthenticatorMethod.Guessing;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
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
        int inARow = Math.max(1, disableAfter() - count.consecutive());
        if (guessing == Guessing.RECOVERY) {
            return Math.min(inARow, (int) limits.get(Limit.RECOVERY_FAILURES_PER_DAY) - count.since(now - DAY));
        }
        int left = Math.min(
                (int) limits.get(Limit.FAILURES_PER_DAY) - count.since(now - DAY),
                (int) limits.get(Limit.FAILURES_PER_MONTH) - count.since(now - MONTH));
        return Math.min(Math.min(left, inARow), Math.max(1, FIRST_WAIT_AFTER - count.consecutive()));
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

    /**
     * The failures of one user with one type. It outlives authenticators, challenges, actions and tokens (I3).
     *
     * @param consecutive how many in a row
     * @param failures when each of the last 100 at most happened, in milliseconds, the oldest first
     * @param disabled whether there were so many in a row that the type waits for an operator
     * @param unknown what another release keeps
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; a list of boxes would be five times as large
    record GuessCount(int consecutive, long[] failures, boolean disabled, Map<String, String> unknown) {
        static final GuessCount NONE = new GuessCount(0, new long[0], false, Map.of());

        private static final int KEPT = 100;

        GuessCount failed(long now, int disableAfter) {
            int from = Math.max(0, failures.length + 1 - KEPT);
            long[] more = Arrays.copyOfRange(failures, from, failures.length + 1);
            more[more.length - 1] = now;
            Arrays.sort(more);
            return new GuessCount(consecutive + 1, more, disabled || consecutive + 1 >= disableAfter, unknown);
        }

        GuessCount succeeded() {
            return consecutive == 0 ? this : new GuessCount(0, failures, disabled, unknown);
        }

        GuessCount enabled() {
            return disabled ? new GuessCount(consecutive, failures, false, unknown) : this;
        }

        boolean isEmpty() {
            return consecutive == 0 && failures.length == 0 && !disabled && unknown.isEmpty();
        }

        /** How many failures happened after an instant. */
        int since(long instant) {
            int count = 0;
            while (count < failures.length && failures[failures.length - 1 - count] > instant) {
                count++;
            }
            return count;
        }

        /** When the n-th last failure happened. */
        long last(int n) {
            return failures[failures.length - n];
        }
    }
}
