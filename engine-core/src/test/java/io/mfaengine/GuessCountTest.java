package io.mfaengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.requirements.Requirement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuessCountTest {
    @Test
    @Requirement({"R27", "R28"})
    void successClearsWhatIsInARowAndNothingElse() {
        GuessCount count = GuessCount.NONE.failed(10, 50).failed(20, 50).succeeded();

        assertThat(count.consecutive()).isZero();
        assertThat(count.failures()).containsExactly(10, 20);
        assertThat(count.disabled()).isFalse();
        assertThat(count.succeeded()).isSameAs(count);
        assertThat(count.failed(30, 50).consecutive()).isEqualTo(1);
    }

    @Test
    void itIsEmptyUntilAFailureAndNotAgainByASuccess() {
        assertThat(GuessCount.NONE.isEmpty()).isTrue();
        assertThat(GuessCount.NONE.failed(10, 50).isEmpty()).isFalse();
        assertThat(GuessCount.NONE.failed(10, 50).succeeded().isEmpty()).isFalse();
        assertThat(new GuessCount(0, new long[0], true, Map.of()).isEmpty()).isFalse();
        assertThat(new GuessCount(0, new long[0], false, Map.of("later", "1")).isEmpty())
                .isFalse();
    }

    @Test
    @Requirement("R26")
    void theFailureThatFillsTheCountDisablesAndOnlyEnablingEnds() {
        GuessCount count = GuessCount.NONE;
        for (int failure = 1; failure <= 50; failure++) {
            assertThat(count.disabled()).isFalse();
            count = count.failed(failure, 50);
        }
        assertThat(count.disabled()).isTrue();
        assertThat(count.succeeded().disabled()).isTrue();
        assertThat(count.enabled().disabled()).isFalse();
        assertThat(count.enabled().consecutive()).isEqualTo(50);
        assertThat(count.enabled().failures()).hasSize(50);
        assertThat(count.enabled().enabled().disabled()).isFalse();
    }

    @Test
    @Requirement("I3")
    void theNewestHundredAreKeptInTheOrderOfTime() {
        GuessCount count = GuessCount.NONE;
        for (int failure = 0; failure < 250; failure++) {
            count = count.failed(failure, 100);
        }
        assertThat(count.failures()).hasSize(100).startsWith(150).endsWith(249).isSorted();
        assertThat(count.consecutive()).isEqualTo(250);
        assertThat(count.failed(200, 100).failures())
                .hasSize(100)
                .startsWith(151)
                .endsWith(249)
                .isSorted();
    }

    @Test
    @Requirement("R27")
    void sinceCountsWhatCameAfterAnInstant() {
        GuessCount count =
                GuessCount.NONE.failed(10, 50).failed(20, 50).failed(20, 50).failed(30, 50);

        assertThat(count.since(9)).isEqualTo(4);
        assertThat(count.since(10)).isEqualTo(3);
        assertThat(count.since(19)).isEqualTo(3);
        assertThat(count.since(20)).isEqualTo(1);
        assertThat(count.since(30)).isZero();
        assertThat(GuessCount.NONE.since(0)).isZero();
        assertThat(count.last(1)).isEqualTo(30);
        assertThat(count.last(4)).isEqualTo(10);
    }
}
