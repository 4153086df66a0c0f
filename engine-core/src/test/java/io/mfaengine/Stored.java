package io.mfaengine;

import io.mfaengine.ChainLink.ChainHead;
import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.StoredAction.Passed;
import io.mfaengine.StoredAction.Question;
import io.mfaengine.StoredAction.Validated;
import io.mfaengine.StoredEvent.Attributes;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.store.ActionKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Whatever could be stored, at random out of a seed. */
final class Stored {
    private static final List<AuthenticatorType> TYPES = List.of(
            AuthenticatorType.AUTHENTICATOR_APP,
            AuthenticatorType.SMS,
            AuthenticatorType.RECOVERY_CODE,
            AuthenticatorType.of("CARRIER_PIGEON"));
    private static final List<ActionState> STATES = List.of(ActionState.values());
    private static final String[] SYMBOLS = {
        "a",
        "Z",
        "0",
        "\"",
        "\\",
        "/",
        "<",
        "&",
        "\u2028",
        "\u00e9",
        "\ud83d\ude00",
        "{",
        "}",
        ",",
        ":",
        " ",
        "+",
        "\u007f"
    };

    private final RandomGenerator random;

    Stored(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    StoredUser user() {
        Map<AuthenticatorType, GuessCount> guesses = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            guesses.put(
                    type(),
                    new GuessCount(
                            random.nextInt(100),
                            random.longs(random.nextInt(5)).toArray(),
                            random.nextBoolean(),
                            unknown()));
        }
        List<StoredAuthenticator> authenticators = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            authenticators.add(new StoredAuthenticator(
                    random.nextLong(),
                    type(),
                    text(),
                    data(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    texts(),
                    unknown()));
        }
        return new StoredUser(
                random.nextLong(),
                random.nextLong(),
                random.longs(random.nextInt(8)).toArray(),
                authenticators,
                guesses,
                random.nextLong(),
                data(),
                new ChainHead(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
                unknown());
    }

    StoredAction action() {
        List<Question> questions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            questions.add(new Question(
                    type(),
                    random.nextBoolean(),
                    random.nextLong(),
                    data(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextInt(),
                    random.nextBoolean(),
                    random.nextInt(),
                    random.nextLong(),
                    unknown()));
        }
        Set<TrackRequest.Scope> scopes = EnumSet.noneOf(TrackRequest.Scope.class);
        for (TrackRequest.Scope scope : TrackRequest.Scope.values()) {
            if (random.nextBoolean()) {
                scopes.add(scope);
            }
        }
        return new StoredAction(
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                STATES.get(random.nextInt(STATES.size())),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                scopes,
                text(),
                text(),
                text(),
                text(),
                bytes(),
                questions,
                random.nextBoolean() ? null : passed(),
                random.nextBoolean() ? null : new Validated(random.nextLong(), text()),
                unknown());
    }

    StoredEvent event() {
        Attributes attributes = Attributes.NONE;
        for (String name : texts()) {
            attributes = attributes.with(name, text());
        }
        ChainHead before = new ChainHead(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        return new StoredEvent(
                random.nextLong(),
                text(),
                text(),
                random.nextBoolean() ? null : new ActionKey("transfer", "k" + random.nextInt()),
                attributes,
                random.nextBoolean()
                        ? null
                        : new ChainLink(random.nextLong(), before, random.nextLong(), random.nextLong()));
    }

    private Passed passed() {
        return new Passed(
                random.nextLong(),
                type(),
                random.nextLong(),
                random.nextBoolean(),
                random.nextBoolean(),
                texts(),
                random.nextBoolean(),
                unknown());
    }

    private SealedData data() {
        Map<String, Object> readable = new HashMap<>();
        for (String name : texts()) {
            readable.put(name, random.nextBoolean() ? (Object) random.nextLong() : text());
        }
        return new SealedData(bytes(), readable, unknown());
    }

    /** As {@link Json#keep} keeps it. */
    private Map<String, String> unknown() {
        List<String> values =
                List.of("1", "-2.50", "1e400", "true", "null", "\"x\"", "[1,{\"a\":[]}]", "{\"b\":\"c\"}");
        Map<String, String> unknown = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            unknown.put("later" + random.nextInt(9), values.get(random.nextInt(values.size())));
        }
        return Collections.unmodifiableMap(unknown);
    }

    private AuthenticatorType type() {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(3) * 20];
        random.nextBytes(bytes);
        return bytes;
    }

    private Set<String> texts() {
        Set<String> texts = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(6)).forEach(i -> text.append(SYMBOLS[random.nextInt(SYMBOLS.length)]));
        return text.toString();
    }
}
