package io.mfaengine.web.tenant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a person may be sent back to: scheme, host, port and path are compared exactly, the query is the caller's own
 * (R77). What browsers and parsers could read in two ways is refused.
 */
final class RedirectUrls {
    private static final int MAX_LENGTH = 2_048;

    private final Set<String> listed;

    private RedirectUrls(Set<String> listed) {
        this.listed = listed;
    }

    static RedirectUrls none() {
        return new RedirectUrls(Set.of());
    }

    RedirectUrls with(URI url) {
        Set<String> more = new HashSet<>(listed);
        if (url.getRawQuery() != null) {
            throw new IllegalArgumentException("a redirect URL is listed without query");
        }
        more.add(place(url.toString())
                .orElseThrow(() -> new IllegalArgumentException(
                        "a redirect URL must be an absolute http or https URL of at most " + MAX_LENGTH
                                + " printable ASCII characters, without user info, fragment, dot segments,"
                                + " doubled slashes and encoded separators")));
        return new RedirectUrls(Set.copyOf(more));
    }

    /** The URL as it was given, if it leads to a place that is listed. */
    Optional<URI> permitted(String url) {
        return place(url).filter(listed::contains).map(place -> URI.create(url));
    }

    /** Whether it can be listed. */
    static boolean isPlace(String url) {
        return url.indexOf('?') < 0 && place(url).isPresent();
    }

    private static Optional<String> place(String url) {
        URI uri = parse(url);
        if (uri == null || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "");
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        boolean web = scheme.equals("https") || scheme.equals("http");
        String encoded = path.toLowerCase(Locale.ROOT);
        boolean odd = path.contains("//")
                || encoded.contains("%2f")
                || encoded.contains("%5c")
                || encoded.contains("%2e")
                || encoded.contains("%00")
                || (path + "/").matches(".*/\\.{1,2}/.*");
        if (!web || odd) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return Optional.of(scheme + "://" + uri.getHost() + ":" + port + (path.isEmpty() ? "/" : path));
    }

    private static @Nullable URI parse(String url) {
        if (url.length() > MAX_LENGTH || !url.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')) {
            return null;
        }
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
