package io.mfaengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mfaengine.Limits.Limit;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
    private static final Duration[] STANDARD_WAITS = {
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    static Stream<Arguments> counts() {
        return Stream.of(
                count(Limit.ATTEMPTS_PER_CHALLENGE, "attemptsPerChallenge", 5, 3, 10, Limits::attemptsPerChallenge),
                count(Limit.FAILURES_PER_DAY, "failuresPerDay", 20, 1, 20, Limits::failuresPerDay),
                count(Limit.FAILURES_PER_MONTH, "failuresPerMonth", 100, 1, 100, Limits::failuresPerMonth),
                count(Limit.DISABLE_AFTER, "disableAfter", 50, 10, 100, Limits::disableAfter),
                count(
                        Limit.RECOVERY_FAILURES_PER_DAY,
                        "recoveryFailuresPerDay",
                        10,
                        1,
                        10,
                        Limits::recoveryFailuresPerDay),
                count(Limit.SENDS_PER_CHALLENGE, "sendsPerChallenge", 4, 1, 4, Limits::sendsPerChallenge),
                count(Limit.SENDS_PER_DAY, "sendsPerDay", 10, 1, 10, Limits::sendsPerDay),
                count(
                        Limit.SENDS_PER_ADDRESS_HOUR,
                        "sendsPerAddressHour",
                        5,
                        1,
                        5,
                        (limits, hour) -> limits.sendsPerAddress(hour, 10)),
                count(
                        Limit.SENDS_PER_ADDRESS_DAY,
                        "sendsPerAddressDay",
                        10,
                        1,
                        10,
                        (limits, day) -> limits.sendsPerAddress(5, day)),
                count(
                        Limit.SENDS_UNVERIFIED_HOUR,
                        "sendsUnverifiedHour",
                        3,
                        1,
                        3,
                        (limits, hour) -> limits.sendsToUnverified(hour, 5)),
                count(
                        Limit.SENDS_UNVERIFIED_DAY,
                        "sendsUnverifiedDay",
                        5,
                        1,
                        5,
                        (limits, day) -> limits.sendsToUnverified(3, day)),
                count(Limit.SENDS_PER_CLIENT_HOUR, "sendsPerClientHour", 20, 1, 10_000, Limits::sendsPerClient),
                count(Limit.SENDS_PER_PREFIX_HOUR, "sendsPerPrefixHour", 30, 1, 30, Limits::sendsPerPrefix),
                count(Limit.SENDS_PER_TENANT_HOUR, "sendsPerTenantHour", 10_000, 1, 1_000_000, Limits::sendsPerTenant),
                count(
                        Limit.AUTHENTICATORS_PER_USER,
                        "authenticatorsPerUser",
                        20,
                        2,
                        100,
                        Limits::authenticatorsPerUser));
    }

    private static Arguments count(
            Limit limit, String name, int standard, int least, int most, BiFunction<Limits, Integer, Limits> setter) {
        return arguments(limit, name, standard, least, most, setter);
    }

    @ParameterizedTest
    @MethodSource("counts")
    @Requirement({"R24", "R26", "R27", "R36", "R38"})
    void aCountHasItsDefaultAndItsRange(
            Limit limit, String name, int standard, int least, int most, BiFunction<Limits, Integer, Limits> setter) {
        assertThat(Limits.standard().get(limit)).isEqualTo(standard);
        for (int allowed : List.of(least, most)) {
            assertThat(setter.apply(Limits.standard(), allowed).get(limit)).isEqualTo(allowed);
        }
        for (int forbidden : List.of(least - 1, most + 1, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setter.apply(Limits.standard(), forbidden))
                    .withMessageStartingWith(name + " must be " + least + " to " + most + ", it is " + forbidden);
        }
    }

    static Stream<Arguments> lives() {
        return Stream.of(
                life(Limit.TOKEN_LIFE, "tokenLife", "PT10M", "PT1M", "PT15M", Limits::tokenLife),
                life(Limit.VALIDATION_LIFE, "validationLife", "PT2M", "PT1S", "PT10M", Limits::validationLife),
                life(Limit.MANAGE_LIFE, "manageLife", "PT10M", "PT1M", "PT15M", Limits::manageLife),
                life(Limit.PENDING_LIFE, "pendingLife", "PT10M", "PT1M", "PT10M", Limits::pendingLife),
                life(Limit.RESEND_WAIT, "resendWait", "PT30S", "PT30S", "PT32M", Limits::resendWait),
                life(Limit.ACTION_RETENTION, "actionRetention", "P30D", "P1D", "P400D", Limits::actionRetention),
                life(Limit.EVENT_RETENTION, "eventRetention", "P400D", "P30D", "P4000D", Limits::eventRetention));
    }

    private static Arguments life(
            Limit limit,
            String name,
            String standard,
            String least,
            String most,
            BiFunction<Limits, Duration, Limits> setter) {
        return arguments(limit, name, Duration.parse(standard), Duration.parse(least), Duration.parse(most), setter);
    }

    @ParameterizedTest
    @MethodSource("lives")
    @Requirement({"R19", "R35"})
    void aDurationHasItsDefaultAndItsRange(
            Limit limit,
            String name,
            Duration standard,
            Duration least,
            Duration most,
            BiFunction<Limits, Duration, Limits> setter) {
        assertThat(Limits.standard().get(limit)).isEqualTo(standard.toMillis());
        for (Duration allowed : List.of(least, most)) {
            assertThat(setter.apply(Limits.standard(), allowed).get(limit)).isEqualTo(allowed.toMillis());
        }
        for (Duration forbidden : List.of(
                least.minusNanos(1),
                most.plusNanos(1),
                Duration.ZERO,
                most.negated(),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatIllegalArgumentException()
                    .as("%s of %s", name, forbidden)
                    .isThrownBy(() -> setter.apply(Limits.standard(), forbidden))
                    .withMessageStartingWith(name + " must be ");
        }
    }

    @Test
    void everyLimitIsTriedHere() {
        List<Object> tried = new ArrayList<>();
        Stream.concat(counts(), lives())
                .forEach(arguments -> tried.add(arguments.get()[0]));
        assertThat(tried).containsExactlyInAnyOrder((Object[]) Limit.values());
    }

    @Test
    @Requirement("R25")
    void waitsAreSixAndNoneIsShorterThanTheStandard() {
        assertThat(Limits.standard().waits()).containsExactly(STANDARD_WAITS);
        Duration[] days = new Duration[6];
        Arrays.fill(days, Duration.ofDays(1));
        assertThat(Limits.standard().waits(days).waits()).containsExactly(days);
        assertThat(Limits.standard().waits(STANDARD_WAITS).waits()).containsExactly(STANDARD_WAITS);
        for (int i = 0; i < 6; i++) {
            for (Duration forbidden : List.of(
                    STANDARD_WAITS[i].minusNanos(1),
                    Duration.ofDays(1).plusNanos(1),
                    Duration.ZERO,
                    Duration.ofSeconds(Long.MAX_VALUE))) {
                Duration[] changed = STANDARD_WAITS.clone();
                changed[i] = forbidden;
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Limits.standard().waits(changed))
                        .withMessageContaining("wait " + (i + 1) + " ");
            }
        }
        for (int count : List.of(0, 5, 7)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Limits.standard().waits(Arrays.copyOf(days, count)))
                    .withMessageContaining("must be 6");
        }
    }

    @Test
    @Requirement("R24")
    void aChangedCopyLeavesItsOriginalAndAllElse() {
        Limits standard = Limits.standard();
        Limits strict = standard.failuresPerDay(7).waits(STANDARD_WAITS).tokenLife(Duration.ofMinutes(3));
        for (Limit limit : Limit.values()) {
            assertThat(standard.get(limit)).isEqualTo(limit.standard);
            long expected = limit == Limit.FAILURES_PER_DAY ? 7 : limit == Limit.TOKEN_LIFE ? 180_000 : limit.standard;
            assertThat(strict.get(limit)).isEqualTo(expected);
        }
    }

    @Test
    void theHighLimitsAreNowhereLooser() {
        Limits high = Limits.high();
        for (Limit limit : Limit.values()) {
            assertThat(high.get(limit)).isLessThanOrEqualTo(limit.standard);
        }
        assertThat(high.get(Limit.ATTEMPTS_PER_CHALLENGE)).isEqualTo(3);
        assertThat(high.get(Limit.FAILURES_PER_DAY)).isEqualTo(10);
        assertThat(high.get(Limit.FAILURES_PER_MONTH)).isEqualTo(50);
        assertThat(high.get(Limit.DISABLE_AFTER)).isEqualTo(20);
        assertThat(high.get(Limit.TOKEN_LIFE)).isEqualTo(Duration.ofMinutes(5).toMillis());
        assertThat(high.get(Limit.VALIDATION_LIFE)).isEqualTo(60_000);
        assertThat(high.get(Limit.MANAGE_LIFE)).isEqualTo(Duration.ofMinutes(5).toMillis());
        assertThat(high.waits()).isEqualTo(Limits.standard().waits());
    }
}
