package io.mfaengine.web.route;

import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import java.util.Map;
import java.util.TreeMap;

/** What holds for every request, and the headers of every response (R81). */
public final class Hygiene {
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private static final Map<String, String> SECURE_HEADERS = secure();

    private Hygiene() {}

    private static Map<String, String> secure() {
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.put("Strict-Transport-Security", "max-age=31536000");
        return Map.copyOf(headers);
    }

    public static void check(HttpRequest request) {
        if (request.body().length > HttpRequest.MAX_BODY) {
            throw Problem.of(413, "invalid_request", "The body must have at most " + HttpRequest.MAX_BODY + " bytes.");
        }
    }

    /** The same response with what every one has. */
    public static HttpResponse finish(HttpResponse response, boolean secure) {
        return response.withStandard(secure ? SECURE_HEADERS : HEADERS);
    }
}
