package io.mfaengine.benchmarks;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets the sides of a comparison work in turn, a fraction of a second each, so that what the disk and the neighbours do
 * meanwhile happens to all of them.
 */
final class Turns {
    private static final long NANOS = 150_000_000;

    private final int sides;

    Turns(int sides) {
        this.sides = sides;
    }

    /** Returns while it is this side's turn. */
    void await(int side) {
        long round = sides * NANOS;
        while (true) {
            long at = Math.floorMod(System.nanoTime(), round);
            if (at / NANOS == side) {
                return;
            }
            LockSupport.parkNanos(Math.floorMod(side * NANOS - at, round));
        }
    }
}
