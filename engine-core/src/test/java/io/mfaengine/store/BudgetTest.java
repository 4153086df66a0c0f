package io.mfaengine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Requirement("R36")
class BudgetTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00.123Z");

    /** All that was spent, by the time of a clock that never runs back. */
    private static final class Model {
        private final List<Instant> spent = new ArrayList<>();

        Instant counted(Instant now) {
            Instant last = spent.isEmpty() ? now : spent.get(spent.size() - 1);
            return now.isBefore(last) ? last : now;
        }

        int since(Instant from) {
            return (int)
                    spent.stream().filter(instant -> !instant.isBefore(from)).count();
        }
    }

    @RepeatedTest(50)
    void noWindowHasMoreThanTheLimitAndNothingIsRefusedMoreThanABucketEarly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int limit = 1 + random.nextInt(10);
        int window = 12 + random.nextInt(1 << (4 + random.nextInt(16)));
        Budget budget = new Budget("t", "k", limit, Duration.ofMillis(window));
        int bucket = (window + 11) / 12;
        Model model = new Model();
        byte[] state = null;
        Instant now = NOW;
        for (int i = 0; i < 500; i++) {
            int step = random.nextInt(Math.max(2, 3 * window / limit));
            Instant earliest = model.counted(now).minusMillis(window - 1L);
            now = now.plusMillis(random.nextInt(10) == 0 ? -(step % (window / 2)) : step);
            now = now.isBefore(earliest) ? earliest : now;
            String where = budget + " step " + i + " of seed " + seed;
            Instant counted = model.counted(now);
            Optional<byte[]> after = budget.spend(state, now);
            if (after.isPresent()) {
                state = after.get();
                model.spent.add(counted);
                assertThat(model.since(counted.minusMillis(window))).as(where).isLessThanOrEqualTo(limit);
                assertThat(budget.expiresAt(state)).as(where).isAfter(counted.plusMillis(window - 1));
            } else {
                assertThat(model.since(counted.minusMillis(12L * bucket + bucket)))
                        .as(where)
                        .isGreaterThanOrEqualTo(limit);
                Instant until = budget.until(state, now);
                assertThat(until).as(where).isAfter(now).isBefore(counted.plusMillis(13L * bucket + 1));
                assertThat(budget.spend(state, until)).as(where).isPresent();
                assertThat(budget.spend(state, until.minusMillis(1))).as(where).isEmpty();
            }
        }
    }

    @RepeatedTest(50)
    void aChangeOfTheWindowGivesNothingBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int limit = 1 + random.nextInt(6);
        List<Instant> remembered = new ArrayList<>();
        byte[] state = null;
        Instant now = NOW;
        for (int i = 0; i < 300; i++) {
            Duration window = Duration.ofMillis(12 + random.nextInt(1 << (4 + random.nextInt(12))));
            now = now.plusMillis(random.nextInt((int) window.toMillis() / limit + 1));
            // What any window since has left behind may be forgotten, and nothing else.
            Instant from = now.minus(window);
            remembered.removeIf(instant -> instant.isBefore(from));
            Budget budget = new Budget("t", "k", limit, window);
            String where = budget + " step " + i + " of seed " + seed;
            Optional<byte[]> after = budget.spend(state, now);
            if (after.isPresent()) {
                state = after.get();
                remembered.add(now);
                assertThat(remembered).as(where).hasSizeLessThanOrEqualTo(limit);
            } else {
                Instant until = budget.until(state, now);
                assertThat(until).as(where).isAfter(now);
                assertThat(budget.spend(state, until)).as(where).isPresent();
            }
        }
    }

    @Test
    void aShorterWindowForgetsNothingThatLiesInIt() {
        Budget day = new Budget("t", "k", 2, Duration.ofDays(1));
        Budget hour = new Budget("t", "k", 2, Duration.ofHours(1));
        Instant even = Instant.parse("2026-11-24T09:59:00Z");
        byte[] state = day.spend(null, even).orElseThrow();
        state = day.spend(state, even.plusSeconds(600)).orElseThrow();
        assertThat(hour.spend(state, even.plusSeconds(601))).isEmpty();
        Instant until = hour.until(state, even.plusSeconds(601));
        assertThat(until).isAfter(even.plusSeconds(3600)).isBefore(even.plus(Duration.ofHours(4)));
        assertThat(hour.spend(state, until)).isPresent();
    }

    @Test
    void aLongerWindowCountsWhatTheShorterOneKept() {
        Budget hour = new Budget("t", "k", 2, Duration.ofHours(1));
        Budget day = new Budget("t", "k", 2, Duration.ofDays(1));
        byte[] state = hour.spend(null, NOW).orElseThrow();
        state = hour.spend(state, NOW).orElseThrow();
        assertThat(day.spend(state, NOW.plusSeconds(1))).isEmpty();
        assertThat(day.spend(state, NOW.plus(Duration.ofHours(23)))).isEmpty();
        assertThat(day.spend(state, NOW.plus(Duration.ofHours(26)))).isPresent();
    }

    @Test
    void aChangeOfTheLimitCountsFromTheNextSpendingOn() {
        Budget five = new Budget("t", "k", 5, Duration.ofHours(1));
        Budget two = new Budget("t", "k", 2, Duration.ofHours(1));
        byte[] state = null;
        for (int i = 0; i < 4; i++) {
            state = five.spend(state, NOW.plus(Duration.ofMinutes(10L * i))).orElseThrow();
        }
        Instant now = NOW.plus(Duration.ofMinutes(40));
        assertThat(two.spend(state, now)).isEmpty();
        Instant until = two.until(state, now);
        assertThat(until).isBetween(NOW.plus(Duration.ofMinutes(80)), NOW.plus(Duration.ofMinutes(85)));
        assertThat(two.spend(state, until)).isPresent();
        assertThat(five.spend(state, now)).isPresent();
    }

    @Test
    void aClockThatRanBackSpendsFromTheNewestBucket() {
        Budget budget = new Budget("t", "k", 2, Duration.ofHours(1));
        byte[] state = budget.spend(null, NOW).orElseThrow();
        state = budget.spend(state, NOW.minus(Duration.ofMinutes(50))).orElseThrow();
        assertThat(budget.spend(state, NOW.minus(Duration.ofMinutes(50)))).isEmpty();
        assertThat(budget.spend(state, NOW.plus(Duration.ofMinutes(59)))).isEmpty();
        assertThat(budget.spend(state, NOW.plus(Duration.ofMinutes(65)))).isPresent();
    }

    @Test
    @Requirement("R18")
    void aClockThatWasFarAheadShutsNobodyOutForLongerThanAWindow() {
        Budget budget = new Budget("t", "k", 3, Duration.ofHours(1));
        byte[] state = null;
        for (int i = 0; i < 3; i++) {
            state = budget.spend(state, NOW.plus(Duration.ofDays(365))).orElseThrow();
        }
        assertThat(budget.until(state, NOW)).isEqualTo(NOW);
        state = budget.spend(state, NOW).orElseThrow();
        assertThat(budget.spend(state, NOW))
                .as("all but one of what was spent ahead")
                .isEmpty();
        assertThat(budget.until(state, NOW)).isBefore(NOW.plus(Duration.ofMinutes(66)));
        assertThat(budget.spend(state, NOW.plus(Duration.ofMinutes(66)))).isPresent();
    }

    @Test
    void untilIsNowWhereSomethingIsLeft() {
        Budget budget = new Budget("t", "k", 2, Duration.ofHours(1));
        byte[] state = budget.spend(null, NOW).orElseThrow();
        assertThat(budget.until(state, NOW)).isEqualTo(NOW);
    }

    @Test
    void theInstantsBeforeTheEpochAreSpentFromToo() {
        Budget budget = new Budget("t", "k", 1, Duration.ofHours(1));
        byte[] state = budget.spend(null, Instant.ofEpochMilli(-1)).orElseThrow();
        assertThat(budget.spend(state, Instant.ofEpochMilli(1))).isEmpty();
    }

    @Test
    void boundsAreChecked() {
        assertThatThrownBy(() -> new Budget("t", "k", 0, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit must be at least 1");
        for (Duration window : List.of(
                Duration.ZERO,
                Duration.ofMillis(11),
                Duration.ofSeconds(-60),
                Duration.ofDays(3661),
                Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> new Budget("t", "k", 1, window))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("window must be 12 ms to 3660 days");
        }
        assertThatThrownBy(() -> new Budget("", "k", 1, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Budget("t", "", 1, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        Budget budget = new Budget("t", "k", Integer.MAX_VALUE, Duration.ofMillis(12));
        for (byte[] state : List.of(new byte[0], new byte[67], new byte[69], new byte[68])) {
            assertThatThrownBy(() -> budget.spend(state, NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> budget.until(state, NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> budget.expiresAt(state)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
