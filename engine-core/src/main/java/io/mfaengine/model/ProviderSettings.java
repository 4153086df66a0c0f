package io.mfaengine.model;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which provider sends the messages of a type, and how it is set. Secrets go in and don't come out: once they are saved,
 * they are sealed, and only their end is shown. Immutable: what looks like a setter gives a changed copy.
 *
 * @param name by which name the provider is registered
 * @param fields what may be seen, by the field's name
 * @param secrets what may not, by the field's name
 */
public record ProviderSettings(String name, Map<String, String> fields, Map<String, Kept> secrets) {
    /** A longer secret shows its last characters. */
    private static final int SHOWS_ITS_END = 12;

    private static final int SHOWN = 4;
    private static final int LONGEST = 1_024;

    /**
     * A secret that was set.
     *
     * @param masked to be shown: dots, and of a long one its last four characters
     * @param sealed what is kept, in base64url; empty until it is saved
     * @param fresh what is to be saved; null once it is
     */
    public record Kept(
            String masked, String sealed, @Nullable Secret fresh) {
        /** Shows the masked form. */
        @Override
        public String toString() {
            return masked;
        }
    }

    /**
     * Copies the maps. {@inheritDoc}
     *
     * @throws IllegalArgumentException if a name or a value is out of bounds, naming it
     */
    public ProviderSettings {
        Texts.code("provider name", name);
        fields = Map.copyOf(fields);
        secrets = Map.copyOf(secrets);
        fields.forEach((field, value) -> {
            Texts.code("field name", field);
            if (value.length() > LONGEST) {
                throw new IllegalArgumentException(field + " must have at most " + LONGEST + " characters");
            }
        });
        secrets.keySet().forEach(field -> Texts.code("field name", field));
    }

    /**
     * Chooses a provider.
     *
     * @param name by which name it is registered: 1 to 64 letters, digits, {@code _} or {@code -}
     * @return settings without fields
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public static ProviderSettings of(String name) {
        return new ProviderSettings(name, Map.of(), Map.of());
    }

    /**
     * Sets a field that may be seen.
     *
     * @param field its name
     * @param value its value; what it may be, the provider says when the settings are saved
     * @return a changed copy
     * @throws IllegalArgumentException if the name is out of bounds, or the value has more than 1,024 characters
     */
    public ProviderSettings field(String field, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(field, Objects.requireNonNull(value, "value"));
        return new ProviderSettings(name, more, secrets);
    }

    /**
     * Sets a field that may not be seen.
     *
     * @param field its name
     * @param value its value
     * @return a changed copy
     * @throws IllegalArgumentException if the name is out of bounds, or the value has more than 1,024 characters
     */
    public ProviderSettings secret(String field, Secret value) {
        String text = value.reveal();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(field + " must have at most " + LONGEST + " characters");
        }
        String end = text.length() >= SHOWS_ITS_END ? text.substring(text.length() - SHOWN) : "";
        return kept(field, new Kept("\u2022\u2022\u2022\u2022" + end, "", value));
    }

    /**
     * Sets a field to a secret as it is kept. For the engine.
     *
     * @param field its name
     * @param secret what is kept
     * @return a changed copy
     */
    public ProviderSettings kept(String field, Kept secret) {
        Map<String, Kept> more = new TreeMap<>(secrets);
        more.put(field, secret);
        return new ProviderSettings(name, fields, more);
    }

    /**
     * Leaves a field out.
     *
     * @param field its name
     * @return a changed copy
     */
    public ProviderSettings without(String field) {
        Map<String, String> fewer = new TreeMap<>(fields);
        fewer.remove(field);
        Map<String, Kept> fewerSecrets = new TreeMap<>(secrets);
        fewerSecrets.remove(field);
        return new ProviderSettings(name, fewer, fewerSecrets);
    }
}
