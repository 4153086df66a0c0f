package io.mfaengine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

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
