package io.mfaengine.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * So many in any window of so long. What was spent is kept in 13 buckets of a twelfth of the window each, rounded up to a
 * millisecond, so that it never lets through more than {@code limit} in any window, and may refuse up to a bucket early.
 * Pure: a store only has to compare and set the bytes.
 *
 * <p>The clock never runs back: an earlier instant spends from the newest bucket. But if what was spent lies more than a
 * window ahead, the clock was wrong then: it is moved to now, and leaves one to spend, so that nobody is shut out for longer
 * than a window. Limit and window may be changed while there is something spent: it is carried over, never to an
 * earlier time.
 *
 * @param tenant the namespace of an engine
 * @param key what is counted, within the bounds of a store's key
 * @param limit how many, at least 1
 * @param window in how long, 12 ms to 3,660 days; parts of a millisecond are ignored
 */
public record Budget(String tenant, String key, int limit, Duration window) implements Comparable<Budget> {
    private static final int BUCKETS = 13;
    private static final int BYTES = 2 * Long.BYTES + BUCKETS * Integer.BYTES;
    private static final Duration LONGEST = Duration.ofDays(3660);

    /**
     * Checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if a key, the limit or the window is out of bounds
     */
    public Budget {
        Keys.check("tenant", tenant);
        Keys.check("key", key);
        Keys.limit(limit);
        if (window.compareTo(LONGEST) > 0 || window.toMillis() < BUCKETS - 1) {
            throw new IllegalArgumentException("window must be 12 ms to 3660 days, it is " + window);
        }
    }

    /**
     * Spends one.
     *
     * @param before what the store has of this budget, null if nothing
     * @param now the instant
     * @return what the store is to have, empty if nothing is left
     * @throws IllegalArgumentException if {@code before} is not of this format
     */
    public Optional<byte[]> spend(byte @Nullable [] before, Instant now) {
        Buckets buckets = read(before, now);
        if (buckets.sum() >= limit) {
            return Optional.empty();
        }
        buckets.counts[BUCKETS - 1]++;
        return Optional.of(buckets.bytes());
    }

    /**
     * When there is something to spend again.
     *
     * @param full what the store has of this budget
     * @param now the instant
     * @return the first instant at which {@link #spend} would succeed if nothing else happened; {@code now} if it would now
     * @throws IllegalArgumentException if {@code full} is not of this format
     */
    public Instant until(byte[] full, Instant now) {
        Instant at = now;
        Buckets buckets = read(full, at);
        // After a change of the window a count may move with the instant, to the end of its old bucket at most.
        while (buckets.sum() >= limit) {
            at = buckets.firstWithLessThan(limit);
            buckets = read(full, at);
        }
        return at;
    }

    /**
     * When a state of this budget is worth nothing any more.
     *
     * @param state what the store has of this budget
     * @return the instant from which it may be purged
     * @throws IllegalArgumentException if {@code state} is not of this format
     */
    public Instant expiresAt(byte[] state) {
        Buckets buckets = Buckets.of(state);
        return Instant.ofEpochMilli((buckets.newest + BUCKETS) * buckets.millis);
    }

    @Override
    public int compareTo(Budget other) {
        int byTenant = Keys.compare(tenant, other.tenant);
        return byTenant != 0 ? byTenant : Keys.compare(key, other.key);
    }

    /** What was spent, as it counts at an instant. */
    private Buckets read(byte @Nullable [] before, Instant now) {
        long millis = -Math.floorDiv(-window.toMillis(), BUCKETS - 1L);
        long bucket = Math.floorDiv(now.toEpochMilli(), millis);
        if (before == null) {
            return new Buckets(millis, bucket);
        }
        Buckets spent = Buckets.of(before).inBucketsOf(millis, now);
        if (spent.newest - bucket >= BUCKETS) {
            Buckets moved = new Buckets(millis, bucket);
            moved.counts[BUCKETS - 1] = Math.min(spent.sum(), limit - 1);
            return moved;
        }
        return spent.upTo(Math.max(spent.newest, bucket));
    }

    /** Counts of buckets of so many milliseconds, numbered from the epoch; the newest is the last. */
    private static final class Buckets {
        private final long millis;
        private final long newest;
        private final int[] counts = new int[BUCKETS];

        Buckets(long millis, long newest) {
            this.millis = millis;
            this.newest = newest;
        }

        static Buckets of(byte[] state) {
            if (state.length != BYTES) {
                throw new IllegalArgumentException(
                        "a budget's state must have " + BYTES + " bytes, it has " + state.length);
            }
            ByteBuffer in = ByteBuffer.wrap(state);
            Buckets buckets = new Buckets(in.getLong(), in.getLong());
            if (buckets.millis < 1) {
                throw new IllegalArgumentException("a budget's state must have buckets of 1 ms at least");
            }
            for (int i = 0; i < BUCKETS; i++) {
                buckets.counts[i] = in.getInt();
            }
            return buckets;
        }

        /** The same in buckets of another length, each count at the last instant at which it can have been spent. */
        Buckets inBucketsOf(long other, Instant now) {
            if (other == millis) {
                return this;
            }
            long latest = Math.max(now.toEpochMilli(), newest * millis);
            Buckets result = new Buckets(other, Math.floorDiv(latest, other));
            for (int i = 0; i < BUCKETS; i++) {
                long last = (newest - (BUCKETS - 1) + i + 1) * millis - 1;
                result.add(Math.floorDiv(Math.min(last, latest), other), counts[i]);
            }
            return result;
        }

        Buckets upTo(long bucket) {
            if (bucket == newest) {
                return this;
            }
            Buckets result = new Buckets(millis, bucket);
            for (int i = 0; i < BUCKETS; i++) {
                result.add(newest - (BUCKETS - 1) + i, counts[i]);
            }
            return result;
        }

        private void add(long bucket, int count) {
            long age = newest - bucket;
            if (age < BUCKETS) {
                counts[BUCKETS - 1 - (int) age] += count;
            }
        }

        Instant firstWithLessThan(int limit) {
            int left = sum();
            int gone = 0;
            while (left >= limit) {
                left -= counts[gone];
                gone++;
            }
            return Instant.ofEpochMilli((newest + gone) * millis);
        }

        int sum() {
            int sum = 0;
            for (int count : counts) {
                sum += count;
            }
            return sum;
        }

        byte[] bytes() {
            ByteBuffer out = ByteBuffer.allocate(BYTES).putLong(millis).putLong(newest);
            for (int count : counts) {
                out.putInt(count);
            }
            return out.array();
        }
    }
}
