package io.mfaengine.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class MovableClock implements InstantSource {
    private volatile Instant now;

    private MovableClock(Instant start) {
        this.now = start;
    }

    /**
     * A clock that stands at an instant.
     *
     * @param instant in ISO 8601, for example {@code 2026-11-24T09:00:00Z}
     * @return the clock
     * @throws java.time.format.DateTimeParseException if it is something else
     */
    public static MovableClock at(String instant) {
        return new MovableClock(Instant.parse(instant));
    }

    /**
     * Moves the clock.
     *
     * @param by how far; negative: back
     */
    public synchronized void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
