package io.mfaengine.memory;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store in the memory of this process. It keeps the objects that it is given, forgets them with the process, and no
 * other process sees them. For everything else it keeps the contract as any other store does: a commit is all or
 * nothing, and every call has its effect at one instant between its begin and its end.
 *
 * <p>It is bounded. Users, claims and settings stay until they are removed; actions, events and budgets are dropped once
 * they have expired, by the latest instant that the engine has handed in. Nothing is dropped before, so a guess count, a
 * lock or a used code is never lost to make room: when the store is full of what lives, what would add to it fails.
 * Commits at the same time may go over the bound by what they write.
 *
 * <p>A listing looks through all that there is, some 100 ms with a million.
 *
 * <p>Thread-safe.
 */
public final class MemoryStore implements QueryableStore {
    private static final int MAX_ENTRIES = 1_000_000;

    private final Entries entries;

    private MemoryStore(int maxEntries) {
        entries = new Entries(maxEntries);
    }

    /**
     * Makes a store of at most 1,000,000 entries.
     *
     * @return an empty store
     */
    public static MemoryStore create() {
        return create(MAX_ENTRIES);
    }

    /**
     * Makes a store.
     *
     * @param maxEntries the most users, actions, events, claims and budgets together, at least 1
     * @return an empty store
     * @throws IllegalArgumentException if the bound is below 1
     */
    public static MemoryStore create(int maxEntries) {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("maxEntries must be at least 1, it is " + maxEntries);
        }
        return new MemoryStore(maxEntries);
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        synchronized (entries.partition(user)) {
            return new Snapshot(
                    entries.users.get(user),
                    action == null ? null : entries.actions.get(user, action),
                    settingsVersion(user.tenant()));
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the store is full of what has not expired; nothing is written then
     */
    @Override
    public Commit.Result commit(Commit commit) {
        for (ActionWrite write : commit.actions()) {
            entries.time.atLeast(write.next().createdAt());
        }
        synchronized (entries.partition(commit.user())) {
            UserRecord before = entries.users.get(commit.user());
            if (isStale(commit, before)) {
                return Commit.Result.STALE;
            }
            if (!Claims.concern(commit)) {
                entries.require(commit);
                write(commit, before);
                return Commit.Result.APPLIED;
            }
            synchronized (entries.claims) {
                if (!entries.claims.free(commit)) {
                    return Commit.Result.CLAIM_TAKEN;
                }
                entries.require(commit);
                entries.claims.apply(commit);
                write(commit, before);
                return Commit.Result.APPLIED;
            }
        }
    }

    private boolean isStale(Commit commit, @Nullable UserRecord before) {
        if (!commit.expected().equals(before == null ? Version.ABSENT : before.version())) {
            return true;
        }
        for (ActionWrite write : commit.actions()) {
            ActionRecord action =
                    entries.actions.get(commit.user(), write.next().key());
            if (!write.expected().equals(action == null ? Version.ABSENT : action.version())) {
                return true;
            }
        }
        return false;
    }

    private void write(Commit commit, @Nullable UserRecord before) {
        UserRecord next = commit.next();
        if (next != null) {
            entries.put(next, before);
        } else if (commit.erase()) {
            entries.erase(commit.user());
        }
        for (ActionWrite write : commit.actions()) {
            entries.actions.put(write.next());
        }
        for (EventRecord event : commit.events()) {
            entries.events.map().putIfAbsent(Entries.EventName.of(event), event);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the store is full of what has not expired; the budget counts as not spent then
     */
    @Override
    public Spending spend(List<Budget> budgets, Instant now) {
        entries.time.atLeast(now);
        for (Budget budget : budgets) {
            Optional<Instant> until = entries.spend(budget, now);
            if (until.isPresent()) {
                return new Spending.Exhausted(budget, until.get());
            }
        }
        return new Spending.Spent();
    }

    @Override
    public Optional<UserKey> holder(Claim claim) {
        return entries.claims.holder(claim);
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        return Optional.ofNullable(entries.settings.get(tenant));
    }

    private Version settingsVersion(String tenant) {
        SettingsRecord found = entries.settings.get(tenant);
        return found == null ? Version.ABSENT : found.version();
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        ConcurrentHashMap<String, SettingsRecord> settings = entries.settings;
        if (expected.equals(Version.ABSENT)) {
            return settings.putIfAbsent(next.tenant(), next) == null;
        }
        SettingsRecord found = settings.get(next.tenant());
        return found != null && found.version().equals(expected) && settings.replace(next.tenant(), found, next);
    }

    @Override
    public List<UserRecord> users(UserScan scan) {
        return Listings.users(entries.users.values(), scan);
    }

    @Override
    public List<ActionRecord> actions(ActionScan scan) {
        return Listings.actions(entries.actions.all(), scan);
    }

    @Override
    public Map<String, Long> countActions(ActionScan scan, Instant until) {
        return Listings.countActions(entries.actions.all(), scan, until);
    }

    @Override
    public List<EventRecord> events(EventScan scan) {
        return Listings.events(entries.events.map().values(), scan);
    }

    @Override
    public void forEachUser(String tenant, Consumer<UserKey> visitor) {
        for (UserKey user : entries.users.keySet()) {
            if (user.tenant().equals(tenant)) {
                visitor.accept(user);
            }
        }
    }

    @Override
    public int purge(Instant now, int limit) {
        entries.time.atLeast(now);
        return entries.purge(limit);
    }

    /** Does nothing: the memory is freed with the store. */
    @Override
    public void close() {}
}
