package io.mfaengine.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failures of one user with one type, told again from the table of limits, with every failure kept. */
final class ModelGuesses {
    static final int DISABLED_AFTER = 10;
    static final int PER_QUESTION = 5;

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long[] WAIT_SECONDS = {30, 60, 120, 300, 900, 3_600};

    private final boolean recovery;
    private final List<Long> failures = new ArrayList<>();
    private int inARow;
    private boolean disabled;

    ModelGuesses(boolean recovery) {
        this.recovery = recovery;
    }

    void failed(long now) {
        failures.add(now);
        failures.sort(null);
        inARow++;
        disabled |= inARow >= DISABLED_AFTER;
    }

    void succeeded() {
        inARow = 0;
    }

    void enabled() {
        disabled = false;
    }

    boolean isDisabled() {
        return disabled;
    }

    boolean isAnythingKept() {
        return disabled || inARow > 0 || !failures.isEmpty();
    }

    /** Until when the type waits; null if it does not. */
    @Nullable
    Long lockedUntil(long now) {
        long until = recovery
                ? pauseAfterTenInADay()
                : Math.max(waitInARow(), Math.max(fullWindow(20, DAY), fullWindow(100, 30 * DAY)));
        return until > now ? until : null;
    }

    /** How many more wrong responses would be taken: tried out. */
    int left(long now, int askedFailures) {
        ModelGuesses copy = new ModelGuesses(recovery);
        copy.failures.addAll(failures);
        copy.inARow = inARow;
        copy.disabled = disabled;
        int left = 0;
        while (!copy.disabled && copy.lockedUntil(now) == null && askedFailures + left < PER_QUESTION) {
            copy.failed(now);
            left++;
        }
        return left;
    }

    private long waitInARow() {
        return inARow < 5 ? 0 : last(1) + 1_000 * WAIT_SECONDS[Math.min(inARow - 5, WAIT_SECONDS.length - 1)];
    }

    private long fullWindow(int most, long window) {
        return failures.size() < most ? 0 : last(most) + window;
    }

    private long pauseAfterTenInADay() {
        return failures.size() >= 10 && last(1) - last(10) < DAY ? last(1) + DAY : 0;
    }

    private long last(int nth) {
        return failures.get(failures.size() - nth);
    }
}
