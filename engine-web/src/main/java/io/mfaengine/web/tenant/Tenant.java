package io.mfaengine.web.tenant;

import io.mfaengine.MfaEngine;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of the HTTP surface: its engine, and what the application permits. What an operator keeps in the tenant's
 * settings holds beside it, see {@link StoredAccess}. Immutable: what looks like a setter gives a
 * changed copy.
 */
public final class Tenant {
    private final MfaEngine engine;
    private final SecretKeys keys;
    private final RedirectUrls redirects;
    private final Set<String> origins;
    private final boolean validatesStrictly;
    private final @Nullable URI pages;
    private final Kept kept;

    private Tenant(
            MfaEngine engine,
            Kept kept,
            SecretKeys keys,
            RedirectUrls redirects,
            Set<String> origins,
            boolean validatesStrictly,
            @Nullable URI pages) {
        this.engine = engine;
        this.kept = kept;
        this.keys = keys;
        this.redirects = redirects;
        this.origins = origins;
        this.validatesStrictly = validatesStrictly;
        this.pages = pages;
    }

    /**
     * A tenant that permits no redirects, and no origins.
     *
     * @param engine its engine, which names it
     * @param keys what its applications prove themselves with
     * @return the tenant
     */
    public static Tenant of(MfaEngine engine, SecretKeys keys) {
        return new Tenant(
                Objects.requireNonNull(engine, "engine"),
                new Kept(engine),
                Objects.requireNonNull(keys, "keys"),
                RedirectUrls.none(),
                Set.of(),
                false,
                null);
    }

    /**
     * Permits to send a person back to a URL. Scheme, host, port and path are compared exactly; a query is the caller's own.
     *
     * @param url an absolute http or https URL of at most 2,048 characters, without query, user info and fragment
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public Tenant redirectUrl(String url) {
        return new Tenant(engine, kept, keys, redirects.with(URI.create(url)), origins, validatesStrictly, pages);
    }

    /**
     * Permits the pages of an origin to call the Client API.
     *
     * @param origin as browsers send it: scheme, host, and the port unless it is the scheme's own, such as
     *     {@code https://app.example}
     * @return a changed copy
     * @throws IllegalArgumentException if it is none
     */
    public Tenant origin(String origin) {
        checkOrigin(origin);
        Set<String> more = new HashSet<>(origins);
        more.add(origin);
        return new Tenant(engine, kept, keys, redirects, Set.copyOf(more), validatesStrictly, pages);
    }

    static void checkOrigin(String origin) {
        if (!isOrigin(origin)) {
            throw new IllegalArgumentException(
                    "an origin must be as browsers send it: a scheme, a host in lower case, and"
                            + " the port unless it is the scheme's own, such as https://app.example");
        }
    }

    static boolean isOrigin(String origin) {
        URI uri;
        try {
            uri = new URI(origin);
        } catch (URISyntaxException e) {
            return false;
        }
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "");
        String host = Objects.requireNonNullElse(uri.getHost(), "");
        int own = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort();
        return (scheme.equals("https") || scheme.equals("http"))
                && !host.isEmpty()
                && host.equals(host.toLowerCase(Locale.ROOT))
                && port != 0
                && port != own
                && port <= 65_535
                && origin.equals(scheme + "://" + host + (port < 0 ? "" : ":" + port));
    }

    /**
     * Lets {@code /validate} say that a challenge was passed once only. By default it repeats its answer for the same
     * token while the answer holds (2 minutes), because clients repeat a request whose answer was lost.
     *
     * @return a changed copy
     */
    public Tenant validatesStrictly() {
        return new Tenant(engine, kept, keys, redirects, origins, true, pages);
    }

    /**
     * Says where the person's pages are: {@code track} gives their URL with the token. Never taken from a request (R42).
     *
     * @param base an absolute http or https URL without query and fragment
     * @return a changed copy
     * @throws IllegalArgumentException if it is none
     */
    public Tenant pages(URI base) {
        boolean web = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
        if (!web || base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "pages must be an absolute http or https URL without query and fragment");
        }
        return new Tenant(engine, kept, keys, redirects, origins, validatesStrictly, base);
    }

    /**
     * The page of an action.
     *
     * @param token the action's token
     * @return the URL; empty if nobody said where the pages are
     */
    public Optional<URI> page(Handle token) {
        return Optional.ofNullable(pages).map(base -> URI.create(base + "?token=" + token.value()));
    }

    /**
     * Where the person's pages are.
     *
     * @return their URL; empty if nobody said
     */
    public Optional<URI> pages() {
        return Optional.ofNullable(pages);
    }

    /**
     * Its engine.
     *
     * @return the engine
     */
    public MfaEngine engine() {
        return engine;
    }

    /**
     * The origins whose pages may call the Client API: those that were given, and those that an operator has set.
     *
     * @return an unmodifiable set; only what was given if the store fails
     */
    public Set<String> origins() {
        List<String> more = kept.accessOrNone().origins();
        if (more.isEmpty()) {
            return origins;
        }
        Set<String> all = new HashSet<>(origins);
        all.addAll(more);
        return Collections.unmodifiableSet(all);
    }

    /**
     * The tenant's settings as they were at most a second ago.
     *
     * @return the settings
     */
    public Settings settings() {
        return kept.settings();
    }

    /**
     * Whether a validation is said once only.
     *
     * @return whether it is
     */
    public boolean isStrict() {
        return validatesStrictly;
    }

    /**
     * A URL to send a person back to.
     *
     * @param url what the caller asks for
     * @return the same; empty if neither the application nor an operator permits it
     */
    public Optional<URI> redirect(String url) {
        return redirects.permitted(url).or(() -> kept.access().permitted(url));
    }

    boolean accepts(String secretKey) {
        boolean stored = kept.access().accepts(secretKey);
        // both are asked, so that the time tells nothing
        return keys.accepts(secretKey) || stored;
    }

    @Override
    public String toString() {
        return "Tenant[" + engine.tenant() + "]";
    }
}
