package io.mfaengine;

import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.delivery.Provider;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.Parameter;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Settings;
import io.mfaengine.model.TypeSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods of an engine, in the order in which they were registered. */
final class Methods {
    private static final int LONGEST_SHOWN = 8;

    private final Map<AuthenticatorType, AuthenticatorMethod> byType = new LinkedHashMap<>();
    private final Set<AuthenticatorType> all;

    Methods(List<AuthenticatorMethod> methods) {
        for (AuthenticatorMethod method : methods) {
            byType.put(method.type(), method);
        }
        this.all = Set.copyOf(byType.keySet());
    }

    /** All of them, in the order in which they were registered. */
    Collection<AuthenticatorMethod> all() {
        return byType.values();
    }

    Optional<AuthenticatorMethod> of(AuthenticatorType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** The types that are registered and on. */
    Set<AuthenticatorType> on(Settings settings) {
        for (AuthenticatorType type : all) {
            if (!settings.isOn(type)) {
                return all.stream().filter(settings::isOn).collect(Collectors.toUnmodifiableSet());
            }
        }
        return all;
    }

    /** The types that an action may use. */
    Set<AuthenticatorType> permitted(Settings settings, String action) {
        Set<AuthenticatorType> on = on(settings);
        return settings.action(action).permitted().isEmpty()
                ? on
                : on.stream().filter(type -> permits(settings, action, type)).collect(Collectors.toUnmodifiableSet());
    }

    /** The types that an action may use, in the order in which they were registered. */
    List<AuthenticatorType> inOrder(Settings settings, String action) {
        List<AuthenticatorType> types = new ArrayList<>(byType.keySet());
        types.removeIf(type -> !isPermitted(settings, action, type));
        return types;
    }

    boolean isPermitted(Settings settings, String action, AuthenticatorType type) {
        return byType.containsKey(type) && settings.isOn(type) && permits(settings, action, type);
    }

    private static boolean permits(Settings settings, String action, AuthenticatorType type) {
        ActionSettings of = settings.action(action);
        return of.permitted().isEmpty() || of.permitted().contains(type);
    }

    /** What the person has to give; of a number, with the countries that an operator set. */
    static Prompt.Address address(AuthenticatorMethod method, Settings settings) {
        Set<String> countries = settings.type(method.type()).countries();
        return countries.isEmpty() || !(method.address() instanceof Prompt.Address.Phone)
                ? method.address()
                : new Prompt.Address.Phone(countries);
    }

    /**
     * Checks that what an operator changes is in range. What they leave as it is, another release may have set: that keeps
     * nobody from setting the rest.
     *
     * @throws IllegalArgumentException naming the type, the parameter and the range
     */
    void check(Settings before, Settings settings) {
        settings.types()
                .forEach((type, set) -> of(type).ifPresent(method -> check(type, method, before.type(type), set)));
    }

    private void check(AuthenticatorType type, AuthenticatorMethod method, TypeSettings before, TypeSettings set) {
        set.parameters().forEach((name, value) -> {
            if (!value.equals(before.parameters().get(name))) {
                check(type, method, name, value);
            }
        });
        if (!set.countries().equals(before.countries())) {
            check(type, method, set.countries());
        }
        if (set.provider() != null && !set.provider().equals(before.provider())) {
            check(type, before.provider(), set.provider());
        }
    }

    /**
     * The provider that an operator chose.
     *
     * @throws IllegalArgumentException if the type has none of this name
     */
    Provider<?> provider(AuthenticatorType type, ProviderSettings chosen) {
        return of(type).stream()
                .<Provider<?>>flatMap(method -> method.providers().stream())
                .filter(provider -> provider.name().equals(chosen.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no provider " + chosen.name()));
    }

    private void check(AuthenticatorType type, @Nullable ProviderSettings before, ProviderSettings set) {
        Provider<?> provider = provider(type, set);
        provider.verify(set);
        List<Provider.Field> moved = before == null ? List.of() : provider.moved(before, set);
        if (!moved.isEmpty()) {
            throw new IllegalArgumentException(type + ": " + set.name() + ": the secrets must be set anew, because "
                    + moved.get(0).name() + " changes");
        }
    }

    private static void check(AuthenticatorType type, AuthenticatorMethod method, Set<String> countries) {
        if (!countries.isEmpty() && !(method.address() instanceof Prompt.Address.Phone)) {
            throw new IllegalArgumentException(type + " has no countries");
        }
        if (countries.size() > TypeSettings.MAX_COUNTRIES) {
            throw new IllegalArgumentException(type + ": countries must be at most " + TypeSettings.MAX_COUNTRIES
                    + ", they are " + countries.size());
        }
        for (String country : new TreeSet<>(countries)) {
            if (!PhoneNumber.hasNumbers(country)) {
                throw new IllegalArgumentException(
                        type + ": countries must be ISO 3166-1 codes of countries with numbers, such as NZ; one isn't: "
                                + country.substring(0, Math.min(country.length(), LONGEST_SHOWN)));
            }
        }
    }

    private static void check(AuthenticatorType type, AuthenticatorMethod method, String name, int value) {
        Parameter parameter = method.parameters().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no parameter " + name));
        try {
            parameter.check(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(type + ": " + e.getMessage(), e);
        }
    }
}
