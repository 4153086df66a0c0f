package io.mfaengine.benchmarks;

import static io.mfaengine.TrackRequest.Scope.ADD_AUTHENTICATORS;
import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaEngineBuilder;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.model.Intent;
import io.mfaengine.testkit.MovableClock;
import java.time.Duration;

/**
 * How much heap a user takes in a memory store: the difference of the heap in use, after garbage collections, before and
 * after 100,000 of them (10,000 with recovery codes); ids, and their share of the map, included. What expires is purged, as it is in the end.
 *
 * <p>Arguments: {@code apps} (two apps), {@code used} (two apps, and each verified in four steps) or {@code recovery} (one
 * app and recovery codes).
 */
public final class UserBytes {
    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final MemoryStore store = MemoryStore.create(10_000_000);
    private final BareCodes codes = new BareCodes();
    private final MfaEngine mfa;
    private final int users;
    private final boolean used;
    private final boolean recovery;

    private UserBytes(String kind) {
        users = kind.equals("recovery") ? 10_000 : 100_000; // a set of recovery codes takes a while to hash
        used = kind.equals("used");
        recovery = kind.equals("recovery");
        MfaEngineBuilder builder = MfaEngine.builder(store, KeyRing.generate())
                .clock(clock)
                .limits(Limits.standard().eventRetention(Duration.ofDays(30)))
                .method(AuthenticatorApp.of("Acme"));
        mfa = (recovery ? builder.method(RecoveryCodes.of().rounds(1_000)) : builder).build();
    }

    /** Prints the bytes of a user. */
    public static void main(String[] arguments) {
        UserBytes measured = new UserBytes(arguments[0]);
        measured.add(0, 1_000);
        measured.expire();
        long before = heap();
        measured.add(1_000, 1_000 + measured.users);
        measured.expire();
        long bytes = heap() - before;
        System.out.println(Math.round((double) bytes / measured.users) + " of "
                + measured.mfa.getUser(People.id(7)).userId());
    }

    private void add(int from, int to) {
        for (int user = from; user < to; user++) {
            String id = People.id(user);
            mfa.enrollVerifiedAuthenticator(id, AUTHENTICATOR_APP, People.otpauth(user))
                    .accepted();
            if (!recovery) {
                mfa.enrollVerifiedAuthenticator(id, AUTHENTICATOR_APP, People.otpauth(~user), ADD_AUTHENTICATORS)
                        .accepted();
            }
            if (used) {
                use(id, user);
                use(id, ~user);
            }
        }
    }

    private void use(String id, int seed) {
        for (int step = 0; step < 4; step++) {
            clock.move(Duration.ofSeconds(30));
            long now = clock.instant().getEpochSecond() / 30;
            String code = People.text(codes.code(People.seed(seed), now));
            mfa.session(mfa.track(Intent.user(id).action("sign-in")).token())
                    .orElseThrow()
                    .verify(AUTHENTICATOR_APP, code)
                    .accepted();
        }
    }

    private void expire() {
        clock.move(Duration.ofDays(31));
        int purged = store.purge(clock.instant(), Integer.MAX_VALUE);
        while (purged > 0) {
            purged = store.purge(clock.instant(), Integer.MAX_VALUE);
        }
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
