package io.mfaengine.web.client;

import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which pages may call what browsers call: an exact list of origins, and credentials for those only. */
public final class Cors {
    private final Set<String> origins;

    public Cors(Set<String> origins) {
        this.origins = origins;
    }

    /** The answer to a browser that asks before it calls; empty if it isn't one, or asks for what isn't its own. */
    public Optional<HttpResponse> preflight(HttpRequest request, List<Route> there) {
        Set<String> methods = there.stream()
                .filter(route -> route.audience() == Route.Audience.BROWSER)
                .map(Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!request.method().equals("OPTIONS")
                || methods.isEmpty()
                || request.headers("access-control-request-method").isEmpty()) {
            return Optional.empty();
        }
        HttpResponse answer = HttpResponse.empty(204);
        return Optional.of(allow(
                request,
                answer.header("Access-Control-Allow-Methods", String.join(", ", methods))
                        .header("Access-Control-Allow-Headers", "authorization, content-type")
                        .header("Access-Control-Max-Age", "600")));
    }

    /** The same response, readable by the page that asked if it is one of those. */
    public HttpResponse allow(HttpRequest request, HttpResponse response) {
        HttpResponse varied = response.header("Vary", "Origin");
        List<String> from = request.headers("origin");
        return from.stream()
                .filter(origin -> from.size() == 1 && origins.contains(origin))
                .findFirst()
                .map(origin -> varied.header("Access-Control-Allow-Origin", origin)
                        .header("Access-Control-Allow-Credentials", "true"))
                .orElse(varied);
    }
}
