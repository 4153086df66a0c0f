package io.mfaengine.jdbc;

import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.engine.MfaEngineContract;

class H2EngineTest extends MfaEngineContract {
    @Override
    protected MfaStore newStore() {
        return JdbcStore.create(H2.inMemory());
    }
}
