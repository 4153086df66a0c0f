package io.mfaengine.web.route;

import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark; one that comes twice is refused (R83). */
public final class Query {
    /** The most characters of a query, and of a form with a few fields. */
    public static final int LONGEST = 8 * 1024;

    /** The most characters of a form with texts in it. */
    public static final int LONGEST_FORM = 64 * 1024;

    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    public static Query of(@Nullable String raw) {
        return of(raw, LONGEST);
    }

    /** The form in the body of a request. */
    public static Query form(HttpRequest request, int longest) {
        String type = request.header("content-type").orElse("").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase("application/x-www-form-urlencoded")) {
            throw Problem.of(415, "invalid_request", "The body must be a form.");
        }
        return of(new String(request.body(), StandardCharsets.UTF_8), longest);
    }

    /** What came in another way, each once. */
    public static Query given(Map<String, String> parameters) {
        return checked(new LinkedHashMap<>(parameters));
    }

    private static Query checked(Map<String, String> parameters) {
        if (parameters.containsKey("_method")) {
            throw Problem.invalid("the method can't be overridden");
        }
        return new Query(parameters);
    }

    private static Query of(@Nullable String raw, int longest) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (raw == null) {
            return new Query(parameters);
        }
        if (raw.length() > longest) {
            throw Problem.invalid("the query must have at most " + longest + " characters");
        }
        for (String each : raw.split("&", -1)) {
            if (each.isEmpty()) {
                continue;
            }
            String[] parts = each.split("=", 2);
            String name = Percent.decode("the query", parts[0], true);
            String value = parts.length == 1 ? "" : Percent.decode("the query", parts[1], true);
            if (parameters.put(name, value) != null) {
                throw Problem.invalid("a query parameter must come once");
            }
        }
        return checked(parameters);
    }

    /** Empty for one that is absent or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether it has what we gave out; how long that takes tells nothing of it. */
    public boolean gives(String name, String ours) {
        byte[] given = text(name).orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8), given);
    }

    /** A whole number between two bounds. */
    public Optional<Integer> number(String name, int least, int most) {
        return text(name).map(value -> {
            if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
                throw Problem.invalid(name + " must be " + least + " to " + most);
            }
            return Integer.parseInt(value);
        });
    }
}
