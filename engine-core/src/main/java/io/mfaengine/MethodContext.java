package io.mfaengine;

import io.mfaengine.delivery.Provider;
import io.mfaengine.delivery.Templates;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Parameter;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a method is given, for one try. */
final class MethodContext implements AuthenticatorMethod.Context {
    private final Wiring wiring;
    private final View view;
    private final AuthenticatorType type;
    private final List<Held> held;

    MethodContext(Wiring wiring, View view, AuthenticatorType type, List<Held> held) {
        this.wiring = wiring;
        this.view = view;
        this.type = type;
        this.held = List.copyOf(held);
    }

    @Override
    public Instant now() {
        return view.instant();
    }

    @Override
    public User user() {
        return Portraits.user(wiring, view);
    }

    @Override
    public Intent intent() {
        return Portraits.intent(wiring, view);
    }

    @Override
    public Locale locale() {
        StoredAction action = view.action();
        if (action != null && !action.locale().isEmpty()) {
            return Locale.forLanguageTag(action.locale());
        }
        Locale chosen = user().locale();
        return chosen == null ? Locale.ENGLISH : chosen;
    }

    @Override
    public int parameter(Parameter parameter) {
        return view.settings().type(type).parameters().getOrDefault(parameter.name(), parameter.standard());
    }

    @Override
    public Set<String> countries() {
        return view.settings().type(type).countries();
    }

    @Override
    public Optional<Provider.Values> provider() {
        return Optional.ofNullable(view.settings().type(type).provider()).map(wiring.settings()::opened);
    }

    @Override
    public Templates written(Templates own) {
        return own.over(view.settings(), type, locale());
    }

    @Override
    public List<Held> held() {
        return held;
    }

    @Override
    public byte[] randomBytes(int count) {
        return wiring.random().bytes(count);
    }

    @Override
    public String randomDigits(int count) {
        return wiring.random().digits(count);
    }

    @Override
    public String randomSymbols(int count) {
        return wiring.random().symbols(count);
    }

    @Override
    public byte[] hash(byte[] value) {
        return view.tenant()
                .codes()
                .hash(utf8(view.key().tenant()), utf8(view.key().userId()), utf8(type.name()), value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
