package io.mfaengine.web.person;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaEngineBuilder;
import io.mfaengine.TrackRequest;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.MfaHttp;
import io.mfaengine.web.MfaServer;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Deed;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The pages on a free port, with an application to go back to, and all that is sent in an outbox. */
final class PagesWorld implements AutoCloseable {
    static final String NAME = "Northbank";
    static final String PHONE = "+6421123456";

    final MovableClock clock = MovableClock.at("2026-11-25T14:37:00Z");
    final Outbox outbox = Outbox.create();
    final KeyRing keys = KeyRing.generate();
    final Site site = new Site();
    final MfaEngine mfa;
    final MfaServer server;

    PagesWorld() {
        this(branding -> branding);
    }

    PagesWorld(UnaryOperator<Branding> look) {
        this(look, builder -> builder);
    }

    PagesWorld(UnaryOperator<Branding> look, UnaryOperator<MfaEngineBuilder> setUp) {
        int port = freePort();
        URI base = URI.create("http://127.0.0.1:" + port + "/");
        MfaEngineBuilder builder = MfaEngine.builder(MemoryStore.create(), keys)
                .clock(clock)
                .pages(base)
                .method(AuthenticatorApp.of(NAME))
                .method(SmsCode.of(NAME, outbox.sms(), "NZ", "AU", "DE"))
                .method(EmailCode.of(NAME, outbox.email()))
                .method(EmailLink.of(NAME, outbox.email(), base.resolve("/link")))
                .method(RecoveryCodes.of().rounds(1_000));
        this.mfa = setUp.apply(builder).build();
        Tenant tenant = Tenant.of(mfa, SecretKeys.of(Secret.of("sk_test_0123456789abcdefghij")))
                .origin(site.origin())
                .pages(base);
        Branding branding = Branding.named(NAME)
                .help(URI.create("https://northbank.example/help"))
                .deed(
                        "pay",
                        "en",
                        Deed.of("Pay {amount} to {payee}", "Confirm payment")
                                .label("from", "From")
                                .label("on", "On"))
                .deed(
                        "pay",
                        "de",
                        Deed.of("{amount} an {payee} zahlen", "Zahlung bestätigen")
                                .label("from", "Von")
                                .label("on", "Am"));
        this.server = MfaServer.start(
                MfaHttp.builder(tenant)
                        .pages(Pages.of(keys, look.apply(branding)))
                        .build(),
                port);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Intent pay(String userId) {
        return Intent.user(userId)
                .action("pay")
                .detail("amount", "1,240.00 €")
                .detail("payee", "Baker & Sons")
                .detail("from", "Everyday account ··4417")
                .detail("on", "25 November 2026");
    }

    /** Something to confirm, with a way back. */
    Decision pay(String userId, String language) {
        return mfa.track(TrackRequest.of(pay(userId))
                .locale(Locale.forLanguageTag(language))
                .redirectUrl(site.url("/back?order=7")));
    }

    /** What one opens to manage one's second steps. */
    Decision manage(String userId, String language) {
        return mfa.track(TrackRequest.of(Intent.user(userId).action("settings"))
                .manage()
                .locale(Locale.forLanguageTag(language))
                .redirectUrl(site.url("/settings")));
    }

    /** A person who has an app already; the step in which they got it is over. */
    @CanIgnoreReturnValue
    PhoneApp withApp(String userId) {
        return enrolled(userId).phone();
    }

    record Enrolled(PhoneApp phone, List<Secret> codes) {}

    Enrolled enrolled(String userId) {
        ActionSession person = mfa.session(
                        mfa.track(Intent.user(userId).action("enroll")).token())
                .orElseThrow();
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), clock);
        List<Secret> codes =
                person.verify(AUTHENTICATOR_APP, phone.code()).accepted().recoveryCodes();
        clock.move(Duration.ofSeconds(60));
        return new Enrolled(phone, codes);
    }

    /** Adds what was proved elsewhere. */
    void adopt(String userId, io.mfaengine.model.AuthenticatorType type, String address) {
        mfa.enrollVerifiedAuthenticator(userId, type, Secret.of(address), TrackRequest.Scope.ADD_AUTHENTICATORS)
                .accepted();
    }

    @Override
    public void close() {
        server.close();
        site.close();
        mfa.close();
    }
}
