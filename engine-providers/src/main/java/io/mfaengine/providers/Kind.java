package io.mfaengine.providers;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Provider;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of sender, by its parts.
 *
 * @param name by which name it is chosen
 * @param fields what is to be set
 * @param makes makes a sender
 * @param checks proves its credentials
 */
record Kind<S, T extends S>(
        String name, List<Field> fields, Function<Provider.Values, T> makes, Function<T, Delivery> checks)
        implements Provider<S> {
    @Override
    public S sender(Values values) {
        return makes.apply(values);
    }

    @Override
    public Delivery check(Values values) {
        try {
            return checks.apply(makes.apply(values));
        } catch (IllegalArgumentException e) {
            return Delivery.UNAVAILABLE.because(Delivery.Cause.MISCONFIGURED).by(name, "");
        }
    }
}
