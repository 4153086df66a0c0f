package io.mfaengine.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * One operation on a database: the engine's beside statements by hand ({@link Hand}), each with few users and with many.
 * The four work in turn ({@link Turns}), and every operation is timed by itself.
 */
@BenchmarkMode(Mode.SampleTime)
public class Beside {
    private static final int SIDES = 4;

    /** What one thread of one side does. */
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up
    public abstract static class Side {
        private final Turns turns = new Turns(SIDES);
        private final int side;
        private Task task;
        private long done;
        private long missed;

        Side(int side) {
            this.side = side;
        }

        abstract Task task(Place place, int thread);

        /** Joins. */
        @Setup
        public void join(Place place, ThreadParams threads) {
            task = task(place, threads.getSubgroupThreadIndex());
        }

        /** Waits for its turn. */
        @Setup(Level.Invocation)
        public void ready() {
            turns.await(side);
            task.prepare();
        }

        boolean run() {
            boolean came = task.run();
            done++;
            missed += came ? 0 : 1;
            return came;
        }

        /** Operations that do not come to what they should measure something else. */
        @TearDown
        public void check() {
            if (missed > 1 + done / 500) {
                throw new IllegalStateException(
                        missed + " of " + done + " operations did not come to what they should");
            }
        }
    }

    /** The engine, few users. */
    @State(Scope.Thread)
    public static class OursSmall extends Side {
        /** The second in turn. */
        public OursSmall() {
            super(1);
        }

        @Override
        Task task(Place place, int thread) {
            return place.ours(false, thread);
        }
    }

    /** The engine, many users. */
    @State(Scope.Thread)
    public static class OursLarge extends Side {
        /** The last in turn. */
        public OursLarge() {
            super(3);
        }

        @Override
        Task task(Place place, int thread) {
            return place.ours(true, thread);
        }
    }

    /** By hand, few users. */
    @State(Scope.Thread)
    public static class HandSmall extends Side {
        /** The first in turn. */
        public HandSmall() {
            super(0);
        }

        @Override
        Task task(Place place, int thread) {
            return place.byHand(false, thread);
        }
    }

    /** By hand, many users. */
    @State(Scope.Thread)
    public static class HandLarge extends Side {
        /** The third in turn. */
        public HandLarge() {
            super(2);
        }

        @Override
        Task task(Place place, int thread) {
            return place.byHand(true, thread);
        }
    }

    /** The engine's. */
    @Benchmark
    @Group("beside")
    @GroupThreads
    public boolean oursSmall(OursSmall side) {
        return side.run();
    }

    /** The engine's. */
    @Benchmark
    @Group("beside")
    @GroupThreads
    public boolean oursLarge(OursLarge side) {
        return side.run();
    }

    /** The floor. */
    @Benchmark
    @Group("beside")
    @GroupThreads
    public boolean handSmall(HandSmall side) {
        return side.run();
    }

    /** The floor. */
    @Benchmark
    @Group("beside")
    @GroupThreads
    public boolean handLarge(HandLarge side) {
        return side.run();
    }
}
