package io.mfaengine.benchmarks;

import io.mfaengine.store.Commit;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.PassingStore;
import java.util.List;

/** Notes the commits that another store is given. */
final class WatchedStore extends PassingStore {
    private final List<Commit> commits;

    WatchedStore(MfaStore store, List<Commit> commits) {
        super(store);
        this.commits = commits;
    }

    @Override
    public Commit.Result commit(Commit commit) {
        commits.add(commit);
        return super.commit(commit);
    }
}
