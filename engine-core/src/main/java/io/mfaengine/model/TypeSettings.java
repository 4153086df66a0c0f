package io.mfaengine.model;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one authenticator type is set.
 *
 * @param on whether it can be used at all
 * @param selfService whether the person may enrol, rename and remove it; else the application does
 * @param hidden whether pages leave it out until it is asked for by name
 * @param parameters what is set other than the method's own default, by the parameter's name
 * @param provider who sends its messages, of those that the method was given; null: nobody was chosen
 */
public record TypeSettings(
        boolean on,
        boolean selfService,
        boolean hidden,
        Map<String, Integer> parameters,
        @Nullable ProviderSettings provider) {
    /** On, for everybody, with the method's own defaults. */
    public static final TypeSettings STANDARD = new TypeSettings(true, true, false, Map.of(), null);

    /** Copies the map. {@inheritDoc} */
    public TypeSettings {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Switches the type on or off.
     *
     * @param on whether it can be used
     * @return a changed copy
     */
    public TypeSettings on(boolean on) {
        return new TypeSettings(on, selfService, hidden, parameters, provider);
    }

    /**
     * Says whether the person may enrol, rename and remove it.
     *
     * @param on whether they may
     * @return a changed copy
     */
    public TypeSettings selfService(boolean on) {
        return new TypeSettings(this.on, on, hidden, parameters, provider);
    }

    /**
     * Says whether pages leave it out until it is asked for.
     *
     * @param on whether they do
     * @return a changed copy
     */
    public TypeSettings hidden(boolean on) {
        return new TypeSettings(this.on, selfService, on, parameters, provider);
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
        return new TypeSettings(on, selfService, hidden, more, provider);
    }

    /**
     * Chooses who sends its messages; what may be set is checked when the settings are saved.
     *
     * @param provider one of those that the method was given; null: nobody
     * @return a changed copy
     */
    public TypeSettings provider(@Nullable ProviderSettings provider) {
        return new TypeSettings(on, selfService, hidden, parameters, provider);
    }
}
