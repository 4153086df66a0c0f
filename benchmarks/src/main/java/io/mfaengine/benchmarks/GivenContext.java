package io.mfaengine.benchmarks;

import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Parameter;
import io.mfaengine.model.Intent;
import io.mfaengine.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a method is given when no engine is there: an instant and what is held. */
record GivenContext(Instant now, List<Held> held) implements AuthenticatorMethod.Context {
    @Override
    public int parameter(Parameter parameter) {
        return parameter.standard();
    }

    @Override
    public User user() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Intent intent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Locale locale() {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] randomBytes(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String randomDigits(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String randomSymbols(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] hash(byte[] value) {
        throw new UnsupportedOperationException();
    }
}
