package io.mfaengine.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.requirements.Requirement;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class RandomnessTest {
    private final SeededRandom source = new SeededRandom(20261104);
    private final Randomness random = Randomness.of(source);

    @Test
    @Requirement("R1")
    void everySecretDrawsAtLeastItsOwnBytes() {
        assertThat(random.bytes(20)).hasSize(20);
        assertThat(source.drawn()).isEqualTo(20);
        assertThat(random.number()).isNotZero();
        assertThat(source.drawn()).isEqualTo(28);
        assertThat(random.symbols(16)).hasSize(16);
        assertThat(source.drawn()).isEqualTo(44);
        assertThat(random.digits(6)).hasSize(6);
        assertThat(source.drawn()).isGreaterThanOrEqualTo(50);
    }

    @Test
    @Requirement("R2")
    void digitsAreUniformAtEachPosition() {
        int codes = 1_000_000;
        int[][] counts = new int[6][10];
        for (int i = 0; i < codes; i++) {
            String code = random.digits(6);
            for (int position = 0; position < 6; position++) {
                counts[position][code.charAt(position) - '0']++;
            }
        }

        for (int position = 0; position < 6; position++) {
            assertThat(chiSquare(counts[position], codes / 10.0))
                    .as("position %d, %s", position, source)
                    .isLessThan(33.7);
        }
    }

    @Test
    @Requirement("R2")
    void bytesThatWouldFavourSomeDigitsAreDrawnAgain() {
        Randomness unfair = Randomness.of(new Scripted(250, 251, 252, 253, 254, 255, 250, 249, 9, 255, 10));

        assertThat(unfair.digits(3)).isEqualTo("990");
    }

    @Test
    @Requirement("R3")
    void digitsKeepTheirLeadingZeros() {
        assertThat(Randomness.of(new Scripted(0, 10, 0, 1, 200, 7)).digits(6)).isEqualTo("000107");
    }

    @Test
    @Requirement("R6")
    void symbolsAreThe32OfCrockfordAndEachAsLikely() {
        int draws = 320_000;
        String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        int[] counts = new int[32];
        random.symbols(draws).chars().forEach(c -> counts[alphabet.indexOf(c)]++);

        // df 31, p = 0.001
        assertThat(chiSquare(counts, draws / 32.0)).as("%s", source).isLessThan(61.1);
    }

    @Test
    void nothingIsDrawnForNothing() {
        assertThat(random.bytes(0)).isEmpty();
        assertThat(random.digits(0)).isEmpty();
        assertThat(random.symbols(0)).isEmpty();
        assertThat(random.numbers(0)).isEmpty();
    }

    @Test
    void numbersHave64BitsEach() {
        Randomness scripted =
                Randomness.of(new Scripted(0, 0, 0, 0, 0, 0, 0, 1, 255, 255, 255, 255, 255, 255, 255, 254));

        assertThat(scripted.numbers(2)).containsExactly(1, -2);
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> random.bytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> random.digits(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> random.symbols(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> random.numbers(-1));
    }

    private static double chiSquare(int[] counts, double expected) {
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    /** Gives these bytes, and then fails. */
    private static final class Scripted extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final int[] script;
        private int at;

        Scripted(int... script) {
            this.script = script;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) script[at++];
            }
        }
    }
}
