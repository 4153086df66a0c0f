package io.mfaengine.web.pages;

import io.mfaengine.crypto.KeyRing;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How the person's pages are set up, for {@code MfaHttp.Builder.pages}. A page's state is sealed in a cookie of the
 * browser's, so that any server with the same keys can answer the next request. Immutable: what looks like a setter gives
 * a changed copy.
 */
public final class Pages {
    private final KeyRing keys;
    private final SecureRandom random;
    private final Branding branding;
    private final Map<String, Branding> byTenant;

    private Pages(KeyRing keys, SecureRandom random, Branding branding, Map<String, Branding> byTenant) {
        this.keys = keys;
        this.random = random;
        this.branding = branding;
        this.byTenant = byTenant;
    }

    /**
     * Pages under a name.
     *
     * @param keys what cookies are sealed with: the engine's ring, or one of their own; the same on every server
     * @param branding whose pages they are, unless a tenant has its own
     * @return the set-up
     */
    public static Pages of(KeyRing keys, Branding branding) {
        return new Pages(
                Objects.requireNonNull(keys, "keys"),
                new SecureRandom(),
                Objects.requireNonNull(branding, "branding"),
                Map.of());
    }

    /**
     * Gives a tenant a branding of its own.
     *
     * @param tenant its name
     * @param own whose pages they are
     * @return a changed copy
     */
    public Pages branding(String tenant, Branding own) {
        Map<String, Branding> more = new TreeMap<>(byTenant);
        more.put(Objects.requireNonNull(tenant, "tenant"), Objects.requireNonNull(own, "own"));
        return new Pages(keys, random, branding, Map.copyOf(more));
    }

    /**
     * Whose pages a tenant's are.
     *
     * @param tenant its name
     * @return its own, or the common one
     */
    public Branding branding(String tenant) {
        return byTenant.getOrDefault(tenant, branding);
    }

    /**
     * What cookies are sealed with.
     *
     * @return the keys
     */
    public KeyRing keys() {
        return keys;
    }

    /**
     * The source of nonces.
     *
     * @return the source
     */
    public SecureRandom random() {
        return random;
    }
}
