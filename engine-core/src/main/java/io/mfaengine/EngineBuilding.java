package io.mfaengine;

import io.mfaengine.crypto.KeyRing;
import io.mfaengine.crypto.Randomness;
import io.mfaengine.crypto.Sealing;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.model.Action;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.store.MfaStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what an engine is made of, checks it, and wires it: the door by which time and chance come in (I9). */
final class EngineBuilding {
    final List<AuthenticatorMethod> methods = new ArrayList<>();
    final List<Consumer<MfaEvent>> listeners = new ArrayList<>();
    final List<BiPredicate<Action, Authenticator>> vetoes = new ArrayList<>();
    String tenant = "main";
    Limits limits = Limits.standard();

    @Nullable
    URI pages;

    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();

    private final MfaStore store;
    private final KeyRing keys;

    EngineBuilding(MfaStore store, KeyRing keys) {
        this.store = Objects.requireNonNull(store, "store");
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    MfaEngine build() {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("; ", faults));
        }
        TranslatedStore translated = new TranslatedStore(store);
        Vault vault = new Vault(Sealing.of(keys, "data", random), tenant);
        Randomness randomness = Randomness.of(random);
        return new MfaEngine(new Wiring(
                translated,
                tenant,
                clock,
                randomness,
                new Handles(keys, tenant, random),
                vault,
                new Methods(methods),
                limits,
                new GuessLimits(limits),
                new SettingsCache(translated, tenant, vault, randomness),
                List.copyOf(listeners),
                List.copyOf(vetoes),
                pages));
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (methods.stream().allMatch(method -> method.type().equals(AuthenticatorType.RECOVERY_CODE))) {
            faults.add("at least one method other than recovery codes is needed");
        }
        Set<AuthenticatorType> types = new HashSet<>();
        for (AuthenticatorMethod method : methods) {
            if (!types.add(method.type())) {
                faults.add("two methods are registered for " + method.type());
            }
        }
        if (!tenant.matches("[A-Za-z0-9_-]{1,64}")) {
            faults.add("tenant must be 1 to 64 letters, digits, '_' or '-'");
        }
        if (pages != null
                && (!("https".equals(pages.getScheme()) || "http".equals(pages.getScheme()))
                        || pages.getHost() == null
                        || pages.getRawFragment() != null)) {
            faults.add("pages must be an absolute http or https URL without fragment");
        }
        return faults;
    }
}
