package io.mfaengine.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How a carrier fares. After too many failures it rests, each time for longer; then one message tries it again. Thread-safe.
 */
final class Health {
    /** A message that did not go is taken by the next carrier, so that a few cost nobody more than time. */
    private static final int FAILURES = 3;

    /** Receipts come late, and each may be the fault of one phone. */
    private static final int UNDELIVERED = 5;

    private static final Duration REST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 3;

    private int failures;
    private int undelivered;
    private int rests;
    private Instant restsUntil = Instant.MIN;
    private boolean probed;

    /** Whether to try it in its turn: it doesn't rest, or has rested and no other message tries it. */
    synchronized boolean isUp(Instant now) {
        return rests == 0 || (!probed && !now.isBefore(restsUntil));
    }

    /** A message tries it; what comes of it is told to {@link #succeeded} or {@link #failed}. */
    synchronized void tried() {
        probed = true;
    }

    synchronized Instant restsUntil() {
        return restsUntil;
    }

    synchronized void succeeded() {
        failures = 0;
        rests = 0;
        probed = false;
        restsUntil = Instant.MIN;
    }

    /** A message didn't go; {@code perhaps}: or it did, so that nobody else could take it. */
    synchronized void failed(Instant now, boolean perhaps) {
        failures++;
        if (perhaps || rests > 0 || failures >= FAILURES) {
            rest(now);
        }
    }

    synchronized void arrived(boolean did, Instant now) {
        undelivered = did ? 0 : undelivered + 1;
        if (undelivered >= UNDELIVERED) {
            undelivered = 0;
            rest(now);
        }
    }

    private void rest(Instant now) {
        restsUntil = now.plus(REST.multipliedBy(1L << Math.min(rests, DOUBLINGS)));
        rests++;
        probed = false;
        failures = 0;
    }
}
