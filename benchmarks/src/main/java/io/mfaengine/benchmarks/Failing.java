package io.mfaengine.benchmarks;

import static io.mfaengine.benchmarks.Slice.BATCH;
import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.ActionSession;
import io.mfaengine.Verification;
import io.mfaengine.model.Refusal;
import io.mfaengine.store.Commit;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * {@code verify} with a wrong code, which is counted before it is answered. In the set-up, which is not measured, users
 * are put back as they were before, so that none is ever locked.
 *
 * <p><b>Floor</b>: that of a right code, but for what is written: the failure's instant is appended to those of the user,
 * of which 100 are kept, a lock may come of it, and the action counts it.
 */
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(BATCH)
public class Failing {
    /** A batch of open sessions and wrong codes. */
    @SuppressWarnings("NullAway.Init")
    public static class Ready extends Worker {
        final ActionSession[] sessions = new ActionSession[BATCH];
        final String[] codes = new String[BATCH];
        private final UserRecord[] before = new UserRecord[BATCH];

        /** Puts back the users of the last batch, tracks, opens and guesses wrong. */
        @Setup(Level.Invocation)
        public void ready() {
            for (int i = 0; i < BATCH && before[i] != null; i++) {
                putBack(before[i]);
            }
            slice.nextBatch();
            for (int i = 0; i < BATCH; i++) {
                before[i] = user(new UserKey("main", slice.id(i)));
                sessions[i] = session(token(i));
                codes[i] = slice.wrongCode(i);
            }
        }

        private UserRecord user(UserKey key) {
            return Objects.requireNonNull(world.store.load(key, null).user());
        }

        private void putBack(UserRecord then) {
            Version now = user(then.key()).version();
            if (!now.equals(then.version())) {
                Commit back = Commit.of(now, then, List.of(), List.of());
                if (world.store.commit(back) != Commit.Result.APPLIED) {
                    throw new IllegalStateException("another thread has this user");
                }
            }
        }
    }

    /** The same for the floor. */
    public static class FloorReady extends FloorWorker {
        private final FloorStore.User[] before = new FloorStore.User[BATCH];
        private final String[] users = new String[BATCH];

        /** Puts back the users of the last batch, tracks and guesses wrong. */
        @Setup(Level.Invocation)
        public void ready() {
            for (int i = 0; i < BATCH && before[i] != null; i++) {
                world.store.put(users[i], before[i]);
            }
            slice.nextBatch();
            for (int i = 0; i < BATCH; i++) {
                users[i] = slice.id(i);
                before[i] = world.store.user(users[i]);
                sessions[i] = open(track(users[i]));
                typed[i] = slice.wrongCode(i);
            }
        }
    }

    /** The engine's. */
    @Benchmark
    public void wrong(Ready ready) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            Verification answer = ready.sessions[i].verify(AUTHENTICATOR_APP, ready.codes[i]);
            came += answer.refused().reason() == Refusal.WRONG_RESPONSE ? 1 : 0;
        }
        Worker.check(came);
    }

    /** The floor. */
    @Benchmark
    public void wrongFloor(FloorReady ready) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            came += ready.verify(ready.sessions[i], ready.typed[i]) ? 0 : 1;
        }
        Worker.check(came);
    }
}
