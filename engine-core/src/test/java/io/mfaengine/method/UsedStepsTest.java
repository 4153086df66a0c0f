package io.mfaengine.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.crypto.Randomness;
import io.mfaengine.crypto.SeededRandom;
import io.mfaengine.requirements.Requirement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsedStepsTest {
    private static final long NOW = 58_712_345;

    @Test
    @Requirement("R14")
    void aStepAndAllBeforeItAreUsedUpAtOnce() {
        UsedSteps used = UsedSteps.none().with(NOW, NOW);

        assertThat(used.allows(NOW, NOW, 1)).isFalse();
        assertThat(used.allows(NOW - 1, NOW, 1)).isFalse();
        assertThat(used.allows(NOW + 1, NOW, 1)).isTrue();
    }

    @Test
    @Requirement("R18")
    void aStepFarAheadOfTheClockBlocksItselfOnly() {
        UsedSteps used = UsedSteps.none().with(NOW + 120, NOW + 120);

        assertThat(used.allows(NOW, NOW, 1)).isTrue();
        UsedSteps both = used.with(NOW, NOW);
        assertThat(both.allows(NOW, NOW, 1)).isFalse();
        assertThat(both.allows(NOW + 120, NOW + 120, 1)).isFalse();
        assertThat(both.allows(NOW + 119, NOW + 119, 1)).isFalse();
        assertThat(both.allows(NOW + 118, NOW + 118, 1)).isTrue();
    }

    @Test
    void theCommonCaseIsOneNumber() {
        UsedSteps used = UsedSteps.none().with(NOW, NOW).with(NOW + 2880, NOW + 2880);

        assertThat(used.text()).isEqualTo("58715225");
        assertThat(used.with(NOW + 2882, NOW + 2881).text()).isEqualTo("58715227 2");
    }

    @Test
    void theNewestIsKeptHoweverOld() {
        assertThat(UsedSteps.none().with(NOW, NOW + 10_000).text()).isEqualTo("58712345");
    }

    @Test
    void whatIsWrittenIsRead() {
        UsedSteps used = UsedSteps.none()
                .with(NOW, NOW)
                .with(NOW + 100, NOW)
                .with(NOW + 1, NOW)
                .with(NOW + 3, NOW);

        assertThat(used.text()).isEqualTo("58712445 97 2 1");
        assertThat(UsedSteps.parse(used.text()).text()).isEqualTo(used.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "5 0", "5 6", "-1", "5 -1", "5  1", "5 1 "})
    void whatIsNotOfTheFormIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UsedSteps.parse(text));
    }

    @Test
    @Requirement({"R14", "R18"})
    void noStepIsAllowedTwiceUnderAnyClockWithinAnHour() {
        SeededRandom random = new SeededRandom(18);
        for (int run = 0; run < 500; run++) {
            Set<Long> accepted = new TreeSet<>();
            UsedSteps used = UsedSteps.none();
            // No more than are kept, within the hour that is kept.
            for (int attempt = 0; attempt < 2000 && accepted.size() < UsedSteps.MOST; attempt++) {
                long current = NOW + Byte.toUnsignedInt(Randomness.of(random).bytes(1)[0]) % UsedSteps.MEMORY;
                long step = current + Math.floorMod(Randomness.of(random).number(), 3) - 1;
                if (used.allows(step, current, 1)) {
                    assertThat(accepted.add(step))
                            .as("step %d, %s", step, random)
                            .isTrue();
                    used = UsedSteps.parse(used.with(step, current).text());
                }
            }
        }
    }

    @Test
    void atMost16AreKeptAndThoseNearTheClockFirst() {
        UsedSteps used = UsedSteps.none();
        for (int i = 0; i < 40; i++) {
            used = used.with(NOW + 1000 + 3 * i, NOW + 1000 + 3 * i);
        }
        used = used.with(NOW, NOW);

        assertThat(used.text().split(" ", -1)).hasSize(UsedSteps.MOST);
        assertThat(used.allows(NOW, NOW, 1)).isFalse();
        assertThat(used.text().length()).isLessThanOrEqualTo(64);
    }

    @Test
    void theNextAllowedStepIsTheFirstWhoseCodeIsAcceptedWhileItIsShown() {
        UsedSteps used = UsedSteps.none().with(NOW, NOW);

        assertThat(used.nextAllowed(NOW, 1)).isEqualTo(NOW + 1);
        assertThat(used.with(NOW + 1, NOW).nextAllowed(NOW, 1)).isEqualTo(NOW + 2);
        assertThat(used.nextAllowed(NOW + 5, 1)).isEqualTo(NOW + 6);
    }
}
