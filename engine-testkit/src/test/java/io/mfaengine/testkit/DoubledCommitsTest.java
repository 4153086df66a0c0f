package io.mfaengine.testkit;

import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.FaultyStore.Call;

/** A store whose commits are all delivered twice keeps the contract, and so does one that is wrapped. */
class DoubledCommitsTest extends QueryableStoreContract {
    @Override
    protected QueryableStore newStore() {
        FaultyStore store = FaultyStore.around(new MapStore());
        store.on(Call.COMMIT, Call.SAVE_SETTINGS).every().isDoneTwice();
        return store;
    }

    @Override
    public int rounds() {
        return 50;
    }
}
