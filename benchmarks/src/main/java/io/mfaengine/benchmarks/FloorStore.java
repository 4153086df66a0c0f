package io.mfaengine.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The memory of the floors: the least that keeps what a careful program has to keep. Users in a hash map. Actions and
 * events in Caffeine, each until it expires by the program's own time: in a plain map they would fill the memory.
 * What one operation writes is one write, under a monitor of the user, and only if nobody else wrote the user meanwhile.
 */
final class FloorStore {
    /** What the cache takes for nanoseconds, in a millisecond: as coarse as those of the engine's memory store. */
    private static final long TICKS = 10_000;

    private static final int MONITORS = 1024;

    private final ConcurrentHashMap<String, User> users = new ConcurrentHashMap<>();
    private final AtomicLong time = new AtomicLong();
    private final Cache<ActionName, Action> actions = expiring(Action::expiresAt);
    private final Cache<EventName, Event> events = expiring(Event::expiresAt);
    private final Policy<ActionName, Action> readActions = actions.policy();
    private final Object[] monitors = new Object[MONITORS];

    FloorStore() {
        Arrays.setAll(monitors, i -> new Object());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record User(
            long version,
            byte[] sealedSeed,
            long usedStep,
            int consecutive,
            long[] failures,
            long lockedUntil,
            long chained,
            long mac,
            long macLow) {
        private static final int FAILURES_KEPT = 100;
        private static final int FAILURES_BEFORE_WAIT = 5;
        private static final long WAIT = 30_000;

        User used(long version, long step, long mac, long macLow) {
            return new User(version, sealedSeed, step, 0, failures, 0, chained + 1, mac, macLow);
        }

        User failed(long version, long now, long mac, long macLow) {
            int from = Math.max(0, failures.length + 1 - FAILURES_KEPT);
            long[] more = Arrays.copyOfRange(failures, from, failures.length + 1);
            more[more.length - 1] = now;
            long until = consecutive + 1 < FAILURES_BEFORE_WAIT ? 0 : now + WAIT;
            return new User(version, sealedSeed, usedStep, consecutive + 1, more, until, chained + 1, mac, macLow);
        }

        User locked(long until) {
            return new User(version, sealedSeed, usedStep, 5, failures, until, chained, mac, macLow);
        }

        User chained(long version, long mac, long macLow) {
            return new User(
                    version, sealedSeed, usedStep, consecutive, failures, lockedUntil, chained + 1, mac, macLow);
        }
    }

    record ActionName(String user, String key) {}

    record Action(
            long version,
            long nonce,
            long nonceLow,
            String state,
            long createdAt,
            long expiresAt,
            long passedAt,
            int failures,
            String request) {}

    record EventName(long at, long random) {}

    record Event(String user, ActionName action, String type, long expiresAt, long mac, long macLow) {}

    User user(String id) {
        return Objects.requireNonNull(users.get(id));
    }

    void put(String id, User user) {
        users.put(id, user);
    }

    /** Quietly, since reading makes nothing live longer. */
    @Nullable
    Action action(ActionName name) {
        return readActions.getIfPresentQuietly(name);
    }

    /** A new action of a user who is as they were seen, and its event. */
    void insert(User seen, ActionName name, Action action, EventName eventName, Event event) {
        atLeast(action.createdAt());
        synchronized (monitor(name.user())) {
            require(user(name.user()).version() == seen.version());
            require(actions.asMap().putIfAbsent(name, action) == null);
            events.put(eventName, event);
        }
    }

    /** The user, an action and an event: all of them, if the user is as they were seen. */
    void replace(User seen, User next, ActionName name, Action action, EventName eventName, Event event) {
        atLeast(action.createdAt());
        synchronized (monitor(name.user())) {
            require(user(name.user()).version() == seen.version());
            users.put(name.user(), next);
            actions.put(name, action);
            events.put(eventName, event);
        }
    }

    /** An event that is kept once for many. */
    void cap(EventName name, Event event) {
        events.asMap().putIfAbsent(name, event);
    }

    /** Forgets what was tracked. */
    void purge() {
        actions.invalidateAll();
        events.invalidateAll();
        actions.cleanUp();
        events.cleanUp();
    }

    /** No two threads have the same users here. */
    private static void require(boolean alone) {
        if (!alone) {
            throw new IllegalStateException("another thread has this user");
        }
    }

    private Object monitor(String user) {
        int hash = user.hashCode();
        return monitors[(hash ^ (hash >>> 16)) & (MONITORS - 1)];
    }

    private void atLeast(long now) {
        long before = time.get();
        while (now > before && !time.compareAndSet(before, now)) {
            before = time.get();
        }
    }

    private <K, V> Cache<K, V> expiring(ToLongFunction<V> expiresAt) {
        return Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(() -> time.get() * TICKS)
                .expireAfter(new At<K, V>(expiresAt))
                .build();
    }

    private record At<K, V>(ToLongFunction<V> expiresAt) implements Expiry<K, V> {
        @Override
        public long expireAfterCreate(K key, V value, long now) {
            return expiresAt.applyAsLong(value) * TICKS - now;
        }

        @Override
        public long expireAfterUpdate(K key, V value, long now, long left) {
            return expiresAt.applyAsLong(value) * TICKS - now;
        }

        @Override
        public long expireAfterRead(K key, V value, long now, long left) {
            return left;
        }
    }
}
