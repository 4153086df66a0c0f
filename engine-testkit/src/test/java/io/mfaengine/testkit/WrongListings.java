package io.mfaengine.testkit;

import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores that count, purge or list wrongly, each in one way. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // Some are wrong in just that.
final class WrongListings {
    private WrongListings() {}

    static final class ReadsABudgetAndThenWritesIt extends MapStore {
        private final Hole hole = new Hole();

        @Override
        public Spending spend(List<Budget> wanted, Instant now) {
            for (Budget budget : wanted) {
                Claim key = new Claim(budget.tenant(), budget.key());
                byte[] before = read(key);
                hole.meet();
                Optional<byte[]> after = budget.spend(before, now);
                if (after.isEmpty()) {
                    return new Spending.Exhausted(budget, budget.until(before, now));
                }
                write(key, after.get(), budget.expiresAt(after.get()));
            }
            return new Spending.Spent();
        }

        private synchronized byte @Nullable [] read(Claim key) {
            return budgets.get(key);
        }

        private synchronized void write(Claim key, byte[] state, Instant expiry) {
            budgets.put(key, state);
            budgetExpiries.put(key, expiry);
        }
    }

    static final class SpendsAfterTheExhausted extends MapStore {
        @Override
        public synchronized Spending spend(List<Budget> wanted, Instant now) {
            Spending result = new Spending.Spent();
            for (Budget budget : wanted) {
                Spending one = super.spend(List.of(budget), now);
                result = result instanceof Spending.Spent ? one : result;
            }
            return result;
        }
    }

    static final class NamesTheLastExhausted extends MapStore {
        @Override
        public synchronized Spending spend(List<Budget> wanted, Instant now) {
            return super.spend(wanted, now) instanceof Spending.Exhausted exhausted
                    ? new Spending.Exhausted(wanted.get(wanted.size() - 1), exhausted.until())
                    : new Spending.Spent();
        }
    }

    static final class NeedsABudgetToSpend extends MapStore {
        @Override
        public synchronized Spending spend(List<Budget> wanted, Instant now) {
            return super.spend(List.of(wanted.get(0)), now) instanceof Spending.Exhausted exhausted
                    ? exhausted
                    : super.spend(wanted.subList(1, wanted.size()), now);
        }
    }

    static final class CountsByTheHourOnTheClock extends MapStore {
        @Override
        public synchronized Spending spend(List<Budget> wanted, Instant now) {
            Instant hour = now.truncatedTo(ChronoUnit.HOURS);
            List<Budget> hourly = wanted.stream()
                    .map(budget ->
                            new Budget(budget.tenant(), budget.key() + hour, budget.limit(), Duration.ofMinutes(60)))
                    .toList();
            return super.spend(hourly, now) instanceof Spending.Exhausted exhausted
                    ? new Spending.Exhausted(wanted.get(hourly.indexOf(exhausted.which())), exhausted.until())
                    : new Spending.Spent();
        }
    }

    static final class TrustsTheClockWithBudgets extends MapStore {
        private @Nullable Instant last;

        @Override
        public synchronized Spending spend(List<Budget> wanted, Instant now) {
            if (last != null && now.isBefore(last)) {
                budgets.clear();
            }
            last = now;
            return super.spend(wanted, now);
        }
    }

    static final class PurgesWhatLives extends MapStore {
        @Override
        public synchronized int purge(Instant now, int limit) {
            return super.purge(now.plus(Duration.ofDays(2)), limit);
        }
    }

    static final class PurgesWhatNeverExpires extends MapStore {
        @Override
        public synchronized int purge(Instant now, int limit) {
            actions.values().removeIf(action -> action.expiresAt() == null);
            return super.purge(now, limit);
        }
    }

    static final class PurgesUsersAndClaims extends MapStore {
        @Override
        public synchronized int purge(Instant now, int limit) {
            users.keySet()
                    .removeIf(key ->
                            actions.keySet().stream().noneMatch(id -> id.user().equals(key)));
            claims.values().removeIf(user -> !users.containsKey(user));
            return super.purge(now, limit);
        }
    }

    static final class PurgesBudgets extends MapStore {
        @Override
        public synchronized int purge(Instant now, int limit) {
            budgets.clear();
            return super.purge(now, limit);
        }
    }

    static final class PurgesWithoutALimit extends MapStore {
        @Override
        public synchronized int purge(Instant now, int limit) {
            return super.purge(now, Integer.MAX_VALUE);
        }
    }

    static final class PurgesByTheFirstExpiry extends MapStore {
        private final Map<Id, Instant> first = new HashMap<>();

