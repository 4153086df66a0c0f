package io.mfaengine.benchmarks;

import static io.mfaengine.benchmarks.Slice.BATCH;

import io.mfaengine.Decision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * {@code track}: a new action, without a key or details of its own, of a user who is known and bound.
 *
 * <p><b>Floor</b>: the user looked up, and what is permitted; 70 random bytes in one draw (idempotency key 26, nonce 16,
 * commit id 16, IV 12; the engine draws as many) from a {@link java.security.SecureRandom} that all threads share, as
 * the engine is given one; the 26 symbols of the key; AES-256-GCM of the token's locator (the same fields) with a reused
 * cipher, and its base64url text; the records of the action and of its event, inserted as one under a monitor if the user
 * is as they were seen and the action is not there yet, into a cache that forgets them when they expire
 * ({@link FloorStore}). Fair, because no token that finds its way back, and no action that is stored once and told in the
 * trail, can be had for less; it leaves out to be bounded, and to find a user's actions when the user is erased.
 */
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(BATCH)
public class Tracking {
    /** The next batch of users. */
    public static class Ready extends Worker {
        /** Goes on to it. */
        @Setup(Level.Invocation)
        public void ready() {
            slice.nextBatch();
        }
    }

    /** The same for the floor. */
    public static class FloorReady extends FloorWorker {
        /** Goes on to it. */
        @Setup(Level.Invocation)
        public void ready() {
            slice.nextBatch();
        }
    }

    /** The engine's. */
    @Benchmark
    public void track(Ready worker, Blackhole hole) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            Decision decision = worker.mfa.track(worker.intent(i));
            came += decision.next() == Decision.Next.CHALLENGE ? 1 : 0;
            hole.consume(decision.token());
        }
        Worker.check(came);
    }

    /** The floor. */
    @Benchmark
    public void trackFloor(FloorReady worker, Blackhole hole) {
        for (int i = 0; i < BATCH; i++) {
            hole.consume(worker.track(worker.slice.id(i)));
        }
    }
}
