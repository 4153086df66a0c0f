package io.mfaengine.jdbc;

import java.util.concurrent.atomic.AtomicLong;

/** The hole between two steps that ought to be one: a thread in it waits for others to come by, and gives up if none do. */
final class Hole {
    /** Long enough for others to come by on a busy machine, and short beside a test. */
    private static final int PATIENCE = 20_000;

    private final AtomicLong passed = new AtomicLong();

    /** Somebody came by. */
    void pass() {
        passed.incrementAndGet();
    }

    /** How many have come by so far: to be asked before the first step, so that none of them is missed. */
    long passed() {
        return passed.get();
    }

    /** Waits until so many have come by. */
    @SuppressWarnings("ThreadPriorityCheck") // To let the others come is all that it is for.
    void await(long all) {
        for (int i = 0; i < PATIENCE && passed.get() < all; i++) {
            Thread.yield();
        }
    }
}
