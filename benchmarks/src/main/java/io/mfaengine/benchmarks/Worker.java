package io.mfaengine.benchmarks;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** One thread at work with an engine of its own over the shared store, on its slice of the users. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up
public class Worker {
    World world;
    MfaEngine mfa;
    Slice slice;

    /** Joins the world. */
    @Setup
    public void join(World joined, ThreadParams threads) {
        world = joined;
        slice = new Slice(joined.users, threads);
        mfa = joined.engine(slice);
    }

    /** Lets what was tracked before expire, and purges it. */
    @Setup(Level.Iteration)
    public void nextIteration() {
        slice.nextIteration();
        world.purge(slice.instant());
    }

    Intent intent(int operation) {
        return Intent.user(slice.id(operation)).action("sign-in");
    }

    Handle token(int operation) {
        return mfa.track(intent(operation)).token();
    }

    ActionSession session(Handle token) {
        return mfa.session(token).orElseThrow();
    }

    static boolean accepts(ActionSession session, String code) {
        return session.verify(AUTHENTICATOR_APP, code) instanceof Verification.Accepted;
    }

    /**
     * A benchmark whose operations do not come to what they should measures something else. A few may not: of a million
     * codes one is that of the next step too, and using it uses up both.
     */
    static void check(int came) {
        if (came < Slice.BATCH - 5) {
            throw new IllegalStateException(came + " of " + Slice.BATCH + " operations came to what they should");
        }
    }
}
