package io.mfaengine.testkit;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Keys;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The smallest store: maps and one monitor. An example of how little a store has to know, and what the wrong ones derive
 * from: each step of a commit is a method that one of them gets wrong.
 */
class MapStore implements QueryableStore {
    /** Names one action. */
    record Id(UserKey user, ActionKey key) {}

    static final Comparator<ActionRecord> NEWEST_FIRST = Comparator.comparing(ActionRecord::createdAt)
            .reversed()
            .thenComparing(ActionRecord::user)
            .thenComparing(ActionRecord::key);

    Map<UserKey, UserRecord> users = new HashMap<>();
    Map<Id, ActionRecord> actions = new HashMap<>();
    Map<Claim, UserKey> claims = new HashMap<>();
    Map<Claim, EventRecord> events = new HashMap<>();
    Map<Claim, byte[]> budgets = new HashMap<>();
    Map<Claim, Instant> budgetExpiries = new HashMap<>();
    Map<String, SettingsRecord> settings = new HashMap<>();

    @Override
    public synchronized Snapshot load(UserKey user, @Nullable ActionKey action) {
        return new Snapshot(
                users.get(user),
                action == null ? null : actions.get(new Id(user, action)),
                settings(user.tenant()).map(SettingsRecord::version).orElse(Version.ABSENT));
    }

    @Override
    public synchronized Result commit(Commit commit) {
        Result result = check(commit);
        if (result == Result.APPLIED) {
            apply(commit);
        }
        return result;
    }

    synchronized Result check(Commit commit) {
        UserRecord user = users.get(commit.user());
        if (!commit.expected().equals(user == null ? Version.ABSENT : user.version())) {
            return Result.STALE;
        }
        for (ActionWrite write : commit.actions()) {
            ActionRecord action = actions.get(new Id(commit.user(), write.next().key()));
            if (!write.expected().equals(action == null ? Version.ABSENT : action.version())) {
                return Result.STALE;
            }
        }
        boolean free = commit.claims().stream()
                .map(claims::get)
                .allMatch(holder -> holder == null || holder.equals(commit.user()));
        return free ? Result.APPLIED : Result.CLAIM_TAKEN;
    }

    synchronized void apply(Commit commit) {
        if (commit.next() != null) {
            users.put(commit.user(), commit.next());
        }
        if (commit.erase()) {
            erase(commit.user());
        }
        commit.actions()
                .forEach(write -> actions.put(new Id(commit.user(), write.next().key()), write.next()));
        commit.releases().forEach(claim -> claims.remove(claim, commit.user()));
        commit.claims().forEach(claim -> claims.put(claim, commit.user()));
        commit.events().forEach(this::append);
    }

    void erase(UserKey user) {
        users.remove(user);
        actions.keySet().removeIf(id -> id.user().equals(user));
        claims.values().removeIf(user::equals);
    }

    void append(EventRecord event) {
        events.putIfAbsent(new Claim(event.user().tenant(), event.id()), event);
    }

    @Override
    public synchronized Spending spend(List<Budget> wanted, Instant now) {
        for (Budget budget : wanted) {
            Claim key = new Claim(budget.tenant(), budget.key());
            byte[] before = budgets.get(key);
            Optional<byte[]> after = budget.spend(before, now);
            if (after.isEmpty()) {
                return new Spending.Exhausted(budget, budget.until(before, now));
            }
            budgets.put(key, after.get());
            budgetExpiries.put(key, budget.expiresAt(after.get()));
        }
        return new Spending.Spent();
    }

    @Override
    public synchronized Optional<UserKey> holder(Claim claim) {
        return Optional.ofNullable(claims.get(claim));
    }

    @Override
    public synchronized Optional<SettingsRecord> settings(String tenant) {
        return Optional.ofNullable(settings.get(tenant));
    }

    @Override
    public synchronized boolean saveSettings(SettingsRecord next, Version expected) {
        Version found = settings(next.tenant()).map(SettingsRecord::version).orElse(Version.ABSENT);
        if (!found.equals(expected)) {
            return false;
        }
        settings.put(next.tenant(), next);
        return true;
    }

    @Override
    public synchronized List<UserRecord> users(UserScan scan) {
        return page(
                users.values(),
                user -> user.key().tenant().equals(scan.tenant())
                        && (scan.index() == null || user.indexes().contains(scan.index()))
                        && (scan.after() == null || user.key().compareTo(scan.after()) > 0),
                Comparator.comparing(UserRecord::key),
                scan.limit());
    }

    @Override
    public synchronized List<ActionRecord> actions(ActionScan scan) {
        return page(actions.values(), action -> wanted(action, scan), NEWEST_FIRST, scan.limit());
    }

    private static boolean wanted(ActionRecord action, ActionScan scan) {
        return action.user().tenant().equals(scan.tenant())
                && (scan.user() == null || action.user().equals(scan.user()))
                && (scan.actions().isEmpty()
                        || scan.actions().contains(action.key().action()))
                && (scan.state() == null || action.state().equals(scan.state()))
                && (scan.from() == null || !action.createdAt().isBefore(scan.from()))
                && (scan.after() == null || NEWEST_FIRST.compare(action, scan.after()) > 0);
    }

    @Override
    public synchronized Map<String, Long> countActions(ActionScan scan, Instant until) {
        return actions.values().stream()
                .filter(action -> wanted(action, scan) && action.createdAt().isBefore(until))
                .limit(scan.limit())
                .collect(Collectors.groupingBy(ActionRecord::state, Collectors.counting()));
    }

    @Override
    public synchronized List<EventRecord> events(EventScan scan) {
        return page(
                events.values(),
                event -> event.user().tenant().equals(scan.tenant())
                        && (scan.user() == null || event.user().equals(scan.user()))
                        && (scan.afterId() == null || Keys.compare(event.id(), scan.afterId()) > 0),
                Comparator.comparing(EventRecord::id, Keys::compare),
                scan.limit());
    }

    private static <T> List<T> page(Iterable<T> all, Predicate<T> wanted, Comparator<T> order, int limit) {
        Stream.Builder<T> found = Stream.builder();
        all.forEach(found);
        return found.build().filter(wanted).sorted(order).limit(limit).toList();
    }

    @Override
    public void forEachUser(String tenant, Consumer<UserKey> visitor) {
        List<UserKey> all;
        synchronized (this) {
            all = List.copyOf(users.keySet());
        }
        all.stream().filter(key -> key.tenant().equals(tenant)).forEach(visitor);
    }

    @Override
    public synchronized int purge(Instant now, int limit) {
        int removed = purge(actions.values().iterator(), action -> expired(action.expiresAt(), now), limit);
        removed += purge(events.values().iterator(), event -> expired(event.expiresAt(), now), limit - removed);
        removed += purge(budgetExpiries.values().iterator(), expiry -> expired(expiry, now), limit - removed);
        budgets.keySet().retainAll(budgetExpiries.keySet());
        return removed;
    }

    static boolean expired(@Nullable Instant expiresAt, Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    private static <T> int purge(Iterator<T> all, Predicate<T> expired, int limit) {
        int removed = 0;
        while (removed < limit && all.hasNext()) {
            if (expired.test(all.next())) {
                all.remove();
                removed++;
            }
        }
        return removed;
    }

    @Override
    public void close() {}
}
