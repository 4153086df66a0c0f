package io.mfaengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.method.AuthenticatorMethod.Guessing;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuessLimitsTest {
    private static final long START = 1_795_000_000_000L;
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long DAY = 24 * HOUR;

    private final GuessLimits limits = new GuessLimits(Limits.standard());

    @ParameterizedTest
    @CsvSource({
        "1, 0, 4",
        "2, 0, 3",
        "3, 0, 2",
        "4, 0, 1",
        "5, 30, 1",
        "6, 60, 1",
        "7, 120, 1",
        "8, 300, 1",
        "9, 900, 1",
        "10, 3600, 1",
        "11, 3600, 1",
        "19, 3600, 1"
    })
    @Requirement("R25")
    void soManyInARowWaitSoLong(int failures, long seconds, int leftAfterwards) {
        GuessCount count = GuessCount.NONE;
        for (int i = 0; i < failures; i++) {
            count = count.failed(START, 50);
        }
        long until = START + seconds * SECOND;

        assertThat(limits.lockedUntil(Guessing.CODE, count, START)).isEqualTo(seconds == 0 ? null : until);
        if (seconds > 0) {
            assertThat(limits.lockedUntil(Guessing.CODE, count, until - 1)).isEqualTo(until);
            assertThat(limits.attemptsLeft(Guessing.CODE, count, until - 1)).isZero();
        }
        assertThat(limits.lockedUntil(Guessing.CODE, count, until)).isNull();
        assertThat(limits.attemptsLeft(Guessing.CODE, count, until)).isEqualTo(leftAfterwards);
    }

    @Test
    @Requirement("R26")
    void noMoreAttemptsAreLeftThanDisableTheType() {
        GuessLimits strict = new GuessLimits(Limits.standard().disableAfter(10));
        GuessCount count = GuessCount.NONE;
        for (int i = 0; i < 8; i++) {
            count = count.failed(START + i * 2 * DAY, 10);
        }
        assertThat(strict.attemptsLeft(Guessing.RECOVERY, count, START + 16 * DAY))
                .isEqualTo(2);
        assertThat(strict.attemptsLeft(Guessing.CODE, count, START + 16 * DAY)).isEqualTo(1);
    }

    @Test
    void whoeverNeverFailedHasFiveAttempts() {
        assertThat(limits.attemptsLeft(Guessing.CODE, GuessCount.NONE, START)).isEqualTo(5);
        assertThat(limits.lockedUntil(Guessing.CODE, GuessCount.NONE, START)).isNull();
        assertThat(limits.attemptsLeft(Guessing.RECOVERY, GuessCount.NONE, START))
                .isEqualTo(10);
        assertThat(limits.lockedUntil(Guessing.RECOVERY, GuessCount.NONE, START))
                .isNull();
    }

    @Test
    @Requirement("R25")
    void stricterWaitsAreKept() {
        Duration wait = Duration.ofHours(2);
        GuessLimits strict =
                new GuessLimits(Limits.standard().waits(wait, wait, wait, wait, wait, Duration.ofHours(3)));
        GuessCount count = failures(5, START, 0);

        assertThat(strict.lockedUntil(Guessing.CODE, count, START)).isEqualTo(START + 2 * HOUR);
        assertThat(strict.lockedUntil(Guessing.CODE, failures(30, START - 20 * DAY, DAY / 10), START))
                .isNull();
        assertThat(strict.lockedUntil(Guessing.CODE, failures(12, START, 0), START))
                .isEqualTo(START + 3 * HOUR);
    }

    @Test
    @Requirement("R27")
    void twentyInADayWaitUntilTheOldestOfThemIsADayOld() {
        GuessCount count = failures(20, START, 60 * SECOND).succeeded();
        long now = START + HOUR;

        assertThat(limits.lockedUntil(Guessing.CODE, count, now)).isEqualTo(START + DAY);
        assertThat(limits.lockedUntil(Guessing.CODE, count, START + DAY - 1)).isEqualTo(START + DAY);
        assertThat(limits.lockedUntil(Guessing.CODE, count, START + DAY)).isNull();
        assertThat(limits.attemptsLeft(Guessing.CODE, count, START + DAY)).isEqualTo(1);
        assertThat(limits.attemptsLeft(Guessing.CODE, count, START + DAY + 120 * SECOND))
                .isEqualTo(3);
        assertThat(limits.lockedUntil(
                        Guessing.CODE, failures(19, START, 60 * SECOND).succeeded(), now))
                .isNull();
        assertThat(limits.attemptsLeft(
                        Guessing.CODE, failures(19, START, 60 * SECOND).succeeded(), now))
                .isEqualTo(1);
    }

    @Test
    @Requirement("R27")
    void aHundredInAMonthWaitUntilTheOldestOfThemIsAMonthOld() {
        GuessCount count = failures(100, START, 2 * HOUR).succeeded();
        long now = START + 20 * DAY;

        assertThat(limits.lockedUntil(Guessing.CODE, count, now)).isEqualTo(START + 30 * DAY);
        assertThat(limits.attemptsLeft(Guessing.CODE, count, now)).isZero();
        assertThat(limits.lockedUntil(Guessing.CODE, count, START + 30 * DAY)).isNull();
        assertThat(limits.attemptsLeft(Guessing.CODE, count, START + 30 * DAY)).isEqualTo(1);
        assertThat(limits.lockedUntil(
                        Guessing.CODE, failures(99, START, 2 * HOUR).succeeded(), now))
                .isNull();
    }

    @Test
    void tenRecoveryCodesInADayPauseForADayAfterTheLast() {
        GuessCount count = failures(10, START, HOUR);
        long last = START + 9 * HOUR;

        assertThat(limits.lockedUntil(Guessing.RECOVERY, count, last)).isEqualTo(last + DAY);
        assertThat(limits.attemptsLeft(Guessing.RECOVERY, count, last)).isZero();
        assertThat(limits.lockedUntil(Guessing.RECOVERY, count.succeeded(), last + DAY - 1))
                .isEqualTo(last + DAY);
        assertThat(limits.lockedUntil(Guessing.RECOVERY, count, last + DAY)).isNull();
        assertThat(limits.attemptsLeft(Guessing.RECOVERY, count, last + DAY)).isEqualTo(10);
        assertThat(limits.lockedUntil(Guessing.RECOVERY, failures(9, START, HOUR), last))
                .isNull();
        assertThat(limits.attemptsLeft(Guessing.RECOVERY, failures(9, START, HOUR), last))
                .isEqualTo(1);
    }

    @Test
    @Requirement("R26")
    void noMoreAttemptsAreLeftThanUntilTheTypeIsDisabled() {
        GuessLimits early = new GuessLimits(Limits.standard().disableAfter(10));
        long now = START + 8 * 12 * HOUR;

        assertThat(early.attemptsLeft(Guessing.RECOVERY, failures(8, START, 12 * HOUR), now))
                .isEqualTo(2);
        assertThat(early.attemptsLeft(Guessing.RECOVERY, failures(12, START - 4 * 12 * HOUR, 12 * HOUR), now))
                .as("enabled again by the removal of the last")
                .isEqualTo(1);
    }

    @Test
    void recoveryCodesSpreadOverMoreThanADayDoNotPause() {
        GuessCount count = failures(30, START, DAY / 9);

        assertThat(limits.lockedUntil(Guessing.RECOVERY, count, count.last(1))).isNull();
        assertThat(limits.attemptsLeft(Guessing.RECOVERY, count, count.last(1))).isEqualTo(1);
    }

    @Test
    @Requirement("R26")
    void whatIsDisabledHasNoAttemptLeftHoweverLongItWaits() {
        GuessCount count = failures(49, START, DAY).failed(START + 49 * DAY, 50);

        assertThat(count.disabled()).isTrue();
        assertThat(limits.attemptsLeft(Guessing.CODE, count, START + 1_000 * DAY))
                .isZero();
        assertThat(limits.attemptsLeft(Guessing.RECOVERY, count, START + 1_000 * DAY))
                .isZero();
    }

    @Test
    @Requirement("R18")
    void aClockThatIsSetBackLiftsNoLock() {
        GuessCount count = failures(5, START, 0);

        assertThat(limits.lockedUntil(Guessing.CODE, count, START - HOUR)).isEqualTo(START + 30 * SECOND);
        assertThat(limits.attemptsLeft(Guessing.CODE, failures(19, START, 0).succeeded(), START - HOUR))
                .isEqualTo(1);
        assertThat(limits.lockedUntil(Guessing.RECOVERY, failures(10, START, 0), START - HOUR))
                .isEqualTo(START + DAY);
    }

    /** Guesses whenever nothing is locked, at random instants, with the owner's successes between. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Requirement({"R25", "R27", "I3"})
    void noMixtureOfGuessesAndLoginsGetsPastTheCaps(long seed) {
        Random random = new Random(seed);
        Guessing guessing = seed % 4 == 0 ? Guessing.RECOVERY : Guessing.CODE;
        GuessCount count = GuessCount.NONE;
        List<Long> guesses = new ArrayList<>();
        long now = START;
        while (now < START + 90 * DAY) {
            Long until = limits.lockedUntil(guessing, count, now);
            int left = limits.attemptsLeft(guessing, count, now);
            assertThat(left > 0).as("seed %s at %s", seed, now).isEqualTo(until == null && !count.disabled());
            if (until != null) {
                assertThat(limits.lockedUntil(guessing, count, until - 1))
                        .as("seed %s", seed)
                        .isEqualTo(until);
                assertThat(limits.lockedUntil(guessing, count, until))
                        .as("seed %s", seed)
                        .isNull();
                now = until;
            } else if (random.nextInt(6) == 0) {
                count = count.succeeded().enabled();
                now += random.nextInt(2_000);
            } else {
                GuessCount next = count.failed(now, limits.disableAfter());
                assertThat(limits.attemptsLeft(guessing, next, now))
                        .as("seed %s: one less", seed)
                        .isLessThan(left);
                count = next.enabled();
                guesses.add(now);
                now += random.nextInt(3) == 0 ? random.nextInt(36_000_000) : random.nextInt(2_000);
            }
        }
        boolean codes = guessing == Guessing.CODE;
        assertThat(most(guesses, DAY)).as("seed %s", seed).isEqualTo(codes ? 20 : 10);
        if (codes) {
            assertThat(most(guesses, 30 * DAY)).as("seed %s", seed).isEqualTo(100);
        }
    }

    private static int most(List<Long> instants, long window) {
        int most = 0;
        for (int from = 0, to = 0; from < instants.size(); from++) {
            while (to < instants.size() && instants.get(to) < instants.get(from) + window) {
                to++;
            }
            most = Math.max(most, to - from);
        }
        return most;
    }

    /** So many failures, without what they disable. */
    private static GuessCount failures(int number, long first, long apart) {
        GuessCount count = GuessCount.NONE;
        for (int i = 0; i < number; i++) {
            count = count.failed(first + i * apart, 1_000);
        }
        return count;
    }
}
