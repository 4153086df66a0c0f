package io.mfaengine;

import io.mfaengine.Limits.Limit;
import io.mfaengine.crypto.Randomness;
import io.mfaengine.model.Action;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.store.UserKey;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an engine is made of. */
record Wiring(
        TranslatedStore store,
        String tenant,
        InstantSource clock,
        Randomness random,
        Handles handles,
        Vault vault,
        Methods methods,
        Limits limits,
        GuessLimits guesses,
        SettingsCache settings,
        Sending.Courier courier,
        List<Consumer<MfaEvent>> listeners,
        List<BiPredicate<Action, Authenticator>> vetoes,
        @Nullable URI pages) {

    /** The engine's instant, in milliseconds. */
    long now() {
        return clock.instant().toEpochMilli();
    }

    UserKey user(String userId) {
        return new UserKey(tenant, userId);
    }

    long limit(Limit limit) {
        return limits.get(limit);
    }
}
