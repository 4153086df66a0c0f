package io.mfaengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.UserKey;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/** What is stored, as text and back: nothing is lost, and nothing is guessed. */
@Requirement("R98")
class StoredTest {
    private static final int ROUNDS = 500;
    private static final RecursiveComparisonConfiguration BY_VALUE = RecursiveComparisonConfiguration.builder()
            .withStrictTypeChecking(false)
            .build();

    @Test
    void aUserIsReadAsItWasWritten() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            StoredUser user = new Stored(seed).user();
            StoredUser read = UserJson.read(user.text());
            assertThat(read)
                    .as("seed " + seed)
                    .usingRecursiveComparison(BY_VALUE)
                    .isEqualTo(user);
            assertThat(read.text()).as("seed " + seed).isEqualTo(user.text());
        }
    }

    @Test
    void anActionIsReadAsItWasWritten() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            StoredAction action = new Stored(seed).action();
            StoredAction read = ActionJson.read(action.text());
            assertThat(read)
                    .as("seed " + seed)
                    .usingRecursiveComparison(BY_VALUE)
                    .isEqualTo(action);
            assertThat(read.text()).as("seed " + seed).isEqualTo(action.text());
        }
    }

    @Test
    void anEventIsReadAsItWasWritten() {
        UserKey user = new UserKey("main", "usr_123");
        for (long seed = 0; seed < ROUNDS; seed++) {
            StoredEvent event = new Stored(seed).event();
            EventRecord record = new EventRecord(user, "id", Instant.EPOCH, Payload.of(event.text()));
            assertThat(StoredEvent.of(record)).as("seed " + seed).isEqualTo(event);
        }
    }

    @Test
    @Requirement("I10")
    void whatWasDamagedIsCorruptOrStillReadButNeverAnythingElse() {
        for (long seed = 0; seed < 50; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            String user = new Stored(seed).user().text();
            String action = new Stored(seed).action().text();
            for (int i = 0; i < 100; i++) {
                damaged(seed, user, damage(random), UserJson::read);
                damaged(seed, action, damage(random), ActionJson::read);
            }
        }
    }

    private interface Reading {
        Object read(String text);
    }

    private static void damaged(long seed, String text, UnaryOperator<String> damage, Reading reading) {
        String broken = damage.apply(text);
        try {
            assertThat(reading.read(broken)).isNotNull();
        } catch (MfaException e) {
            assertThat(e.kind()).as("seed " + seed + ": " + broken).isEqualTo(MfaException.Kind.CORRUPT);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + broken, e);
        }
    }

    private static UnaryOperator<String> damage(RandomGenerator random) {
        int kind = random.nextInt(3);
        double where = random.nextDouble();
        int length = random.nextInt(1, 30);
        char symbol = "{}[]\",:0-+eEx".charAt(random.nextInt(13));
        return text -> {
            int at = (int) (where * text.length());
            String rest = text.substring(Math.min(text.length(), at + (kind == 0 ? length : 1)));
            return text.substring(0, at) + (kind == 0 ? "" : symbol) + (kind == 2 ? text.substring(at) : rest);
        };
    }

    @Test
    @Requirement("I10")
    void whatIsNestedTooDeepIsCorrupt() {
        String deep = "{\"format\":1,\"later\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        MfaException thrown = catchThrowableOfType(MfaException.class, () -> UserJson.read(deep));
        assertThat(thrown.kind()).isEqualTo(MfaException.Kind.CORRUPT);
    }
}
