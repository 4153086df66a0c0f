package io.mfaengine.jdbc;

import java.util.concurrent.atomic.AtomicLong;

/** The hole between two steps that ought to be one: a thread in it waits for others to come by, and gives up if none do. */
final class Hole {
    private static final int PATIENCE = 2_000;

    private final AtomicLong passed = new AtomicLong();

    /** Somebody came by. */
    void pass() {
        passed.incrementAndGet();
    }

    /** Waits until so many come by. */
    void await(int others) {
        until(passed.get(), others);
    }

    @SuppressWarnings("ThreadPriorityCheck") // To let the others come is all that it is for.
    private void until(long from, int others) {
        for (int i = 0; i < PATIENCE && passed.get() < from + others; i++) {
            Thread.yield();
        }
    }
}
