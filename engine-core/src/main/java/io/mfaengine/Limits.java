package io.mfaengine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The limits of an engine, each with a default and a range that is checked as it is set. Immutable: each setter gives a
 * changed copy. Sources: NIST SP 800-63B-4 section 3.2.2, OWASP ASVS 5.0 chapters 6 and 7, PCI DSS 4.0.1 section 8.3.4.
 */
public final class Limits {
    /** After the 5th failure in a row, the 6th, … the 10th and each later one. */
    private static final List<Duration> STANDARD_WAITS = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60));

    private final Map<Limit, Long> values;
    private final List<Duration> waits;

    private Limits(Map<Limit, Long> values, List<Duration> waits) {
        this.values = values;
        this.waits = waits;
    }

    /**
     * The defaults.
     *
     * @return the standard limits
     */
    public static Limits standard() {
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            values.put(limit, limit.standard);
        }
        return new Limits(values, STANDARD_WAITS);
    }

    /**
     * Stricter ones, for where more is at stake: 3 attempts per challenge, 10 failures a day and 50 a month, disabled
     * after 20 in a row, tokens for 5 minutes, validation within 1 minute, managing for 5 minutes.
     *
     * @return the high limits
     */
    public static Limits high() {
        return standard()
                .attemptsPerChallenge(3)
                .failuresPerDay(10)
                .failuresPerMonth(50)
                .disableAfter(20)
                .tokenLife(Duration.ofMinutes(5))
                .validationLife(Duration.ofMinutes(1))
                .manageLife(Duration.ofMinutes(5));
    }

    /**
     * How many wrong responses one challenge takes.
     *
     * @param guesses 3 to 10, by default 5
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits attemptsPerChallenge(int guesses) {
        return with(Limit.ATTEMPTS_PER_CHALLENGE, Limit.ATTEMPTS_PER_CHALLENGE.check(guesses));
    }

    /**
     * How long a type waits after the 5th failure in a row, the 6th, and so on; the last one holds for all later ones.
     *
     * @param each six durations, none shorter than the default (30 s, 1, 2, 5, 15 and 60 min), none longer than a day
     * @return a changed copy
     * @throws IllegalArgumentException if there are not six, or one is out of range
     */
    public Limits waits(Duration... each) {
        if (each.length != STANDARD_WAITS.size()) {
            throw new IllegalArgumentException("waits must be " + STANDARD_WAITS.size() + ", there are " + each.length);
        }
        List<Duration> checked = new ArrayList<>();
        for (int i = 0; i < each.length; i++) {
            if (each[i].compareTo(STANDARD_WAITS.get(i)) < 0 || each[i].compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(
                        "wait " + (i + 1) + " must be " + STANDARD_WAITS.get(i) + " to PT24H, it is " + each[i]);
            }
            checked.add(each[i]);
        }
        return new Limits(values, List.copyOf(checked));
    }

    /**
     * How many failures of one type of one user in any 24 hours; success clears none of them.
     *
     * @param failures 1 to 20, by default 20
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits failuresPerDay(int failures) {
        return with(Limit.FAILURES_PER_DAY, Limit.FAILURES_PER_DAY.check(failures));
    }

    /**
     * How many failures of one type of one user in any 30 days; success clears none of them.
     *
     * @param failures 1 to 100, by default 100
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits failuresPerMonth(int failures) {
        return with(Limit.FAILURES_PER_MONTH, Limit.FAILURES_PER_MONTH.check(failures));
    }

    /**
     * After how many failures in a row a type is disabled for a user.
     *
     * @param failures 10 to 100, by default 50
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits disableAfter(int failures) {
        return with(Limit.DISABLE_AFTER, Limit.DISABLE_AFTER.check(failures));
    }

    /**
     * How many wrong recovery codes in any 24 hours, before a pause of 24 hours.
     *
     * @param failures 1 to 10, by default 10
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits recoveryFailuresPerDay(int failures) {
        return with(Limit.RECOVERY_FAILURES_PER_DAY, Limit.RECOVERY_FAILURES_PER_DAY.check(failures));
    }

    /**
     * How long an action token opens a session.
     *
     * @param life 1 to 15 minutes, by default 10
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits tokenLife(Duration life) {
        return with(Limit.TOKEN_LIFE, Limit.TOKEN_LIFE.check(life));
    }

    /**
     * How long a passed challenge can be validated.
     *
     * @param life 1 second to 10 minutes, by default 2 minutes
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits validationLife(Duration life) {
        return with(Limit.VALIDATION_LIFE, Limit.VALIDATION_LIFE.check(life));
    }

    /**
     * How long authenticators can be managed after a passed challenge.
     *
     * @param life 1 to 15 minutes, by default 10
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits manageLife(Duration life) {
        return with(Limit.MANAGE_LIFE, Limit.MANAGE_LIFE.check(life));
    }

    /**
     * How long an enrolment that began can be confirmed.
     *
     * @param life 1 to 10 minutes, by default 10
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits pendingLife(Duration life) {
        return with(Limit.PENDING_LIFE, Limit.PENDING_LIFE.check(life));
    }

    /**
     * How many messages one challenge sends.
     *
     * @param messages 1 to 4, by default 4
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits sendsPerChallenge(int messages) {
        return with(Limit.SENDS_PER_CHALLENGE, Limit.SENDS_PER_CHALLENGE.check(messages));
    }

    /**
     * How many messages one user causes in any 24 hours.
     *
     * @param messages 1 to 10, by default 10
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits sendsPerDay(int messages) {
        return with(Limit.SENDS_PER_DAY, Limit.SENDS_PER_DAY.check(messages));
    }

    /**
     * How many messages go to one address, over all users. To one that isn't verified yet never more than
     * {@link #sendsToUnverified}.
     *
     * @param perHour 1 to 5 in any hour, by default 5
     * @param perDay 1 to 10 in any 24 hours, by default 10
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of range
     */
    public Limits sendsPerAddress(int perHour, int perDay) {
        return with(Limit.SENDS_PER_ADDRESS_HOUR, Limit.SENDS_PER_ADDRESS_HOUR.check(perHour))
                .with(Limit.SENDS_PER_ADDRESS_DAY, Limit.SENDS_PER_ADDRESS_DAY.check(perDay));
    }

    /**
     * How many messages go to one address that isn't verified yet.
     *
     * @param perHour 1 to 3 in any hour, by default 3
     * @param perDay 1 to 5 in any 24 hours, by default 5
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of range
     */
    public Limits sendsToUnverified(int perHour, int perDay) {
        return with(Limit.SENDS_UNVERIFIED_HOUR, Limit.SENDS_UNVERIFIED_HOUR.check(perHour))
                .with(Limit.SENDS_UNVERIFIED_DAY, Limit.SENDS_UNVERIFIED_DAY.check(perDay));
    }

    /**
     * How many messages are caused from one network address, of those that {@code track} was told.
     *
     * @param perHour 1 to 10,000 in any hour, by default 20; an office shares one address
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits sendsPerClient(int perHour) {
        return with(Limit.SENDS_PER_CLIENT_HOUR, Limit.SENDS_PER_CLIENT_HOUR.check(perHour));
    }

    /**
     * How many messages go to numbers that differ in their last four digits only.
     *
     * @param perHour 1 to 30 in any hour, by default 30
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits sendsPerPrefix(int perHour) {
        return with(Limit.SENDS_PER_PREFIX_HOUR, Limit.SENDS_PER_PREFIX_HOUR.check(perHour));
    }

    /**
     * How many messages the tenant sends in all: what a fraud can cost at most.
     *
     * @param perHour 1 to 1,000,000 in any hour, by default 10,000
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits sendsPerTenant(int perHour) {
        return with(Limit.SENDS_PER_TENANT_HOUR, Limit.SENDS_PER_TENANT_HOUR.check(perHour));
    }

    /**
     * How long to wait before a challenge's second message; it doubles with each, up to 32 minutes.
     *
     * @param wait 30 seconds to 32 minutes, by default 30 seconds
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits resendWait(Duration wait) {
        return with(Limit.RESEND_WAIT, Limit.RESEND_WAIT.check(wait));
    }

    /**
     * How long an action, and so its idempotency key, is kept.
     *
     * @param life 1 to 400 days, by default 30
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits actionRetention(Duration life) {
        return with(Limit.ACTION_RETENTION, Limit.ACTION_RETENTION.check(life));
    }

    /**
     * How long an event is kept.
     *
     * @param life 30 to 4,000 days, by default 400
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits eventRetention(Duration life) {
        return with(Limit.EVENT_RETENTION, Limit.EVENT_RETENTION.check(life));
    }

    /**
     * How many authenticators a user can hold, all types together.
     *
     * @param count 2 to 100, by default 20
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits authenticatorsPerUser(int count) {
        return with(Limit.AUTHENTICATORS_PER_USER, Limit.AUTHENTICATORS_PER_USER.check(count));
    }

    long get(Limit limit) {
        return Objects.requireNonNull(values.get(limit));
    }

    List<Duration> waits() {
        return waits;
    }

    private Limits with(Limit limit, long checked) {
        Map<Limit, Long> changed = new EnumMap<>(values);
        changed.put(limit, checked);
        return new Limits(changed, waits);
    }

    /** Every limit of the engine, with its default and range; durations in milliseconds. */
    enum Limit {
        ATTEMPTS_PER_CHALLENGE(5, 3, 10),
        FAILURES_PER_DAY(20, 1, 20),
        FAILURES_PER_MONTH(100, 1, 100),
        DISABLE_AFTER(50, 10, 100),
        RECOVERY_FAILURES_PER_DAY(10, 1, 10),
        TOKEN_LIFE(minutes(10), minutes(1), minutes(15)),
        VALIDATION_LIFE(minutes(2), 1_000, minutes(10)),
        MANAGE_LIFE(minutes(10), minutes(1), minutes(15)),
        PENDING_LIFE(minutes(10), minutes(1), minutes(10)),
        SENDS_PER_CHALLENGE(4, 1, 4),
        SENDS_PER_DAY(10, 1, 10),
        SENDS_PER_ADDRESS_HOUR(5, 1, 5),
        SENDS_PER_ADDRESS_DAY(10, 1, 10),
        SENDS_UNVERIFIED_HOUR(3, 1, 3),
        SENDS_UNVERIFIED_DAY(5, 1, 5),
        SENDS_PER_CLIENT_HOUR(20, 1, 10_000),
        SENDS_PER_PREFIX_HOUR(30, 1, 30),
        SENDS_PER_TENANT_HOUR(10_000, 1, 1_000_000),
        RESEND_WAIT(30_000, 30_000, minutes(32)),
        ACTION_RETENTION(days(30), days(1), days(400)),
        EVENT_RETENTION(days(400), days(30), days(4_000)),
        AUTHENTICATORS_PER_USER(20, 2, 100);

        final long standard;
        final long least;
        final long most;

        Limit(long standard, long least, long most) {
            this.standard = standard;
            this.least = least;
            this.most = most;
        }

        long check(long value) {
            if (value < least || value > most) {
                throw outOfRange(least, most, value);
            }
            return value;
        }

        /** In milliseconds. */
        long check(Duration value) {
            Duration shortest = Duration.ofMillis(least);
            Duration longest = Duration.ofMillis(most);
            if (value.compareTo(shortest) < 0 || value.compareTo(longest) > 0) {
                throw outOfRange(shortest, longest, value);
            }
            return value.toMillis();
        }

        private IllegalArgumentException outOfRange(Object from, Object to, Object value) {
            return new IllegalArgumentException(camelCase() + " must be " + from + " to " + to + ", it is " + value);
        }

        private String camelCase() {
            StringBuilder name = new StringBuilder();
            for (String word : name().toLowerCase(java.util.Locale.ROOT).split("_", -1)) {
                name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
            return name.toString();
        }

        private static long minutes(long count) {
            return TimeUnit.MINUTES.toMillis(count);
        }

        private static long days(long count) {
            return TimeUnit.DAYS.toMillis(count);
        }
    }
}
