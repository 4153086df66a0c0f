package io.mfaengine.testkit;

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
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Passes all on, and keeps which calls there were. Thread-safe. */
final class CountingStore implements MfaStore {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Commit> commits = new CopyOnWriteArrayList<>();
    private final MfaStore store;

    CountingStore(MfaStore store) {
        this.store = store;
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        calls.add("load");
        return store.load(user, action);
    }

    @Override
    public Commit.Result commit(Commit commit) {
        calls.add("commit");
        commits.add(commit);
        return store.commit(commit);
    }

    @Override
    public Spending spend(List<Budget> budgets, Instant now) {
        calls.add("spend");
        return store.spend(budgets, now);
    }

    @Override
    public Optional<UserKey> holder(Claim claim) {
        calls.add("holder");
        return store.holder(claim);
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        calls.add("settings");
        return store.settings(tenant);
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        calls.add("saveSettings");
        return store.saveSettings(next, expected);
    }

    /** The store is the test's to close. */
    @Override
    public void close() {
        calls.add("close");
    }
}
