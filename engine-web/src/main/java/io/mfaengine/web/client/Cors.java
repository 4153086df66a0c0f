package io.mfaengine.web.client;

import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which pages may call what browsers call: an exact list of origins, and credentials for those only. */
public final class Cors {
    private final Supplier<Set<String>> origins;

    public Cors(Supplier<Set<String>> origins) {
        this.origins = origins;
    }

    /**
     * The answer to a browser that asks before it calls; empty if it isn't one, or asks for what isn't its own. It is the
     * same for what is listed by any tenant: whose token will follow isn't known yet.
     */
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
        String varies = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
        if (listed(request).isEmpty()) {
            return Optional.of(Problem.of(403, "origin_not_allowed", "Pages of this origin may not call.")
                    .response()
                    .header("Vary", varies));
        }
        return Optional.of(allow(request, HttpResponse.empty(204))
                .header("Access-Control-Allow-Methods", String.join(", ", methods))
                .header("Access-Control-Allow-Headers", "authorization, content-type")
                .header("Access-Control-Max-Age", "600")
                .header("Vary", varies));
    }

    /** The same response, readable by the page that asked if it is of a listed origin. */
    public HttpResponse allow(HttpRequest request, HttpResponse response) {
        HttpResponse varied = response.header("Vary", "Origin");
        return listed(request)
                .map(origin -> varied.header("Access-Control-Allow-Origin", origin)
                        .header("Access-Control-Allow-Credentials", "true")
                        .header("Access-Control-Expose-Headers", "Retry-After"))
                .orElse(varied);
    }

    /** Two are none: which one a browser meant can't be told. */
    private Optional<String> listed(HttpRequest request) {
        List<String> sent = request.headers("origin");
        return sent.size() == 1 ? Optional.of(sent.get(0)).filter(origins.get()::contains) : Optional.empty();
    }
}
