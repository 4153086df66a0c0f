package io.mfaengine.method;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Provider;
import io.mfaengine.method.AuthenticatorMethod.Context;
import io.mfaengine.model.ProviderSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who sends the messages of a method: always the same, or whom an operator chose. Thread-safe. */
final class Chosen<S> {
    private final @Nullable S always;
    private final List<Provider<S>> providers;
    private final Map<String, Provider<S>> byName;
    private volatile @Nullable Made<S> last;

    private record Made<S>(ProviderSettings settings, S sender) {}

    private Chosen(@Nullable S always, List<Provider<S>> providers) {
        this.always = always;
        this.providers = List.copyOf(providers);
        this.byName = providers.stream().collect(Collectors.toUnmodifiableMap(Provider::name, provider -> provider));
    }

    static <S> Chosen<S> always(S sender) {
        return new Chosen<>(Objects.requireNonNull(sender, "sender"), List.of());
    }

    static <S> Chosen<S> among(List<Provider<S>> providers) {
        long names = providers.stream().map(Provider::name).distinct().count();
        if (providers.isEmpty() || names < providers.size()) {
            throw new IllegalArgumentException("providers must be at least one, with different names");
        }
        return new Chosen<>(null, providers);
    }

    List<Provider<S>> providers() {
        return providers;
    }

    /** Who sends now; null if nobody is chosen who can. */
    @Nullable
    S now(Context context) {
        return always == null ? of(context.provider().orElse(null)) : always;
    }

    /** Who sends with these settings; null if nobody can. */
    @Nullable
    S of(Provider.@Nullable Values values) {
        if (always != null || values == null) {
            return always;
        }
        Made<S> made = last;
        if (made == null || !made.settings().equals(values.settings())) {
            made = make(values);
            last = made == null ? last : made;
        }
        return made == null ? null : made.sender();
    }

    /** What was checked when it was saved may be wrong all the same: another release saved it. */
    private @Nullable Made<S> make(Provider.Values values) {
        Provider<S> provider = byName.get(values.settings().name());
        try {
            return provider == null ? null : new Made<>(values.settings(), provider.sender(values));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Sends, if there is somebody who does. */
    static <S> Delivery send(@Nullable S sender, Function<S, Delivery> message) {
        return sender == null ? Delivery.UNAVAILABLE.because(Delivery.Cause.MISCONFIGURED) : message.apply(sender);
    }

    /** Tells the one who sends, as far as is known. */
    void each(Consumer<S> news) {
        Made<S> made = last;
        if (always != null) {
            news.accept(always);
        } else if (made != null) {
            news.accept(made.sender());
        }
    }
}
