package io.mfaengine.testkit;

import io.mfaengine.store.QueryableStore;

/** The smallest store keeps the contract. */
class MapStoreTest extends QueryableStoreContract {
    @Override
    protected QueryableStore newStore() {
        return new MapStore();
    }
}
