package io.mfaengine.jdbc;

import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.sent.MfaSentContract;

class H2SentTest extends MfaSentContract {
    @Override
    protected MfaStore newStore() {
        return JdbcStore.create(H2.inMemory());
    }
}
