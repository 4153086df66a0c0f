package io.mfaengine.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets 64 threads start at once, round after round. Each waits at a gate, and after it for a random moment, so that two
 * rounds are hardly ever alike. Says nothing unless a round fails: then which one, and the seed.
 */
public final class Race implements AutoCloseable {
    /** How many threads race. */
    public static final int RUNNERS = 64;

    private static final Duration LONGEST = Duration.ofMillis(Long.getLong("mfaengine.race.millis", 2_000));
    private static final int STUCK_SECONDS = 60;

    private final ExecutorService threads = Executors.newFixedThreadPool(RUNNERS, task -> {
        Thread thread = new Thread(task, "race");
        thread.setDaemon(true);
        return thread;
    });
    private final SplittableRandom random;

    private Race(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * What one thread does.
     *
     * @param <R> what it brings back
     */
    public interface Lap<R> {
        /**
         * Runs, once through the gate.
         *
         * @param runner which thread, from 0
         * @return what it brings back
         * @throws Exception what fails the round
         */
        R run(int runner) throws Exception;
    }

    /** Arranges, lets them run, asserts. */
    public interface Round {
        /**
         * Runs one round.
         *
         * @param race lets the threads run
         * @param round which round, from 0
         */
        void run(Race race, int round);
    }

    /**
     * Runs so many rounds, or for two seconds (or what the system property {@code mfaengine.race.millis} says), whichever
     * comes first.
     *
     * @param most the most rounds
     * @param round one round
     */
    public static void rounds(int most, Round round) {
        int run = rounds(most, LONGEST, round);
        assert run > 0 : "there is always a first round";
    }

    /**
     * Runs so many rounds, or for so long, whichever comes first.
     *
     * @param most the most rounds
     * @param longest how long at most; the first round is always run
     * @param round one round
     * @return how many rounds were run
     */
    public static int rounds(int most, Duration longest, Round round) {
        long start = System.nanoTime();
        try (Race race = new Race(start)) {
            int i = 0;
            for (; i < most && (i == 0 || System.nanoTime() - start < longest.toNanos()); i++) {
                try {
                    round.run(race, i);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("round " + i + " of seed " + start + ": " + e.getMessage(), e);
                }
            }
            return i;
        }
    }

    /**
     * Lets all runners go at once and waits for all of them.
     *
     * @param lap what each does
     * @param <R> what each brings back
     * @return what they brought back, by runner
     */
    @SuppressWarnings("ThreadPriorityCheck") // 64 threads that only spin keep two cores from those not at the gate yet.
    public <R> List<R> all(Lap<R> lap) {
        CountDownLatch ready = new CountDownLatch(RUNNERS);
        AtomicBoolean gate = new AtomicBoolean();
        List<Future<R>> runs = new ArrayList<>();
        for (int i = 0; i < RUNNERS; i++) {
            int runner = i;
            int moment = random.nextInt(200);
            runs.add(threads.submit(() -> {
                ready.countDown();
                while (!gate.get()) {
                    Thread.yield();
                }
                for (int spin = 0; spin < moment; spin++) {
                    Thread.onSpinWait();
                }
                return lap.run(runner);
            }));
        }
        try {
            ready.await();
            gate.set(true);
            List<R> results = new ArrayList<>();
            for (Future<R> run : runs) {
                results.add(run.get(STUCK_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the race was interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a racing call threw: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a racing call did not return within " + STUCK_SECONDS + " s", e);
        } finally {
            gate.set(true);
        }
    }

    @Override
    public void close() {
        List<Runnable> unstarted = threads.shutdownNow();
        assert unstarted.isEmpty() : "every runner has a thread";
    }
}
