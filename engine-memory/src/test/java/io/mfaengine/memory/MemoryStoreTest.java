package io.mfaengine.memory;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.QueryableStoreContract;

@Requirement("R97")
class MemoryStoreTest extends QueryableStoreContract {
    @Override
    protected QueryableStore newStore() {
        return MemoryStore.create();
    }
}
