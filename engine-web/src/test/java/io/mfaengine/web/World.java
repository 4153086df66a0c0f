package io.mfaengine.web;

import io.mfaengine.MfaEngine;
import io.mfaengine.MfaEngineBuilder;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.net.URI;
import java.util.function.UnaryOperator;

/** A server with one tenant, on a free port, with all that is sent in an outbox. */
final class World implements AutoCloseable {
    static final String KEY = "sk_test_0123456789abcdefghij";

    final MovableClock clock = MovableClock.at("2026-11-28T09:00:00Z");
    final Outbox outbox = Outbox.create();
    final SecretKeys keys = SecretKeys.of(Secret.of(KEY));
    final MfaEngine mfa;
    final MfaHttp http;
    final MfaServer server;

    World() {
        this(tenant -> tenant);
    }

    World(UnaryOperator<Tenant> setUp) {
        this(setUp, http -> http);
    }

    World(UnaryOperator<Tenant> setUp, UnaryOperator<MfaHttp.Builder> surface) {
        this.mfa = engine(MemoryStore.create(), KeyRing.generate()).build();
        Tenant tenant = Tenant.of(mfa, keys)
                .redirectUrl("https://example.app")
                .redirectUrl("https://example.app/settings/mfa")
                .origin("https://app.example")
                .pages(URI.create("https://mfa.example/"));
        this.http = surface.apply(MfaHttp.builder(setUp.apply(tenant))).build();
        this.server = MfaServer.start(http, 0);
    }

    /** An engine with every built-in type, on this world's clock and outbox. */
    MfaEngineBuilder engine(MfaStore store, KeyRing ring) {
        return MfaEngine.builder(store, ring)
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .method(SmsCode.of("Acme", outbox.sms(), "NZ", "AU", "DE"))
                .method(SmsCode.whatsApp("Acme", outbox.sms(), "NZ", "AU", "DE"))
                .method(EmailCode.of("Acme", outbox.email()))
                .method(EmailLink.of("Acme", outbox.email(), URI.create("https://mfa.example/link")))
                .method(RecoveryCodes.of());
    }

    /** Who calls with the secret key. */
    Caller app() {
        return Caller.basic(server.url(), KEY);
    }

    /** Who calls with an action's token. */
    Caller person(String token) {
        return Caller.bearer(server.url(), token);
    }

    @Override
    public void close() {
        server.close();
        mfa.close();
    }
}
