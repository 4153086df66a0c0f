package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.MfaHttp;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.portal.Portal;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.net.URI;
import java.time.Duration;

/** A portal for two applications, with operators of their own, on one store. */
public final class PortalWorld implements AutoCloseable {
    public static final String OWNER = "jane@acme.example";
    public static final String PHONE = "+6421123456";

    public final MovableClock clock = MovableClock.at("2026-11-25T14:37:00Z");
    public final Outbox outbox = Outbox.create();
    final KeyRing keys;
    final MfaStore store;
    public final URI base;
    public final MfaEngine operators;
    public final MfaEngine acme;
    final MfaEngine bmart;
    public final MfaHttp http;
    final Members members;

    public PortalWorld() {
        this(URI.create("https://ops.example/"));
    }

    public PortalWorld(URI base) {
        this(base, MemoryStore.create());
    }

    PortalWorld(URI base, MfaStore store) {
        this(base, store, KeyRing.generate(), "operators");
    }

    /** With a name of the operators' tenant. */
    PortalWorld(URI base, MfaStore store, KeyRing keys, String tenant) {
        this.base = base;
        this.store = store;
        this.keys = keys;
        this.operators = MfaEngine.builder(store, keys)
                .tenant(tenant)
                .clock(clock)
                .pages(base)
                .method(AuthenticatorApp.of("Acme portal"))
                .method(EmailLink.of("Acme portal", outbox.email(), base.resolve("/link")))
                .method(RecoveryCodes.of().rounds(1_000))
                .build();
        this.acme = application("acme");
        this.bmart = application("bmart");
        Tenant own = tenant(operators).pages(base);
        this.http = MfaHttp.builder(own)
                .pages(Pages.of(keys, Branding.named("Acme portal")))
                .portal(Portal.of(keys, tenant(acme), tenant(bmart))
                        .named("acme", new Portal.Name("Northbank", "live"))
                        .executor(Runnable::run))
                .build();
        this.members = new Members(operators, () -> "x");
    }

    private static Tenant tenant(MfaEngine engine) {
        return Tenant.of(engine, SecretKeys.of(Secret.of("sk_test_0123456789abcdefghij_" + engine.tenant())));
    }

    private MfaEngine application(String tenant) {
        return MfaEngine.builder(store, keys)
                .tenant(tenant)
                .clock(clock)
                .method(AuthenticatorApp.of("Northbank"))
                .method(SmsCode.of("Northbank", outbox.sms(), "NZ"))
                .method(EmailCode.of("Northbank", outbox.email()))
                .method(RecoveryCodes.of().rounds(1_000))
                .build();
    }

    /** A user of an application who has an app. */
    @CanIgnoreReturnValue
    public PhoneApp withApp(MfaEngine engine, String userId) {
        ActionSession person = engine.session(
                        engine.track(Intent.user(userId).action("enroll")).token())
                .orElseThrow();
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), clock);
        var unused = person.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        clock.move(Duration.ofSeconds(60));
        return phone;
    }

    /** Fails so often that the app waits. */
    public void lock(MfaEngine engine, String userId) {
        PhoneApp phone = withApp(engine, userId);
        ActionSession person = engine.session(
                        engine.track(Intent.user(userId).action("pay")).token())
                .orElseThrow();
        for (int i = 0; i < 5; i++) {
            var unused = person.verify(AUTHENTICATOR_APP, phone.wrongCode()).refused();
        }
    }

    /** The first owner, who has just set the portal up by its link. */
    Seat first(String email) {
        Seat first = new Seat(this, email, null)
                .open(http.setUpLink(email).orElseThrow().toString())
                .post("/portal/set-up");
        first.openLink();
        first.post("/portal/opened").post(first.visit() + "/choose", "type", "AUTHENTICATOR_APP");
        String html = first.html();
        int from = html.indexOf("otpauth://");
        PhoneApp phone = PhoneApp.scan(
                URI.create(html.substring(from, html.indexOf('"', from)).replace("&amp;", "&")), clock);
        first.post(first.visit() + "/answer/AUTHENTICATOR_APP", "code", phone.code());
        first.post(first.visit() + "/codes", "kept", "yes");
        clock.move(Duration.ofSeconds(60));
        return first;
    }

    /** An operator with an app, who isn't signed in. */
    Seat seat(String email, Role role) {
        members.prepare();
        Member member = new Members(operators, () -> role.code() + email.hashCode()).add(email, role);
        ActionSession session = operators
                .session(operators
                        .track(Intent.user(member.id()).action(Members.APP))
                        .token())
                .orElseThrow();
        PhoneApp phone = PhoneApp.scan(session.enroll(AUTHENTICATOR_APP), clock);
        var unused = session.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        clock.move(Duration.ofSeconds(60));
        return new Seat(this, email, phone);
    }

    /** An operator who is signed in. */
    Seat operator(Role role) {
        return seat(role.code() + "@acme.example", role).signIn();
    }

    /** The owner, signed in. */
    public Seat owner() {
        return operator(Role.OWNER);
    }

    Seat stranger() {
        return new Seat(this, "", null);
    }

    @Override
    public void close() {
        store.close();
    }
}
