package io.mfaengine.testkit;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Passes every call on to a store. What watches or bends one call extends it. Closing it closes nothing. As thread-safe as
 * the store.
 */
public class PassingStore implements QueryableStore {
    private final MfaStore store;

    /**
     * Passes calls on.
     *
     * @param store to whom; a test that lists is skipped if it doesn't list
     */
    public PassingStore(MfaStore store) {
        this.store = store;
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        return store.load(user, action);
    }

    @Override
    public Commit.Result commit(Commit commit) {
        return store.commit(commit);
    }

    @Override
    public Spending spend(List<Budget> budgets, Instant now) {
        return store.spend(budgets, now);
    }

    @Override
    public Optional<UserKey> holder(Claim claim) {
        return store.holder(claim);
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        return store.settings(tenant);
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        return store.saveSettings(next, expected);
    }

    @Override
    public List<UserRecord> users(UserScan scan) {
        return lists().users(scan);
    }

    @Override
    public List<ActionRecord> actions(ActionScan scan) {
        return lists().actions(scan);
    }

    @Override
    public Map<String, Long> countActions(ActionScan scan, Instant until) {
        return lists().countActions(scan, until);
    }

    @Override
    public List<EventRecord> events(EventScan scan) {
        return lists().events(scan);
    }

    @Override
    public void forEachUser(String tenant, Consumer<UserKey> visitor) {
        lists().forEachUser(tenant, visitor);
    }

    @Override
    public int purge(Instant now, int limit) {
        return lists().purge(now, limit);
    }

    /** What a store can't do that does not list needs no test. */
    private QueryableStore lists() {
        Assumptions.assumeTrue(store instanceof QueryableStore, "the store lists");
        return (QueryableStore) store;
    }

    @Override
    public void close() {}
}
