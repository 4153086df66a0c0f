package io.mfaengine.jdbc;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Commit;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.testkit.PassingStore;
import org.jspecify.annotations.Nullable;

/** A store that is wrong: it reads the action by one statement, and then the user by another. */
final class TwoSnapshots extends PassingStore {
    private final Hole hole = new Hole();

    TwoSnapshots(QueryableStore target) {
        super(target);
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        long before = hole.passed();
        Snapshot first = super.load(user, action);
        hole.await(before + 2);
        Snapshot second = super.load(user, null);
        return new Snapshot(second.user(), first.action(), second.settings());
    }

    @Override
    public Commit.Result commit(Commit commit) {
        Commit.Result result = super.commit(commit);
        hole.pass();
        return result;
    }
}
