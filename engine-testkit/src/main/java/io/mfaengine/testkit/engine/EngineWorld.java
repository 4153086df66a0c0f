package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaEngineBuilder;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test of the engine stands in: a clock, a key ring, two engines over two handles on one store. */
final class EngineWorld {
    final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    final KeyRing keys = KeyRing.generate();
    final List<MfaEvent> events = new CopyOnWriteArrayList<>();
    final MfaStore store;
    final MfaStore otherStore;
    final MfaEngine mfa;
    final MfaEngine other;

    EngineWorld(MfaStore store, MfaStore otherStore) {
        this.store = store;
        this.otherStore = otherStore;
        this.mfa = engine(store).build();
        this.other = engine(otherStore).build();
    }

    /** An engine of the test's own, on the same clock and keys, with the cheapest recovery codes. */
    MfaEngineBuilder engine(MfaStore on) {
        return engine(on, keys);
    }

    /** One with a key ring of its own. */
    MfaEngineBuilder engine(MfaStore on, KeyRing ring) {
        return MfaEngine.builder(on, ring)
                .clock(clock)
                .limits(Limits.standard())
                .method(AuthenticatorApp.of("Acme"))
                .method(RecoveryCodes.of().rounds(1_000))
                .onEvent(events::add);
    }

    boolean isQueryable() {
        return store instanceof QueryableStore;
    }

    static Intent signIn(String userId) {
        return Intent.user(userId).action("sign-in");
    }

    ActionSession person(String userId) {
        return person(mfa, userId);
    }

    ActionSession person(MfaEngine engine, String userId) {
        return engine.session(engine.track(signIn(userId)).token()).orElseThrow();
    }

    ActionSession session(Handle token) {
        return mfa.session(token).orElseThrow();
    }

    /** A session in which the person has passed the challenge with their phone, tracked for managing. */
    ActionSession manager(Enrolled user) {
        ActionSession session = session(
                mfa.track(TrackRequest.of(signIn(user.userId())).manage()).token());
        clock.move(Duration.ofSeconds(60));
        session.verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
        return session;
    }

    /** A user who has enrolled an app, and the step in which they did is over. */
    @CanIgnoreReturnValue
    Enrolled enrolled(String userId) {
        ActionSession session = person(userId);
        PhoneApp phone = PhoneApp.scan(session.enroll(AUTHENTICATOR_APP), clock);
        Verification.Accepted accepted =
                session.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        clock.move(Duration.ofSeconds(60));
        return new Enrolled(userId, phone, accepted.recoveryCodes());
    }

    record Enrolled(String userId, PhoneApp phone, List<Secret> recoveryCodes) {}
}
