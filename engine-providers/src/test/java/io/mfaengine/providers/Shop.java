package io.mfaengine.providers;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaEngineBuilder;
import io.mfaengine.TrackRequest;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.MovableClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application whose messages go by the senders under test. */
final class Shop {
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    final List<MfaEvent> events = new CopyOnWriteArrayList<>();
    private final MfaStore store;
    private final KeyRing keys = KeyRing.generate();

    Shop() {
        this(MemoryStore.create());
    }

    Shop(MfaStore store) {
        this.store = store;
    }

    MfaEngineBuilder engine() {
        return MfaEngine.builder(store, keys).clock(clock).onEvent(events::add).method(AuthenticatorApp.of("Acme"));
    }

    MfaEngine texting(SmsSender sender) {
        return engine().method(SmsCode.of("Acme", sender, "NZ")).build();
    }

    /** A session in which somebody at an address is to be challenged. */
    @CanIgnoreReturnValue
    ActionSession person(MfaEngine mfa, String userId, AuthenticatorType type, String address) {
        mfa.enrollVerifiedAuthenticator(userId, type, Secret.of(address), TrackRequest.Scope.ADD_AUTHENTICATORS)
                .accepted();
        return mfa.session(mfa.track(Intent.user(userId).action("sign-in")).token())
                .orElseThrow();
    }

    static String code(String text) {
        Matcher found = CODE.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("there is no code");
        }
        return found.group();
    }

    List<MfaEvent> events(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }
}
