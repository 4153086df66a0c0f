package io.mfaengine.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one authenticator type is set.
 *
 * @param on whether it can be used at all
 * @param selfService whether the person may enrol, rename and remove it; else the application does
 * @param hidden whether pages leave it out until it is asked for by name
 * @param parameters what is set other than the method's own default, by the parameter's name
 * @param countries the countries whose numbers it serves; empty: those that the application gave the method
 * @param provider who sends its messages, of those that the method was given; null: nobody was chosen
 */
public record TypeSettings(
        boolean on,
        boolean selfService,
        boolean hidden,
        Map<String, Integer> parameters,
        Set<String> countries,
        @Nullable ProviderSettings provider) {
    /** On, for everybody, with the method's own defaults. */
    public static final TypeSettings STANDARD = new TypeSettings(true, true, false, Map.of(), Set.of(), null);

    /** The most countries that a type may serve. */
    public static final int MAX_COUNTRIES = 250;

    /** Copies the collections. {@inheritDoc} */
    public TypeSettings {
        parameters = Map.copyOf(parameters);
        countries = Set.copyOf(countries);
    }

    /**
     * Switches the type on or off.
     *
     * @param on whether it can be used
     * @return a changed copy
     */
    public TypeSettings on(boolean on) {
        return new TypeSettings(on, selfService, hidden, parameters, countries, provider);
    }

    /**
     * Says whether the person may enrol, rename and remove it.
     *
     * @param on whether they may
     * @return a changed copy
     */
    public TypeSettings selfService(boolean on) {
        return new TypeSettings(this.on, on, hidden, parameters, countries, provider);
    }

    /**
     * Says whether pages leave it out until it is asked for.
     *
     * @param on whether they do
     * @return a changed copy
     */
    public TypeSettings hidden(boolean on) {
        return new TypeSettings(this.on, selfService, on, parameters, countries, provider);
    }

    /**
     * Sets a parameter of the method; its range is checked when the settings are saved.
     *
     * @param name the parameter's name, for example {@code window}
     * @param value the value, in the parameter's unit
     * @return a changed copy
     */
    public TypeSettings parameter(String name, int value) {
        Map<String, Integer> more = new TreeMap<>(parameters);
        more.put(Texts.code("parameter name", name), value);
        return new TypeSettings(on, selfService, hidden, more, countries, provider);
    }

    /**
     * Sets the countries whose numbers it serves, from the next call of every engine on: others can't be enrolled, and
     * those that are get no message and answer nothing, as if the type was off for them. What the application gave the
     * method is only the default, as of all settings: an operator may go beyond it.
     *
     * @param iso ISO 3166-1 codes of countries with numbers, two capital letters, at most {@link #MAX_COUNTRIES}, which is
     *     checked when the settings are saved; empty: those that the application gave
     * @return a changed copy
     */
    public TypeSettings countries(Set<String> iso) {
        return new TypeSettings(on, selfService, hidden, parameters, iso, provider);
    }

    /**
     * Chooses who sends its messages; what may be set is checked when the settings are saved.
     *
     * @param provider one of those that the method was given; null: nobody
     * @return a changed copy
     */
    public TypeSettings provider(@Nullable ProviderSettings provider) {
        return new TypeSettings(on, selfService, hidden, parameters, countries, provider);
    }
}
