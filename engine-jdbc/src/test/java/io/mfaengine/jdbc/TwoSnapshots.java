package io.mfaengine.jdbc;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
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
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that is wrong: it reads the action by one statement, and then the user by another. */
final class TwoSnapshots implements QueryableStore {
    private final QueryableStore target;
    private final Hole hole = new Hole();

    TwoSnapshots(QueryableStore target) {
        this.target = target;
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        Snapshot first = target.load(user, action);
        hole.await(2);
        Snapshot second = target.load(user, null);
        return new Snapshot(second.user(), first.action(), second.settings());
    }

    @Override
    public Commit.Result commit(Commit commit) {
        Commit.Result result = target.commit(commit);
        hole.pass();
        return result;
    }

    @Override
    public Spending spend(List<Budget> budgets, Instant now) {
        return target.spend(budgets, now);
    }

    @Override
    public Optional<UserKey> holder(Claim claim) {
        return target.holder(claim);
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        return target.settings(tenant);
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        return target.saveSettings(next, expected);
    }

    @Override
    public List<UserRecord> users(UserScan scan) {
        return target.users(scan);
    }

    @Override
    public List<ActionRecord> actions(ActionScan scan) {
        return target.actions(scan);
    }

    @Override
    public List<EventRecord> events(EventScan scan) {
        return target.events(scan);
    }

    @Override
    public void forEachUser(String tenant, Consumer<UserKey> visitor) {
        target.forEachUser(tenant, visitor);
    }

    @Override
    public int purge(Instant now, int limit) {
        return target.purge(now, limit);
    }

    @Override
    public void close() {
        target.close();
    }
}
