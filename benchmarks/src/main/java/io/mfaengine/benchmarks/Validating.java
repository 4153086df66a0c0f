package io.mfaengine.benchmarks;

import static io.mfaengine.benchmarks.Slice.BATCH;

import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * {@code validateChallenge} of a passed challenge, with a request id. Tracking and verifying happen in the set-up.
 *
 * <p><b>Floor</b>: the token decoded from base64url and opened by AES-256-GCM with a reused cipher, and its user and key
 * read; both looked up; the gates: token and passed challenge in time, the action's nonce and state, no lock, the type
 * permitted, not validated before; HMAC-SHA-256, keyed before, of the request id, kept as text; 16 random bytes, the
 * commit's id; HMAC-SHA-256 chains an event of the same fields; new records of user, action and event, written as one
 * ({@link FloorStore}). Fair, because a validation that holds once, with its place in the chained trail, can't be had for
 * less.
 */
@BenchmarkMode(Mode.AverageTime)
@OperationsPerInvocation(BATCH)
public class Validating {
    private static final String REQUEST = "0b6f1d5e-8a53-4c0e-9d57-1f5d3c6a9b20";

    /** A batch of passed challenges. */
    @SuppressWarnings("NullAway.Init")
    public static class Ready extends Worker {
        final Handle[] tokens = new Handle[BATCH];
        final Intent[] intents = new Intent[BATCH];

        /** Tracks and verifies. */
        @Setup(Level.Invocation)
        public void ready() {
            slice.nextBatch();
            int came = 0;
            for (int i = 0; i < BATCH; i++) {
                tokens[i] = token(i);
                intents[i] = intent(i);
                came += accepts(session(tokens[i]), slice.code(i)) ? 1 : 0;
            }
            check(came);
        }
    }

    /** The engine's. */
    @Benchmark
    public void validate(Ready ready) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            came += ready.mfa
                            .validateChallenge(ready.tokens[i], ready.intents[i], REQUEST)
                            .isValid()
                    ? 1
                    : 0;
        }
        Worker.check(came);
    }

    /** The same for the floor. */
    public static class FloorReady extends FloorWorker {
        /** Tracks and verifies. */
        @Setup(Level.Invocation)
        public void ready() {
            slice.nextBatch();
            int came = 0;
            for (int i = 0; i < BATCH; i++) {
                tokens[i] = track(slice.id(i));
                came += verify(open(tokens[i]), slice.code(i)) ? 1 : 0;
            }
            Worker.check(came);
        }
    }

    /** The floor. */
    @Benchmark
    public void validateFloor(FloorReady ready) {
        int came = 0;
        for (int i = 0; i < BATCH; i++) {
            came += ready.validate(ready.tokens[i], REQUEST) ? 1 : 0;
        }
        Worker.check(came);
    }
}
