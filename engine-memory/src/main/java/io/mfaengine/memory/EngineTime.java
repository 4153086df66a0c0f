package io.mfaengine.memory;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The latest instant that the engine handed in. It never runs back, and nothing else moves it. */
final class EngineTime {
    /**
     * What Caffeine takes for nanoseconds: fine enough that what is expired is dropped within two minutes of the engine's
     * time, coarse enough for the years up to 9999 in a long. Whether something is expired is exact in any case.
     */
    private static final long TICKS = 10_000;

    private final AtomicLong millis = new AtomicLong();

    void atLeast(Instant now) {
        long next = now.toEpochMilli();
        long before = millis.get();
        while (next > before && !millis.compareAndSet(before, next)) {
            before = millis.get();
        }
    }

    long ticks() {
        return millis.get() * TICKS;
    }

    static long ticksUntil(@Nullable Instant expiry, long now) {
        return expiry == null ? Long.MAX_VALUE : Math.max(0, expiry.toEpochMilli() * TICKS - now);
    }
}
