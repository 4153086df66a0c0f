package io.mfaengine;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.MfaStore;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The store as the engine calls it: whatever it throws is <em>outcome unknown</em>, so that no verb has to think of it. */
final class TranslatedStore implements QueryableStore {
    private final MfaStore store;

    TranslatedStore(MfaStore store) {
        this.store = store;
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        return call(() -> store.load(user, action));
    }

    @Override
    public Commit.Result commit(Commit commit) {
        return call(() -> store.commit(commit));
    }

    @Override
    public Spending spend(List<Budget> budgets, Instant now) {
        return call(() -> store.spend(budgets, now));
    }

    @Override
    public Optional<UserKey> holder(Claim claim) {
        return call(() -> store.holder(claim));
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        return call(() -> store.settings(tenant));
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        return call(() -> store.saveSettings(next, expected));
    }

    @Override
    public List<UserRecord> users(UserScan scan) {
        QueryableStore lists = lists();
        return call(() -> lists.users(scan));
    }

    @Override
    public List<ActionRecord> actions(ActionScan scan) {
        QueryableStore lists = lists();
        return call(() -> lists.actions(scan));
    }

    @Override
    public Map<String, Long> countActions(ActionScan scan, Instant until) {
        QueryableStore lists = lists();
        return call(() -> lists.countActions(scan, until));
    }

    @Override
    public List<EventRecord> events(EventScan scan) {
        QueryableStore lists = lists();
        return call(() -> lists.events(scan));
    }

    /** What the visitor throws is its own, and goes on as it is. */
    @Override
    public void forEachUser(String tenant, Consumer<UserKey> visitor) {
        QueryableStore lists = lists();
        RuntimeException[] visitors = {null};
        try {
            lists.forEachUser(tenant, user -> {
                try {
                    visitor.accept(user);
                } catch (RuntimeException e) {
                    visitors[0] = e;
                    throw e;
                }
            });
        } catch (RuntimeException e) {
            throw visitors[0] == null ? failed(e) : visitors[0];
        }
    }

    @Override
    public int purge(Instant now, int limit) {
        QueryableStore lists = lists();
        return call(() -> lists.purge(now, limit));
    }

    @Override
    public void close() {
        store.close();
    }

    private QueryableStore lists() {
        if (store instanceof QueryableStore lists) {
            return lists;
        }
        throw new IllegalStateException("listing takes a QueryableStore, which this store is not");
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private static MfaException failed(RuntimeException cause) {
        return new MfaException(MfaException.Kind.UNAVAILABLE, "the store failed: outcome unknown", cause);
    }
}
