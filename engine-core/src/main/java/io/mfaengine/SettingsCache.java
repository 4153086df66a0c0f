package io.mfaengine;

import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.crypto.Randomness;
import io.mfaengine.delivery.Provider;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.ProviderSettings.Kept;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.model.TypeSettings;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Version;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings of a tenant, read again as soon as a load shows that they moved. Thread-safe. */
final class SettingsCache {
    /** Where the root is sealed, with the tenant. */
    static final String ROOT = "root";

    /** Where a provider's secret is, with the provider's name and the field's. */
    private static final String PROVIDER = "provider";

    private final MfaStore store;
    private final String tenant;
    private final Vault vault;
    private final Randomness random;
    private final InstantSource clock;
    private volatile @Nullable TenantSettings cached;
    private volatile long readAt;

    SettingsCache(MfaStore store, String tenant, Vault vault, Randomness random, InstantSource clock) {
        this.store = store;
        this.tenant = tenant;
        this.vault = vault;
        this.random = random;
        this.clock = clock;
    }

    /** The settings that a load saw, or newer ones. */
    TenantSettings at(Version seen) {
        TenantSettings known = cached;
        return known != null && known.version().equals(seen) && !seen.equals(Version.ABSENT) ? known : read();
    }

    TenantSettings read() {
        long asked = clock.millis();
        Optional<SettingsRecord> stored = store.settings(tenant);
        TenantSettings now = stored.isPresent() ? of(stored.get()) : create();
        cached = now;
        readAt = asked;
        return now;
    }

    /** The settings as they were at most so long ago. */
    TenantSettings within(long millis) {
        TenantSettings known = cached;
        long age = clock.millis() - readAt;
        return known != null && age >= 0 && age < millis ? known : read();
    }

    /** Changes the settings, again after a conflict; the same settings are not written. */
    TenantSettings update(UnaryOperator<Settings> change) {
        return write(before -> {
            Settings next = change.apply(before.settings());
            return next == before.settings()
                    ? before
                    : before.with(nextVersion(), secrets(next, this::sealed), before.sealedRoot());
        });
    }

    /** Registers an action code, unless there are too many: a code that isn't registered is treated as a new one. */
    TenantSettings register(String action, TenantSettings seen) {
        Map<String, ActionSettings> known = seen.settings().actions();
        if (known.containsKey(action) || known.size() >= Settings.MAX_ACTIONS) {
            return seen;
        }
        return update(settings ->
                settings.actions().containsKey(action) || settings.actions().size() >= Settings.MAX_ACTIONS
                        ? settings
                        : settings.action(action, standard -> standard));
    }

    /** Seals the root and the secrets of providers under the newest key; whether one of them wasn't. */
    boolean rekey() {
        TenantSettings before = read();
        if (isNewest(before)) {
            return false;
        }
        TenantSettings after = write(now -> isNewest(now)
                ? now
                : now.with(
                        nextVersion(),
                        secrets(now.settings(), this::resealed),
                        vault.sealBytes(vault.openBytes(now.sealedRoot(), ROOT), ROOT)));
        return !after.version().equals(before.version());
    }

    private boolean isNewest(TenantSettings settings) {
        return settings.sealed().stream().allMatch(vault::isNewest);
    }

    /**
     * What an operator set of a provider, opened.
     *
     * @throws MfaException if a secret can't be opened
     */
    Provider.Values opened(ProviderSettings provider) {
        Map<String, Secret> secrets = new HashMap<>();
        provider.secrets().forEach((field, kept) -> secrets.put(field, opened(provider.name(), field, kept)));
        return new Provider.Values(provider, secrets);
    }

    private Secret opened(String provider, String field, Kept kept) {
        if (kept.fresh() != null) {
            return kept.fresh();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(kept.sealed());
            return Secret.of(new String(vault.openBytes(sealed, PROVIDER, provider, field), StandardCharsets.UTF_8));
        } catch (CannotOpenException e) {
            throw MfaException.unreadable(e);
        }
    }

    private Kept sealed(String provider, String field, Kept kept) {
        if (kept.fresh() == null) {
            return kept;
        }
        byte[] plain = kept.fresh().reveal().getBytes(StandardCharsets.UTF_8);
        return new Kept(kept.masked(), Json.base64(vault.sealBytes(plain, PROVIDER, provider, field)), null);
    }

    private Kept resealed(String provider, String field, Kept kept) {
        return sealed(provider, field, new Kept(kept.masked(), "", opened(provider, field, kept)));
    }

    private interface Change {
        Kept of(String provider, String field, Kept kept);
    }

    /** The settings with each secret of a provider changed. */
    private static Settings secrets(Settings settings, Change change) {
        Settings next = settings;
        for (Map.Entry<AuthenticatorType, TypeSettings> type : settings.types().entrySet()) {
            ProviderSettings provider = type.getValue().provider();
            if (provider != null) {
                ProviderSettings changed = provider;
                for (Map.Entry<String, Kept> secret : provider.secrets().entrySet()) {
                    changed = changed.kept(
                            secret.getKey(), change.of(provider.name(), secret.getKey(), secret.getValue()));
                }
                ProviderSettings done = changed;
                next = next.type(type.getKey(), before -> before.provider(done));
            }
        }
        return next;
    }

    private TenantSettings write(UnaryOperator<TenantSettings> change) {
        Retries retries = new Retries(random.number());
        do {
            TenantSettings before = read();
            TenantSettings next = change.apply(before);
            if (next == before) {
                return before;
            }
            if (store.saveSettings(new SettingsRecord(tenant, next.version(), next), before.version())) {
                cached = next;
                return next;
            }
        } while (retries.afterConflict());
        throw new MfaException(MfaException.Kind.UNAVAILABLE, "the settings were changed by others for too long", null);
    }

    private TenantSettings create() {
        byte[] root = random.bytes(32);
        TenantSettings first = new TenantSettings(
                tenant, nextVersion(), Settings.standard(), root, vault.sealBytes(root, ROOT), Map.of());
        return store.saveSettings(new SettingsRecord(tenant, first.version(), first), Version.ABSENT)
                ? first
                : of(store.settings(tenant)
                        .orElseThrow(() -> new IllegalStateException("settings are there and are not there")));
    }

    private TenantSettings of(SettingsRecord stored) {
        try {
            return stored.payload() instanceof TenantSettings same ? same : SettingsJson.read(stored, vault);
        } catch (CannotOpenException e) {
            throw MfaException.unreadable(e);
        }
    }

    private Version nextVersion() {
        long[] drawn = random.numbers(2);
        return Partition.version(drawn[0], drawn[1]);
    }
}
