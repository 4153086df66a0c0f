package io.mfaengine.web.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The members of an object that came. One that is null counts as one that is absent: some SDKs send what isn't set so.
 * A value of the wrong kind is an {@link IllegalArgumentException} that names the member and not the value.
 */
public final class Members {
    private final Map<String, Object> members;

    Members(Map<String, Object> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    public static Members none() {
        return new Members(Map.of());
    }

    public boolean has(String name) {
        return members.containsKey(name) && members.get(name) != Json.NULL;
    }

    public Optional<String> text(String name) {
        return get(name, String.class, "a string");
    }

    public String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is required"));
    }

    public Optional<Boolean> flag(String name) {
        return get(name, Boolean.class, "true or false");
    }

    /** An object's members: strings, numbers, booleans, or lists of strings; empty for one that is null. */
    public Optional<Map<String, Optional<Object>>> flat(String name) {
        return get(name, Map.class, "an object").map(object -> {
            Map<?, ?> untyped = object;
            return untyped.entrySet().stream()
                    .collect(Collectors.toMap(
                            member -> String.valueOf(member.getKey()), member -> simple(name, member.getValue())));
        });
    }

    /** Checks the kind of members that nobody reads. */
    public void checkTexts(String... names) {
        for (String name : names) {
            Optional<String> unused = text(name);
        }
    }

    /** Checks the kinds in an object that nobody reads. */
    public void checkFlat(String name) {
        Optional<Map<String, Optional<Object>>> unused = flat(name);
    }

    private static Optional<Object> simple(String name, Object value) {
        boolean texts = value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        if (value == Json.NULL) {
            return Optional.empty();
        }
        if (texts || value instanceof String || value instanceof Double || value instanceof Boolean) {
            return Optional.of(value);
        }
        throw new IllegalArgumentException(
                name + " must hold strings, numbers, booleans, and lists of strings, and nothing else");
    }

    private <T> Optional<T> get(String name, Class<T> kind, String described) {
        if (!has(name)) {
            return Optional.empty();
        }
        Object value = members.get(name);
        if (!kind.isInstance(value)) {
            throw new IllegalArgumentException(name + " must be " + described);
        }
        return Optional.of(kind.cast(value));
    }
}
