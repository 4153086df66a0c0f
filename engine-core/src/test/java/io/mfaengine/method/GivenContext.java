package io.mfaengine.method;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mfaengine.crypto.KeyedHash;
import io.mfaengine.crypto.Randomness;
import io.mfaengine.crypto.SeededRandom;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.Intent;
import io.mfaengine.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a method is given in a test. Immutable, but for its source of randomness and the count of hashes. */
final class GivenContext implements AuthenticatorMethod.Context {
    private static final Instant NOON = Instant.parse("2026-11-04T12:00:00Z");
    private static final byte[] PEPPER = "the pepper of the tests".getBytes(UTF_8);

    private final String userId;
    private final @Nullable String username;
    private final Instant now;
    private final byte[] pepper;
    private final List<Data> held;
    private final Map<String, Integer> parameters;
    private final SeededRandom source;
    private final int[] hashes = new int[1];

    private GivenContext(
            String userId,
            @Nullable String username,
            Instant now,
            byte[] pepper,
            List<Data> held,
            Map<String, Integer> parameters,
            SeededRandom source) {
        this.userId = userId;
        this.username = username;
        this.now = now;
        this.pepper = pepper;
        this.held = held;
        this.parameters = parameters;
        this.source = source;
    }

    static GivenContext user(String userId) {
        return new GivenContext(userId, null, NOON, PEPPER, List.of(), Map.of(), new SeededRandom(7));
    }

    GivenContext named(String name) {
        return new GivenContext(userId, name, now, pepper, held, parameters, source);
    }

    GivenContext at(Instant instant) {
        return new GivenContext(userId, username, instant, pepper, held, parameters, source);
    }

    GivenContext pepper(String text) {
        return new GivenContext(userId, username, now, text.getBytes(UTF_8), held, parameters, source);
    }

    GivenContext holding(Data... data) {
        return new GivenContext(userId, username, now, pepper, List.of(data), parameters, source);
    }

    GivenContext set(String parameter, int value) {
        Map<String, Integer> more = new TreeMap<>(parameters);
        more.put(parameter, value);
        return new GivenContext(userId, username, now, pepper, held, more, source);
    }

    int drawn() {
        return source.drawn();
    }

    int hashes() {
        return hashes[0];
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public User user() {
        return new User(
                userId, false, Set.of(), Set.of(), null, null, false, null, false, username, null, null, Map.of(),
                null);
    }

    @Override
    public Intent intent() {
        return Intent.user(userId).action("transfer");
    }

    @Override
    public Locale locale() {
        return Locale.ENGLISH;
    }

    @Override
    public int parameter(Parameter parameter) {
        return parameters.getOrDefault(parameter.name(), parameter.standard());
    }

    @Override
    public List<AuthenticatorMethod.Held> held() {
        return IntStream.range(0, held.size())
                .mapToObj(i -> new AuthenticatorMethod.Held(new AuthenticatorId("a" + i), held.get(i)))
                .toList();
    }

    @Override
    public byte[] randomBytes(int count) {
        return Randomness.of(source).bytes(count);
    }

    @Override
    public String randomDigits(int count) {
        return Randomness.of(source).digits(count);
    }

    @Override
    public String randomSymbols(int count) {
        return Randomness.of(source).symbols(count);
    }

    @Override
    public byte[] hash(byte[] value) {
        hashes[0]++;
        return KeyedHash.of(pepper, "test").hash(userId.getBytes(UTF_8), value);
    }
}
