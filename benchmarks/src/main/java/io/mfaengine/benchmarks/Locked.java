package io.mfaengine.benchmarks;

import static io.mfaengine.benchmarks.Slice.BATCH;
import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.ActionSession;
import io.mfaengine.Verification;
import io.mfaengine.model.Refusal;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * {@code verify} refused because the user's app is locked: what an attacker can have as often as they like. The same 100
 * users of each thread, locked in the set-up by five failures each, are refused again and again while the clock stands.
 *
 * <p><b>Floor</b>: the user and the action looked up; the gates up to the lock; 16 random bytes, the commit's id;
 * HMAC-SHA-256, keyed before, over what names the capped event, so that the store keeps one in ten minutes; its record, put
 * if absent into a cache that forgets it when it expires. Fair, because the refusal has to be seen in the trail, and must
 * not fill it.
 */
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(BATCH)
public class Locked {
    /** Sessions of users who are locked. */
    @SuppressWarnings("NullAway.Init")
    public static class Ready extends Worker {
        final ActionSession[] sessions = new ActionSession[BATCH];

        @Override
        public void nextIteration() {
            // the clock stands, so that the locks last
        }

        /** Locks them. */
        @Override
        public void join(World joined, ThreadParams threads) {
            super.join(joined, threads);
            for (int i = 0; i < BATCH; i++) {
                sessions[i] = session(token(i));
                for (int failure = 1; failure <= 5; failure++) {
                    sessions[i].verify(AUTHENTICATOR_APP, slice.wrongCode(i)).refused();
                }
            }
        }
    }

    /** The same for the floor. */
    public static class FloorReady extends FloorWorker {
        /** Locks them. */
        @Setup(Level.Iteration)
        public void ready() {
            for (int i = 0; i < BATCH; i++) {
                FloorStore.User user = world.store.user(slice.id(i));
                world.store.put(slice.id(i), user.locked(Long.MAX_VALUE));
                sessions[i] = open(track(slice.id(i)));
            }
        }
    }

    /** The engine's. */
    @Benchmark
    public void locked(Ready ready) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            Verification answer = ready.sessions[i].verify(AUTHENTICATOR_APP, "123456");
            came += answer.refused().reason() == Refusal.LOCKED ? 1 : 0;
        }
        Worker.check(came);
    }

    /** The floor. */
    @Benchmark
    public void lockedFloor(FloorReady ready) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            came += ready.refuse(ready.sessions[i]) ? 1 : 0;
        }
        Worker.check(came);
    }
}