        @Override
        synchronized void apply(Commit commit) {
            super.apply(commit);
            actions.forEach((id, action) -> {
                if (action.expiresAt() != null) {
                    first.putIfAbsent(id, action.expiresAt());
                }
            });
        }

        @Override
        public synchronized int purge(Instant now, int limit) {
            actions.keySet().removeIf(id -> expired(first.get(id), now));
            return super.purge(now, limit);
        }
    }

    static final class PurgesActionsOnly extends MapStore {
        @Override
        public synchronized int purge(Instant now, int limit) {
            Map<Claim, EventRecord> kept = new HashMap<>(events);
            int removed = super.purge(now, limit);
            events = kept;
            return removed == 0 || events.isEmpty() ? removed : 0;
        }
    }

    static final class SortsByUtf16 extends MapStore {
        @Override
        public synchronized List<UserRecord> users(UserScan scan) {
            return super.users(new UserScan(scan.tenant(), scan.index(), null, Integer.MAX_VALUE)).stream()
                    .filter(user -> scan.after() == null
                            || user.key().userId().compareTo(scan.after().userId()) > 0)
                    .sorted(Comparator.comparing(user -> user.key().userId()))
                    .limit(scan.limit())
                    .toList();
        }
    }

    static final class SortsEventsAsTheyCame extends MapStore {
        private final List<String> order = new ArrayList<>();

        @Override
        void append(EventRecord event) {
            super.append(event);
            order.add(event.id());
        }

        @Override
        public synchronized List<EventRecord> events(EventScan scan) {
            return super.events(scan).stream()
                    .sorted(Comparator.comparing(event -> order.indexOf(event.id())))
                    .toList();
        }
    }

    static final class ForgetsIndexes extends MapStore {
        @Override
        public synchronized List<UserRecord> users(UserScan scan) {
            return scan.index() == null ? super.users(scan) : List.of();
        }
    }

    static final class IgnoresTheState extends MapStore {
        @Override
        public synchronized List<ActionRecord> actions(ActionScan scan) {
            ActionScan all = new ActionScan(
                    scan.tenant(), scan.user(), scan.actions(), null, scan.from(), scan.after(), scan.limit());
            return super.actions(all);
        }
    }

    static final class PagesByTimeAlone extends MapStore {
        @Override
        public synchronized List<ActionRecord> actions(ActionScan scan) {
            ActionRecord after = scan.after();
            ActionScan all = new ActionScan(
                    scan.tenant(), scan.user(), scan.actions(), scan.state(), scan.from(), null, Integer.MAX_VALUE);
            return super.actions(all).stream()
                    .filter(action -> after == null || action.createdAt().isBefore(after.createdAt()))
                    .limit(scan.limit())
                    .toList();
        }
    }

    static final class ListsOldestFirst extends MapStore {
        @Override
        public synchronized List<ActionRecord> actions(ActionScan scan) {
            return super.actions(scan).stream().sorted(NEWEST_FIRST.reversed()).toList();
        }
    }

    static final class CountsWithoutALimit extends MapStore {
        @Override
        public synchronized Map<String, Long> countActions(ActionScan scan, Instant until) {
            return super.countActions(limited(scan, scan.tenant(), scan.state(), Integer.MAX_VALUE), until);
        }
    }

    private static ActionScan limited(ActionScan scan, String tenant, @Nullable String state, int limit) {
        return new ActionScan(tenant, scan.user(), scan.actions(), state, scan.from(), scan.after(), limit);
    }

    static final class CountsTheEnd extends MapStore {
        @Override
        public synchronized Map<String, Long> countActions(ActionScan scan, Instant until) {
            return super.countActions(scan, until.plusMillis(1));
        }
    }

    static final class CountsAllStates extends MapStore {
        @Override
        public synchronized Map<String, Long> countActions(ActionScan scan, Instant until) {
            return super.countActions(limited(scan, scan.tenant(), null, scan.limit()), until);
        }
    }

    static final class CountsAllTenants extends MapStore {
        @Override
        public synchronized Map<String, Long> countActions(ActionScan scan, Instant until) {
            Map<String, Long> all = new HashMap<>(super.countActions(scan, until));
            actions.keySet().stream()
                    .map(id -> id.user().tenant())
                    .filter(tenant -> !tenant.equals(scan.tenant()))
                    .distinct()
                    .forEach(tenant -> super.countActions(limited(scan, tenant, scan.state(), scan.limit()), until)
                            .forEach((state, count) -> all.merge(state, count, Long::sum)));
            return all;
        }
    }

    static final class VisitsOnePage extends MapStore {
        @Override
        public void forEachUser(String tenant, Consumer<UserKey> visitor) {
            users(new UserScan(tenant, null, null, 100)).forEach(user -> visitor.accept(user.key()));
        }
    }
}
