package io.mfaengine.benchmarks;

import static io.mfaengine.benchmarks.Slice.BATCH;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * {@code getUser}: no cryptography, one read.
 *
 * <p><b>Floor</b>: a map get, and a record of four fields for the answer. No gate hangs on it: the floor is some tens of
 * nanoseconds.
 */
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(BATCH)
public class Reading {
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

    private record Answer(String id, boolean enrolled, String preferred, long version) {}

    /** The engine's. */
    @Benchmark
    public void getUser(Ready ready, Blackhole hole) {
        for (int i = 0; i < BATCH; i++) {
            hole.consume(ready.mfa.getUser(ready.slice.id(i)));
        }
    }

    /** The floor. */
    @Benchmark
    public void getUserFloor(FloorReady ready, Blackhole hole) {
        for (int i = 0; i < BATCH; i++) {
            FloorStore.User user = ready.world.store.user(ready.slice.id(i));
            hole.consume(
                    new Answer(ready.slice.id(i), user.sealedSeed().length > 0, "AUTHENTICATOR_APP", user.version()));
        }
    }
}
