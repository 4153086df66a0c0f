package io.mfaengine.web.route;

import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.json.Json;
import io.mfaengine.web.json.Members;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A request that found its route. */
public final class Exchange {
    private final HttpRequest request;
    private final Map<String, String> path;
    private final Query query;

    Exchange(HttpRequest request, Map<String, String> path, Query query) {
        this.request = request;
        this.path = path;
        this.query = query;
    }

    public HttpRequest request() {
        return request;
    }

    /** The decoded part of the path at a place that the route names. */
    public String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    public Query query() {
        return query;
    }

    /** The members of the body; none if there is no body. Forms and plain text are refused (R79). */
    public Members body() {
        if (request.body().length == 0) {
            return Members.none();
        }
        String type = request.header("content-type").orElse("");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json")
                || request.header("content-encoding").isPresent()) {
            throw Problem.of(415, "invalid_request", "The body must be application/json, not encoded.");
        }
        return Json.object(request.body())
                .orElseThrow(() -> Problem.invalid("The body must be one JSON object in UTF-8, at most "
                        + Json.MAX_DEPTH + " deep, with no name twice."));
    }
}
