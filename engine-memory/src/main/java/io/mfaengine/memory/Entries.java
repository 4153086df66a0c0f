package io.mfaengine.memory;

import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All that the store holds, and its bound. What belongs to a user is read and written under the monitor of their
 * {@link #partition}.
 */
final class Entries {
    private static final int PARTITIONS = 1024;

    final EngineTime time = new EngineTime();
    final ConcurrentHashMap<UserKey, UserRecord> users = new ConcurrentHashMap<>();
    final Claims claims = new Claims();
    final ConcurrentHashMap<String, SettingsRecord> settings = new ConcurrentHashMap<>();
    final Actions actions = new Actions(time);
    final Expiring<EventName, EventRecord> events = new Expiring<>(time, EventRecord::expiresAt);

    private final Expiring<BudgetName, Spent> budgets = new Expiring<>(time, Spent::expiresAt);
    private final Object[] partitions = new Object[PARTITIONS];
    private final int maxEntries;
    private long reported;

    Entries(int maxEntries) {
        this.maxEntries = maxEntries;
        Arrays.setAll(partitions, i -> new Object());
    }

    /** Names one event. */
    record EventName(String tenant, String id) {
        static EventName of(EventRecord event) {
            return new EventName(event.user().tenant(), event.id());
        }
    }

    private record BudgetName(String tenant, String key) {}

    /** Compared by identity: to be replaced only where nobody else spent meanwhile. */
    private static final class Spent {
        private final byte[] state;
        private final Instant expiresAt;

        Spent(byte[] state, Instant expiresAt) {
            this.state = state;
            this.expiresAt = expiresAt;
        }

        Instant expiresAt() {
            return expiresAt;
        }
    }

    Object partition(UserKey user) {
        int hash = user.hashCode();
        return partitions[(hash ^ (hash >>> 16)) & (PARTITIONS - 1)];
    }

    @SuppressWarnings("ReferenceEquality") // It is about which object is kept.
    void put(UserRecord next, @Nullable UserRecord before) {
        UserRecord kept = next;
        if (before != null && before.key() != next.key()) {
            // The map keeps its first key, so a record with an equal one of its own would hold the id twice.
            kept = new UserRecord(before.key(), next.version(), next.indexes(), next.payload());
        }
        users.put(kept.key(), kept);
    }

    void erase(UserKey user) {
        users.remove(user);
        actions.erase(user);
    }

    /** Spends one; says until when nothing is left if nothing is. */
    Optional<Instant> spend(Budget budget, Instant now) {
        BudgetName name = new BudgetName(budget.tenant(), budget.key());
        while (true) {
            Spent before = budgets.get(name);
            Optional<byte[]> after = budget.spend(before == null ? null : before.state, now);
            if (before != null && after.isEmpty()) {
                return Optional.of(budget.until(before.state, now));
            }
            byte[] state = after.orElseThrow();
            Spent next = new Spent(state, budget.expiresAt(state));
            if (before != null && budgets.map().replace(name, before, next)) {
                return Optional.empty();
            }
            if (before == null) {
                require(1);
                if (budgets.map().putIfAbsent(name, next) == null) {
                    return Optional.empty();
                }
            }
        }
    }

    /** Requires room for what a commit may add. */
    void require(Commit commit) {
        int most = (commit.next() == null ? 0 : 1)
                + commit.actions().size()
                + commit.events().size()
                + commit.claims().size();
        if (size() + most > maxEntries) {
            require(added(commit));
        }
    }

    private int added(Commit commit) {
        int added = commit.next() != null && !users.containsKey(commit.user()) ? 1 : 0;
        for (ActionWrite write : commit.actions()) {
            added += actions.contains(write.next()) ? 0 : 1;
        }
        for (EventRecord event : commit.events()) {
            added += events.get(EventName.of(event)) == null ? 1 : 0;
        }
        for (Claim claim : commit.claims()) {
            added += claims.contains(claim) ? 0 : 1;
        }
        return added;
    }

    private void require(int added) {
        if (added == 0 || size() + added <= maxEntries) {
            return;
        }
        while (size() + added > maxEntries && dropExpired()) {
            // Until there is room, or nothing is expired.
        }
        if (size() + added > maxEntries) {
            throw new IllegalStateException("the memory store is full: it holds " + size() + " of at most " + maxEntries
                    + " users, actions, events, claims and budgets, none of them expired;"
                    + " give MemoryStore.create a higher bound, or use a database");
        }
    }

    private long size() {
        return users.mappingCount() + claims.size() + actions.size() + events.size() + budgets.size();
    }

    private boolean dropExpired() {
        boolean some = actions.dropExpired();
        some |= events.dropExpired();
        some |= budgets.dropExpired();
        return some;
    }

    /**
     * Drops what is expired, and says of how much of it, at most the limit. What was dropped beyond it, or without being
     * asked, is said by the next call.
     */
    synchronized int purge(int limit) {
        while (dropped() - reported < limit && dropExpired()) {
            // Some at a time, so that no commit waits for long.
        }
        int news = (int) Math.min(limit, dropped() - reported);
        reported += news;
        return news;
    }

    private long dropped() {
        return actions.dropped() + events.dropped() + budgets.dropped();
    }
}
