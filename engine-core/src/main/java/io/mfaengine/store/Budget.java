package io.mfaengine.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * So many in any window of so long. What was spent is kept in 13 buckets of a twelfth of the window each, so that it
 * never lets through more than {@code limit} in any window, and may refuse up to a twelfth of a window early. A clock
 * that runs back spends from the newest bucket. Pure: a store only has to compare and set the bytes.
 *
 * @param tenant the namespace of an engine
 * @param key what is counted, within the bounds of a store's key
 * @param limit how many, at least 1
 * @param window in how long, at least 12 ms
 */
public record Budget(String tenant, String key, int limit, Duration window) implements Comparable<Budget> {
    private static final int BUCKETS = 13;
    private static final int BYTES = Long.BYTES + BUCKETS * Integer.BYTES;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a key is out of bounds, the limit below 1 or the window below 12 ms
     */
    public Budget {
        Keys.check("tenant", tenant);
        Keys.check("key", key);
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, it is " + limit);
        }
        if (window.toMillis() < 12) {
            throw new IllegalArgumentException("window must be at least 12 ms, it is " + window);
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
     */
    public Instant until(byte[] full, Instant now) {
        Buckets buckets = read(full, now);
        int left = buckets.sum();
        for (int i = 0; i < BUCKETS && left >= limit; i++) {
            left -= buckets.counts[i];
            if (left < limit) {
                return Instant.ofEpochMilli((buckets.newest + i + 1) * bucketMillis());
            }
        }
        return now;
    }

    /**
     * When a state of this budget is worth nothing any more.
     *
     * @param state what the store has of this budget
     * @return the instant from which it may be purged
     */
    public Instant expiresAt(byte[] state) {
        return Instant.ofEpochMilli((ByteBuffer.wrap(state).getLong() + BUCKETS) * bucketMillis());
    }

    @Override
    public int compareTo(Budget other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : key.compareTo(other.key);
    }

    private long bucketMillis() {
        return -Math.floorDiv(-window.toMillis(), BUCKETS - 1);
    }

    private Buckets read(byte @Nullable [] before, Instant now) {
        long bucket = Math.floorDiv(now.toEpochMilli(), bucketMillis());
        Buckets buckets = new Buckets(bucket);
        if (before == null) {
            return buckets;
        }
        if (before.length != BYTES) {
            throw new IllegalArgumentException("a budget's state must have " + BYTES + " bytes, it has " + before.length);
        }
        ByteBuffer in = ByteBuffer.wrap(Objects.requireNonNull(before));
        long newest = in.getLong();
        buckets.newest = Math.max(newest, bucket);
        long shift = buckets.newest - newest;
        for (int i = 0; i < BUCKETS; i++) {
            int count = in.getInt();
            if (i - shift >= 0) {
                buckets.counts[(int) (i - shift)] = count;
            }
        }
        return buckets;
    }

    /** The newest bucket is the last. */
    private static final class Buckets {
        private final int[] counts = new int[BUCKETS];
        private long newest;

        Buckets(long newest) {
            this.newest = newest;
        }

        int sum() {
            int sum = 0;
            for (int count : counts) {
                sum += count;
            }
            return sum;
        }

        byte[] bytes() {
            ByteBuffer out = ByteBuffer.allocate(BYTES).putLong(newest);
            for (int count : counts) {
                out.putInt(count);
            }
            return out.array();
        }
    }
}
