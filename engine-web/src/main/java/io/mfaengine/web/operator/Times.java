package io.mfaengine.web.operator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as the portal writes them: in UTC, which a page says once. */
final class Times {
    private static final DateTimeFormatter WHOLE = format("d MMM uuuu, HH:mm:ss");
    private static final DateTimeFormatter SHORT = format("d MMM HH:mm:ss");
    private static final DateTimeFormatter DATE = format("d MMM");
    private static final DateTimeFormatter LONG_DATE = format("d MMMM");
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss.SSS");

    private Times() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    static String whole(Instant instant) {
        return WHOLE.format(instant);
    }

    static String brief(Instant instant) {
        return SHORT.format(instant);
    }

    static String date(LocalDate date) {
        return DATE.format(date);
    }

    static String longDate(LocalDate date) {
        return LONG_DATE.format(date);
    }

    static String clock(Instant instant) {
        return CLOCK.format(instant);
    }
}
