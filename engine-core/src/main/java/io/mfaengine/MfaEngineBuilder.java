package io.mfaengine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.Sending.Courier;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds an engine: the door by which time and chance come in (I9). Its faults are all named at once. Not thread-safe. */
public final class MfaEngineBuilder {
    private final List<AuthenticatorMethod> methods = new ArrayList<>();
    private final List<Consumer<MfaEvent>> listeners = new ArrayList<>();
    private final List<BiPredicate<Action, Authenticator>> vetoes = new ArrayList<>();
    private String tenant = "main";
    private Limits limits = Limits.standard();
    private @Nullable URI pages;
    private Duration sendPatience = Courier.PATIENCE;
    private InstantSource clock = InstantSource.system();
    private SecureRandom random = new SecureRandom();

    private final MfaStore store;
    private final KeyRing keys;

    MfaEngineBuilder(MfaStore store, KeyRing keys) {
        this.store = Objects.requireNonNull(store, "store");
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /**
     * Registers a method; its type is on until the settings switch it off.
     *
     * @param method the method, one for each type
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder method(AuthenticatorMethod method) {
        methods.add(Objects.requireNonNull(method, "method"));
        return this;
    }

    /**
     * The namespace in the store.
     *
     * @param tenant 1 to 64 letters, digits, {@code _} or {@code -}; by default {@code main}
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder tenant(String tenant) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        return this;
    }

    /**
     * Its limits.
     *
     * @param limits by default {@link Limits#standard()}
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder limits(Limits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Where its pages are, for {@link Decision#url()}.
     *
     * @param base an absolute http or https URL without fragment
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder pages(URI base) {
        this.pages = Objects.requireNonNull(base, "base");
        return this;
    }

    /**
     * How long {@code challenge} and {@code enroll} wait for what a sender says, in the time of the machine. A sender that
     * hasn't answered by then is interrupted, and its message counts as sent: nobody knows whether it was.
     *
     * @param patience 10 ms to 60 s, by default 10 s
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder sendPatience(Duration patience) {
        this.sendPatience = Objects.requireNonNull(patience, "patience");
        return this;
    }

    /**
     * The only clock that it reads.
     *
     * @param clock by default the system's, in UTC
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * The only source of its secrets.
     *
     * @param random by default the platform's
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder random(SecureRandom random) {
        this.random = Objects.requireNonNull(random, "random");
        return this;
    }

    /**
     * Tells of every event after its commit, best effort, in the thread of the call.
     *
     * @param listener is told; what it throws is logged
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder onEvent(Consumer<MfaEvent> listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Asks before the commit of a passed challenge; false, or an exception, refuses it as VETOED.
     *
     * @param permits whether the action, as it would be, may be passed by the authenticator
     * @return this
     */
    @CanIgnoreReturnValue
    public MfaEngineBuilder veto(BiPredicate<Action, Authenticator> permits) {
        vetoes.add(Objects.requireNonNull(permits, "permits"));
        return this;
    }

    /**
     * Builds the engine. Costs no call to the store.
     *
     * @return the engine
     * @throws IllegalStateException naming every fault: no method, two of one type, a tenant, patience or URL out of bounds
     */
    public MfaEngine build() {
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
                new SettingsCache(translated, tenant, vault, randomness, clock),
                Courier.patientFor(sendPatience),
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
        if (sendPatience.compareTo(Duration.ofMillis(10)) < 0 || sendPatience.compareTo(Duration.ofSeconds(60)) > 0) {
            faults.add("sendPatience must be PT0.01S to PT1M, it is " + sendPatience);
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
