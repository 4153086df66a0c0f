package io.mfaengine.benchmarks;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes the commits that another store is given. */
final class WatchedStore implements MfaStore {
    private final MfaStore store;
    private final List<Commit> commits;

    WatchedStore(MfaStore store, List<Commit> commits) {
        this.store = store;
        this.commits = commits;
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        return store.load(user, action);
    }

    @Override
    public Commit.Result commit(Commit commit) {
        commits.add(commit);
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
    public void close() {
        store.close();
    }
}
