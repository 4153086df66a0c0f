package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.SMS;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaEngineBuilder;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.Outbox;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What a test of sent factors stands in: a clock, an outbox, two engines over two handles on one store. */
final class Post {
    static final URI LINK_PAGE = URI.create("https://shop.example/link?lang=en");

    final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    final Outbox outbox = Outbox.create();
    final List<MfaEvent> events = new CopyOnWriteArrayList<>();
    final MfaStore store;
    final MfaEngine mfa;
    final MfaEngine other;
    final MfaStore otherStore;
    private final KeyRing keys = KeyRing.generate();

    Post(MfaStore store, MfaStore otherStore) {
        this.store = store;
        this.otherStore = otherStore;
        this.mfa = engine(store, Limits.standard()).build();
        this.other = engine(otherStore, Limits.standard()).build();
    }

    /** An engine with every factor that sends something. */
    MfaEngineBuilder engine(MfaStore on, Limits limits) {
        return MfaEngine.builder(on, keys)
                .clock(clock)
                .limits(limits)
                .method(AuthenticatorApp.of("Acme"))
                .method(SmsCode.of("Acme", outbox.sms(), "NZ", "AU"))
                .method(SmsCode.whatsApp("Acme", outbox.sms(), "NZ"))
                .method(EmailCode.of("Acme", outbox.email()))
                .method(EmailLink.of("Acme", outbox.email(), LINK_PAGE))
                .method(RecoveryCodes.of().rounds(1_000))
                .onEvent(events::add);
    }

    /** An engine on the same keys, whose methods are up to the test. */
    MfaEngineBuilder bare(MfaStore on) {
        return MfaEngine.builder(on, keys).clock(clock).onEvent(events::add);
    }

    /** The events of a type, each once however often it was told. */
    List<MfaEvent> events(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .collect(Collectors.toMap(MfaEvent::id, event -> event, (one, same) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** A valid number of New Zealand. */
    static String number(int last) {
        return String.format("+64271%06d", last);
    }

    static Intent signIn(String userId) {
        return Intent.user(userId).action("sign-in");
    }

    Handle token(String userId) {
        return mfa.track(signIn(userId)).token();
    }

    ActionSession person(String userId) {
        return session(token(userId));
    }

    ActionSession session(Handle token) {
        return mfa.session(token).orElseThrow();
    }

    /** An engine's in turn, as two nodes behind a balancer. */
    MfaEngine node(int number) {
        return number % 2 == 0 ? mfa : other;
    }

    /** A user whose address the application vouches for. */
    void adopted(String userId, AuthenticatorType type, String address) {
        mfa.enrollVerifiedAuthenticator(userId, type, Secret.of(address), TrackRequest.Scope.ADD_AUTHENTICATORS)
                .accepted();
    }

    void texted(String userId, String number) {
        adopted(userId, SMS, number);
    }

    /** Enrols, as a person does, at an address in canonical form. */
    @CanIgnoreReturnValue
    Verification.Accepted enrol(ActionSession person, AuthenticatorType type, String address) {
        person.enroll(type, address).open();
        return type.equals(EMAIL_MAGIC_LINK)
                ? mfa.respond(outbox.lastReply(address), new Response.Approved(""))
                        .accepted()
                : person.verify(type, outbox.lastCode(address)).accepted();
    }

    /** A session in which the person has passed the challenge of a type, tracked for managing. */
    ActionSession manager(String userId, AuthenticatorType type, String address) {
        clock.move(Duration.ofHours(2)); // what was sent before is forgotten by the hourly limits
        ActionSession session =
                session(mfa.track(TrackRequest.of(signIn(userId)).manage()).token());
        session.challenge(type).open();
        session.verify(type, outbox.lastCode(address)).accepted();
        return session;
    }

    Refusal refusal(Verification answer) {
        return answer.refused().reason();
    }
}
