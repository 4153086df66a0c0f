package io.mfaengine.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import java.time.Instant;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map whose values expire by the engine's time: at the latest instant that was handed in, never by a clock. Nothing is
 * evicted before it has expired.
 */
final class Expiring<K, V> {
    private final Cache<K, V> cache;
    private final Policy<K, V> policy;
    private final LongAdder dropped = new LongAdder();

    Expiring(EngineTime time, Function<V, @Nullable Instant> expiresAt) {
        cache = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(time::ticks)
                .expireAfter(new ByRecord<K, V>(expiresAt))
                .evictionListener((key, value, cause) -> dropped.increment())
                .build();
        policy = cache.policy();
    }

    ConcurrentMap<K, V> map() {
        return cache.asMap();
    }

    /** Quietly: to have been read makes nothing expire later, so the cache need not take note of it. */
    @Nullable
    V get(K key) {
        return policy.getIfPresentQuietly(key);
    }

    /** At least as many as there are: what is expired counts until it is dropped. */
    long size() {
        return cache.estimatedSize();
    }

    /** Drops some of what has expired; says whether there was any. */
    boolean dropExpired() {
        long before = dropped();
        cache.cleanUp();
        return dropped() != before;
    }

    /** How many were dropped since the map was made, because they had expired. */
    long dropped() {
        return dropped.sum();
    }

    private record ByRecord<K, V>(Function<V, @Nullable Instant> expiresAt) implements Expiry<K, V> {
        @Override
        public long expireAfterCreate(K key, V value, long now) {
            return EngineTime.ticksUntil(expiresAt.apply(value), now);
        }

        @Override
        public long expireAfterUpdate(K key, V value, long now, long left) {
            return EngineTime.ticksUntil(expiresAt.apply(value), now);
        }

        @Override
        public long expireAfterRead(K key, V value, long now, long left) {
            return left;
        }
    }
}
