package io.mfaengine.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * The users that one thread deals with, no other thread's, and its clock. A batch takes them in an order that jumps
 * about in memory; when there are fewer users than operations it goes round, each round in a time step of its own, so
 * that every code is fresh.
 */
final class Slice implements InstantSource {
    /**
     * Operations in a batch, one measured invocation: enough to be timed, and few enough that what the set-up has just
     * prepared is in the caches, as it is after a request that came just before.
     */
    static final int BATCH = 200;

    private static final int STRIDE = 7_919;
    private static final Duration STEP = Duration.ofSeconds(30);
    /** Longer than the engine keeps actions and events here. */
    private static final Duration RETENTION = Duration.ofDays(31);

    private final int thread;
    private final int threads;
    private final int size;
    private Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private volatile Instant now = start;
    private final String[] ids = new String[BATCH];
    private long first;

    Slice(int users, ThreadParams threads) {
        this.thread = threads.getThreadIndex();
        this.threads = threads.getThreadCount();
        this.size = users / this.threads;
        name();
    }

    private void name() {
        for (int i = 0; i < BATCH; i++) {
            ids[i] = People.id(user(i));
        }
    }

    /** The user's id, written down before. */
    String id(int operation) {
        return ids[operation];
    }

    /** What the user's app knows. */
    byte[] seed(int operation) {
        return People.seed(user(operation));
    }

    private int user(int operation) {
        return (int) ((first + operation) * STRIDE % size) * threads + thread;
    }

    /** Goes on to the next users, and so far ahead that all that was tracked has expired. */
    void nextBatch() {
        first += BATCH;
        start = start.plus(RETENTION);
        now = start;
        name();
    }

    /** To be called before each operation, in order. */
    void before(int operation) {
        if (operation % size == 0) {
            now = start.plus(STEP.multipliedBy(operation / size));
        }
    }

    void rewind() {
        now = start;
    }

    long step() {
        return now.getEpochSecond() / STEP.toSeconds();
    }

    @Override
    public Instant instant() {
        return now;
    }
}
