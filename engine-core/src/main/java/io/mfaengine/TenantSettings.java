package io.mfaengine;

import io.mfaengine.crypto.KeyedHash;
import io.mfaengine.model.Settings;
import io.mfaengine.model.TypeSettings;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings of a tenant as an engine holds them, with the keys that come of the tenant's root. The root is made once
 * and kept sealed in the settings record, so that what is hashed under it does not rotate with the ring.
 */
final class TenantSettings implements Payload {
    private static final int MOST_TOLD = 10;

    private final String tenant;
    private final Version version;
    private final Settings settings;
    private final byte[] sealedRoot;
    /** By where it is: empty for the record itself, else {@code types/NAME} or {@code actions/CODE}. */
    private final Map<String, Map<String, String>> unknown;

    private final KeyedHash chain;
    private final KeyedHash codes;
    private final KeyedHash index;
    private final KeyedHash requests;

    TenantSettings(
            String tenant,
            Version version,
            Settings settings,
            byte[] root,
            byte[] sealedRoot,
            Map<String, Map<String, String>> unknown) {
        this.tenant = tenant;
        this.version = version;
        this.settings = settings;
        this.sealedRoot = sealedRoot;
        this.unknown = Map.copyOf(unknown);
        this.chain = KeyedHash.of(root, "chain");
        this.codes = KeyedHash.of(root, "codes");
        this.index = KeyedHash.of(root, "index");
        this.requests = KeyedHash.of(root, "requests");
    }

    private TenantSettings(TenantSettings from, Version version, Settings settings, byte[] sealedRoot) {
        this.tenant = from.tenant;
        this.version = version;
        this.settings = settings;
        this.sealedRoot = sealedRoot;
        this.unknown = from.unknown;
        this.chain = from.chain;
        this.codes = from.codes;
        this.index = from.index;
        this.requests = from.requests;
    }

    TenantSettings with(Version next, Settings changed, byte[] root) {
        return new TenantSettings(this, next, changed, root);
    }

    Version version() {
        return version;
    }

    Settings settings() {
        return settings;
    }

    byte[] sealedRoot() {
        return sealedRoot;
    }

    /** All that is sealed: the root, and secrets of providers. */
    List<byte[]> sealed() {
        List<byte[]> all = new ArrayList<>(List.of(sealedRoot));
        for (TypeSettings type : settings.types().values()) {
            if (type.provider() != null) {
                type.provider()
                        .secrets()
                        .values()
                        .forEach(kept -> all.add(Base64.getUrlDecoder().decode(kept.sealed())));
            }
        }
        return all;
    }

    /** What another release keeps there. */
    Map<String, String> unknown(String where) {
        return unknown.getOrDefault(where, Map.of());
    }

    /** For MACs of events. */
    KeyedHash chain() {
        return chain;
    }

    /** For codes that are kept until they come back. */
    KeyedHash codes() {
        return codes;
    }

    /** For details and request ids, which are only compared. */
    KeyedHash requests() {
        return requests;
    }

    /** A blind index, or a claim: the same value gives the same name, and none gives the value. */
    Claim claim(String kind, String value) {
        byte[] hash = index.hash(utf8(tenant), utf8(kind), utf8(value));
        return new Claim(tenant, kind + ":" + Json.base64(hash));
    }

    /** Where something changed, never to what. */
    static String changes(Settings before, Settings after) {
        Set<String> where = new TreeSet<>();
        changes(where, "types/", before.types(), after.types());
        changes(where, "actions/", before.actions(), after.actions());
        changes(where, "extras/", before.extras(), after.extras());
        String more = where.size() > MOST_TOLD ? " and " + (where.size() - MOST_TOLD) + " more" : "";
        return where.stream().limit(MOST_TOLD).collect(Collectors.joining(" ")) + more;
    }

    private static void changes(Set<String> where, String in, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> keys = new HashSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
        keys.forEach(key -> where.add(in + key));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String text() {
        return SettingsJson.write(this);
    }
}
