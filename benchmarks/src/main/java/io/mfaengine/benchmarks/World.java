package io.mfaengine.benchmarks;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Users with one authenticator app each, in a memory store; how many is a parameter. */
@State(Scope.Benchmark)
public class World {
    /** How many users there are. */
    @Param("1000")
    public int users;

    final MemoryStore store = MemoryStore.create(100_000_000);
    private final KeyRing keys = KeyRing.generate();
    private final SecureRandom random = new SecureRandom();

    /** Enrols the users, and lets the events of it expire. */
    @Setup
    public void enrol() {
        MovableClock clock = MovableClock.at("2025-01-01T00:00:00Z");
        MfaEngine mfa = engine(clock);
        IntStream.range(0, users)
                .parallel()
                .forEach(user -> mfa.enrollVerifiedAuthenticator(
                                People.id(user), AUTHENTICATOR_APP, People.otpauth(user))
                        .accepted());
        clock.move(Duration.ofDays(31));
        purge(clock.instant());
    }

    /** What has expired goes: it would be dropped little by little, and so be measured. */
    void purge(Instant now) {
        int purged = store.purge(now, Integer.MAX_VALUE);
        while (purged > 0) {
            purged = store.purge(now, Integer.MAX_VALUE);
        }
    }

    /** One engine of those that share the store, the keys and the source of randomness. */
    MfaEngine engine(InstantSource clock) {
        return MfaEngine.builder(store, keys)
                .clock(clock)
                .random(random)
                .limits(Limits.standard().eventRetention(Duration.ofDays(30)))
                .method(AuthenticatorApp.of("Acme"))
                .build();
    }
}
