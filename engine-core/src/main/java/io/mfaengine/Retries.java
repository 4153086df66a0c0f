package io.mfaengine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How often and how long one operation tries again: after conflicts until 2 s have passed since the first, so that a
 * costly plan doesn't lose its patience before it was refused once; after errors of the store 3 times, within 2 s since
 * the start. The only place that waits, and so the only one that reads a clock of its own: the engine's may stand still.
 */
final class Retries {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final int MAX_ERRORS = 3;

    private final long start = System.nanoTime();
    private final long seed;
    private long firstConflict;
    private int conflicts;
    private int errors;

    Retries(long seed) {
        this.seed = seed;
    }

    /** Waits after a conflict, with jitter; false if the time is over. */
    boolean afterConflict() {
        if (conflicts++ == 0) {
            firstConflict = System.nanoTime();
        }
        long most = Math.min(20_000L << Math.min(conflicts, 10), TimeUnit.MILLISECONDS.toNanos(20));
        return pause(firstConflict, conflicts == 1 ? 0 : most);
    }

    /** Waits after an error of the store; false if there were too many. */
    boolean afterError() {
        errors++;
        return errors < MAX_ERRORS && pause(start, TimeUnit.MILLISECONDS.toNanos(5L << errors));
    }

    private boolean pause(long since, long mostNanos) {
        if (System.nanoTime() - since >= PATIENCE) {
            return false;
        }
        long mixed = (seed + conflicts + errors) * 0x9E3779B97F4A7C15L;
        LockSupport.parkNanos((long) (mostNanos * ((mixed >>> 11) * 0x1.0p-53)));
        return true;
    }
}
