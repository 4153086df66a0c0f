package io.mfaengine.providers;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.model.Handle;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The URLs of call-backs, and the forms in them. */
final class Callbacks {
    private static final int LONGEST = 1 << 16;

    private Callbacks() {}

    static URI checked(URI url) {
        if (!"https".equals(url.getScheme()) || url.getHost() == null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL must be an absolute https URL without fragment");
        }
        return url;
    }

    /** Where a receipt of one message goes. */
    static URI url(URI base, Handle receipt) {
        return withQuery(base, Delivery.RECEIPT + "=" + receipt.value());
    }

    /** The URL with more in its query. */
    static URI withQuery(URI base, String query) {
        return URI.create(base + (base.getRawQuery() == null ? "?" : "&") + query);
    }

    /**
     * Reads a form, or a query.
     *
     * @return by name; empty if a name comes twice, it is too long, or it is none
     */
    static Optional<Map<String, String>> form(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (encoded.length() > LONGEST) {
            return Optional.empty();
        }
        for (String field : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
            int at = field.indexOf('=');
            try {
                String name = decoded(at < 0 ? field : field.substring(0, at));
                if (fields.put(name, at < 0 ? "" : decoded(field.substring(at + 1))) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
