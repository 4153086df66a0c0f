package io.mfaengine.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * The users that one thread deals with, no other thread's, and its clock. A batch takes some of them, each once, in an
 * order that jumps about in memory; the next batch takes the next ones, two time steps later, so that every code is fresh.
 */
final class Slice implements InstantSource {
    /**
     * Operations in a batch, one measured invocation: enough to be timed, and few enough that what the set-up has just
     * prepared is in the caches, as it is after a request that came just before.
     */
    static final int BATCH = 100;

    private static final int STRIDE = 7_919;
    private static final long STEP_SECONDS = 30;
    /** Longer than the engine keeps actions and events here. */
    private static final Duration RETENTION = Duration.ofDays(31);

    private final int thread;
    private final int threads;
    private final int size;
    private final int spacing;
    private final BareCodes codes = new BareCodes();
    private final String[] ids = new String[BATCH];
    private Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private volatile Instant now = start;
    private long first;

    Slice(int users, ThreadParams threads) {
        this(users, threads.getThreadIndex(), threads.getThreadCount(), 1);
    }

    /**
     * The same among every {@code spacing}th of the users alone.
     *
     * @param users how many these are
     */
    Slice(int users, int thread, int threads, int spacing) {
        this.thread = thread;
        this.threads = threads;
        this.size = users / threads;
        this.spacing = spacing;
        if (size < BATCH) {
            throw new IllegalArgumentException("there must be " + BATCH + " users for each thread");
        }
        name();
    }

    private void name() {
        for (int i = 0; i < BATCH; i++) {
            ids[i] = People.id(user(i));
        }
    }

    /** Begins so much later. */
    void later(Duration later) {
        start = start.plus(later);
        now = start;
    }

    /** The id of the user of one operation of the batch, written down before. */
    String id(int operation) {
        return ids[operation];
    }

    /** What the user's app knows. */
    private byte[] seed(int operation) {
        return People.seed(user(operation));
    }

    /** What the user's app shows now. */
    String code(int operation) {
        return People.text(codes.code(seed(operation), step()));
    }

    /** What this thread's own app of user 0 shows now. */
    String ownCode() {
        return People.text(codes.code(People.seed(~thread), step()));
    }

    /** Well-formed and not right. */
    String wrongCode(int operation) {
        byte[] seed = seed(operation);
        int wrong = 0;
        while (codes.matches(seed, wrong, step() - 1, 3) != 0) {
            wrong++;
        }
        return People.text(wrong);
    }

    private int user(int operation) {
        return ((int) ((first + operation) * STRIDE % size) * threads + thread) * spacing;
    }

    void nextBatch() {
        nextBatch(Duration.ofSeconds(2 * STEP_SECONDS));
    }

    /** The next one, so much later. */
    void nextBatch(Duration later) {
        first += BATCH;
        now = now.plus(later);
        name();
    }

    /** Goes so far ahead that all that was tracked has expired; in step with the other threads. */
    void nextIteration() {
        start = start.plus(RETENTION);
        now = start;
    }

    long step() {
        return now.getEpochSecond() / STEP_SECONDS;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
