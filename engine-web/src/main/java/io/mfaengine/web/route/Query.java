package io.mfaengine.web.route;

import io.mfaengine.web.http.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark; one that comes twice is refused (R83). */
public final class Query {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final int MAX_FORM = 64 * 1024;

    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    public static Query of(@Nullable String raw) {
        return of(raw, MAX_LENGTH);
    }

    /** A form, which may be longer than a query. */
    public static Query form(String raw) {
        return of(raw, MAX_FORM);
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
