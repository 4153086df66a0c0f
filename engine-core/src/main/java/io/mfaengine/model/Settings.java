package io.mfaengine.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an operator has switched on and set, for one tenant. Immutable: what looks like a setter gives a changed copy. */
public final class Settings {
    /** The most action codes that are kept; later ones are treated as {@link ActionSettings#STANDARD}. */
    public static final int MAX_ACTIONS = 1000;

    /** The most extras that are kept. */
    public static final int MAX_EXTRAS = 200;

    private static final int LONGEST_EXTRA = 32 * 1024;
    private static final int MOST_OF_EXTRAS = 128 * 1024;
    private static final Pattern EXTRA = Pattern.compile("[a-z][A-Za-z0-9.-]{0,63}");

    private static final Settings STANDARD = new Settings(Map.of(), Map.of(), Map.of());

    private final Map<AuthenticatorType, TypeSettings> types;
    private final Map<String, ActionSettings> actions;
    private final Map<String, String> extras;

    private Settings(
            Map<AuthenticatorType, TypeSettings> types,
            Map<String, ActionSettings> actions,
            Map<String, String> extras) {
        this.types = types;
        this.actions = actions;
        this.extras = extras;
    }

    /**
     * What holds before anything was set: every registered type is on, every action asks for a challenge.
     *
     * @return the standard settings
     */
    public static Settings standard() {
        return STANDARD;
    }

    /**
     * How a type is set.
     *
     * @param type the type
     * @return its settings, {@link TypeSettings#STANDARD} if nothing was set
     */
    public TypeSettings type(AuthenticatorType type) {
        return types.getOrDefault(type, TypeSettings.STANDARD);
    }

    /**
     * Changes how a type is set.
     *
     * @param type the type
     * @param change from what is set to what is to be set
     * @return a changed copy
     */
    public Settings type(AuthenticatorType type, UnaryOperator<TypeSettings> change) {
        Map<AuthenticatorType, TypeSettings> more = new TreeMap<>(types);
        more.put(type, change.apply(type(type)));
        return new Settings(Map.copyOf(more), actions, extras);
    }

    /**
     * Whether a type is on. A type that no method is registered for can't be used all the same.
     *
     * @param type the type
     * @return whether it is on
     */
    public boolean isOn(AuthenticatorType type) {
        return type(type).on();
    }

    /**
     * Switches a type on.
     *
     * @param type the type
     * @return a changed copy
     */
    public Settings on(AuthenticatorType type) {
        return type(type, t -> t.on(true));
    }

    /**
     * Switches a type off, at once and for everybody; what is enrolled stays, and keeps its user bound.
     *
     * @param type the type
     * @return a changed copy
     */
    public Settings off(AuthenticatorType type) {
        return type(type, t -> t.on(false));
    }

    /**
     * How an action code is treated.
     *
     * @param code the code
     * @return its settings, {@link ActionSettings#STANDARD} if nothing was set
     */
    public ActionSettings action(String code) {
        return actions.getOrDefault(code, ActionSettings.STANDARD);
    }

    /**
     * Changes how an action code is treated, and registers it.
     *
     * @param code 1 to 64 letters, digits, {@code _} or {@code -}
     * @param change from what is set to what is to be set
     * @return a changed copy
     * @throws IllegalArgumentException if the code is out of bounds, or {@link #MAX_ACTIONS} others are registered
     */
    public Settings action(String code, UnaryOperator<ActionSettings> change) {
        Map<String, ActionSettings> more = new TreeMap<>(actions);
        more.put(Texts.code("action", code), change.apply(action(code)));
        if (more.size() > MAX_ACTIONS) {
            throw new IllegalArgumentException("registered actions must be at most " + MAX_ACTIONS);
        }
        return new Settings(types, Map.copyOf(more), extras);
    }

    /**
     * What a surface or the application keeps with the settings, so that all engines have it: the engine only carries it.
     *
     * @param name its name
     * @return its value; empty if it isn't set
     */
    public Optional<String> extra(String name) {
        return Optional.ofNullable(extras.get(name));
    }

    /**
     * Keeps something more with the settings. It is not sealed: no secret belongs here.
     *
     * @param name a lower-case letter, then at most 63 letters, digits, {@code .} or {@code -}; with what it is of in
     *     front: {@code shop.colour}
     * @param value at most 32,768 characters of well-formed Unicode, of control characters only tabs and line feeds; null:
     *     it is kept no longer
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of bounds, or there would be more than {@link #MAX_EXTRAS}, or more
     *     than 131,072 characters of all
     */
    public Settings extra(String name, @Nullable String value) {
        if (!EXTRA.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of an extra must be a lower-case letter and at most 63 letters, digits, '.' or '-'");
        }
        Map<String, String> more = new TreeMap<>(extras);
        if (value == null) {
            more.remove(name);
        } else {
            for (String line : Texts.bounded(name, value, LONGEST_EXTRA).split("[\\n\\t]", -1)) {
                Texts.text(name, line, LONGEST_EXTRA);
            }
            more.put(name, value);
        }
        int all = more.values().stream().mapToInt(String::length).sum();
        if (more.size() > MAX_EXTRAS || all > MOST_OF_EXTRAS) {
            throw new IllegalArgumentException("extras must be at most " + MAX_EXTRAS + ", and have at most "
                    + MOST_OF_EXTRAS + " characters together");
        }
        return new Settings(types, actions, Map.copyOf(more));
    }

    /**
     * All that is kept beside types and actions.
     *
     * @return an unmodifiable map
     */
    public Map<String, String> extras() {
        return extras;
    }

    /**
     * The types that something was set for.
     *
     * @return an unmodifiable map
     */
    public Map<AuthenticatorType, TypeSettings> types() {
        return types;
    }

    /**
     * The action codes that are registered.
     *
     * @return an unmodifiable map
     */
    public Map<String, ActionSettings> actions() {
        return actions;
    }
}
