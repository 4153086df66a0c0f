package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;

/** One user before the question, over a store that is sound. */
final class Scene {
    static final Secret OTPAUTH = Secret.of("otpauth://totp/Acme:x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    final EngineWorld world;
    final MfaEngine sound;
    final String userId;

    Scene(EngineWorld world, String userId) {
        this.world = world;
        this.sound = Verbs.plain(world, world.store).build();
        this.userId = userId;
    }

    Intent intent() {
        return EngineWorld.signIn(userId).idempotencyKey("first");
    }

    @CanIgnoreReturnValue
    Handle track() {
        return sound.track(intent()).token();
    }

    Handle trackNext() {
        return sound.track(EngineWorld.signIn(userId)).token();
    }

    void enrol() {
        sound.enrollVerifiedAuthenticator(userId, AUTHENTICATOR_APP, OTPAUTH).accepted();
    }

    @CanIgnoreReturnValue
    Handle trackEnrolled() {
        enrol();
        return track();
    }

    @CanIgnoreReturnValue
    Handle passed() {
        Handle token = trackEnrolled();
        session(token).verify(AUTHENTICATOR_APP, phone().code()).accepted();
        return token;
    }

    Handle managing() {
        enrol();
        Handle token = sound.track(TrackRequest.of(intent()).manage()).token();
        session(token).verify(AUTHENTICATOR_APP, phone().code()).accepted();
        return token;
    }

    PhoneApp phone() {
        return PhoneApp.scan(URI.create(OTPAUTH.reveal()), world.clock);
    }

    ActionSession session(Handle token) {
        return world.session(token);
    }

    ActionState state() {
        return sound.getAction(intent().id()).orElseThrow().state();
    }

    Authenticator held() {
        return sound.getAuthenticators(userId).get(0);
    }
}
