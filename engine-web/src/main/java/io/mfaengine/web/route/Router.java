package io.mfaengine.web.route;

import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request. Paths are matched before they are decoded, so that no encoded slash moves a border. */
public final class Router {
    private static final int MAX_PATH = 4 * 1024;

    private final List<Pattern> patterns;

    /** A path that some routes have, by its parts. */
    private record Pattern(List<String> parts, Map<String, Route> routes) {}

    /**
     * A route that was found.
     *
     * @param route the route
     * @param exchange the request, taken apart
     */
    public record Found(Route route, Exchange exchange) {}

    public Router(List<Route> table) {
        Map<String, Pattern> byPath = new HashMap<>();
        for (Route route : table) {
            Pattern pattern = byPath.computeIfAbsent(
                    route.path(), path -> new Pattern(List.of(path.substring(1).split("/", -1)), new HashMap<>()));
            if (pattern.routes().put(route.method(), route) != null) {
                throw new IllegalStateException("two routes are " + route.method() + " " + route.path());
            }
        }
        List<Pattern> all = new ArrayList<>(byPath.values());
        // what is fixed comes before what varies
        all.sort((one, other) -> String.join("/", other.parts()).compareTo(String.join("/", one.parts())));
        all.sort((one, other) -> Integer.compare(variables(one), variables(other)));
        this.patterns = List.copyOf(all);
    }

    private static int variables(Pattern pattern) {
        return (int) pattern.parts().stream().filter(part -> part.contains("{")).count();
    }

    /** The methods that a path has: none if nothing is there. */
    public List<Route> at(HttpRequest request) {
        Pattern pattern = pattern(parts(request));
        return pattern == null ? List.of() : List.copyOf(pattern.routes().values());
    }

    /** Finds the route; HEAD takes that of GET. */
    public Found find(HttpRequest request) {
        List<String> parts = parts(request);
        Pattern pattern = pattern(parts);
        if (pattern == null) {
            throw Problem.notFound();
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Route route = pattern.routes().get(method);
        if (route == null || !request.headers("x-http-method-override").isEmpty()) {
            throw Problem.of(405, "method_not_allowed", "This method is not allowed here.")
                    .header(
                            "Allow",
                            String.join(", ", new TreeSet<>(pattern.routes().keySet())));
        }
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String expected = pattern.parts().get(i);
            int brace = expected.indexOf('{');
            if (brace >= 0) {
                String name = expected.substring(brace + 1, expected.length() - 1);
                named.put(
                        name,
                        brace > 0 ? parts.get(i).substring(brace) : Percent.decode("the path", parts.get(i), false));
            }
        }
        return new Found(
                route, new Exchange(request, named, Query.of(request.query().orElse(null))));
    }

    private static List<String> parts(HttpRequest request) {
        String path = request.path();
        if (path.length() > MAX_PATH) {
            throw Problem.of(414, "invalid_request", "The path must have at most " + MAX_PATH + " characters.");
        }
        return path.startsWith("/") ? List.of(path.substring(1).split("/", -1)) : List.of();
    }

    private @Nullable Pattern pattern(List<String> parts) {
        for (Pattern pattern : patterns) {
            if (matches(pattern.parts(), parts)) {
                return pattern;
            }
        }
        return null;
    }

    private static boolean matches(List<String> expected, List<String> parts) {
        if (expected.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            int brace = expected.get(i).indexOf('{');
            boolean fits = brace < 0
                    ? expected.get(i).equals(parts.get(i))
                    : parts.get(i).length() > brace
                            && parts.get(i).startsWith(expected.get(i).substring(0, brace))
                            && !parts.get(i).equals(".")
                            && !parts.get(i).equals("..");
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
