package io.mfaengine.benchmarks;

import static io.mfaengine.benchmarks.Slice.BATCH;

import io.mfaengine.ActionSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * {@code verify} with the right code of an authenticator app. The token was opened by {@code session} before, the action
 * tracked, the code computed: all of that happens in the set-up, for the engine as for the floor. Each code is of a time
 * step that the user has not used.
 *
 * <p><b>Floor</b>: the user and the action looked up; the gates: token and action in time, the action's nonce, no lock,
 * the type permitted by settings that can change; the typed digits read; AES-256-GCM opens the seed with a reused cipher;
 * three HMACs under one key set-up, and the comparisons; the used step; 16 random bytes, the commit's id; HMAC-SHA-256,
 * keyed before, chains an event of the same fields; new records of user, action and event, written as one under a
 * monitor if the user is as they were seen; action and event in a cache that forgets them when they expire, since a
 * map would fill the memory ({@link FloorStore}). Fair, because an answer that is right once and told in the chained
 * trail can't be had for less; it leaves out what a program with one method, one tenant and one store needs no room for,
 * to be bounded, and to find a user's actions when the user is erased.
 */
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(BATCH)
public class Verifying {
    /** A batch of open sessions and right codes. */
    @SuppressWarnings("NullAway.Init")
    public static class Ready extends Worker {
        final ActionSession[] sessions = new ActionSession[BATCH];
        final String[] codes = new String[BATCH];

        /** Tracks, opens and reads the codes off. */
        @Setup(Level.Invocation)
        public void ready() {
            slice.nextBatch();
            for (int i = 0; i < BATCH; i++) {
                sessions[i] = session(token(i));
                codes[i] = slice.code(i);
            }
        }
    }

    /** The same for the floor. */
    public static class FloorReady extends FloorWorker {
        /** Tracks and reads the codes off. */
        @Setup(Level.Invocation)
        public void ready() {
            slice.nextBatch();
            for (int i = 0; i < BATCH; i++) {
                sessions[i] = open(track(slice.id(i)));
                typed[i] = slice.code(i);
            }
        }
    }

    /** The engine's. */
    @Benchmark
    public void right(Ready ready) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            came += Worker.accepts(ready.sessions[i], ready.codes[i]) ? 1 : 0;
        }
        Worker.check(came);
    }

    /** The floor. */
    @Benchmark
    public void rightFloor(FloorReady ready) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            came += ready.verify(ready.sessions[i], ready.typed[i]) ? 1 : 0;
        }
        Worker.check(came);
    }
}
