package io.mfaengine.jdbc;

import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.sent.MfaSentContract;

/** Two nodes, with a pool each, on one database. */
class PostgresTwoNodesSentTest extends MfaSentContract {
    @Override
    protected MfaStore newStore() {
        return PostgresServer.emptyStore();
    }

    @Override
    protected MfaStore anotherHandle(MfaStore store) {
        return JdbcStore.create(PostgresServer.OTHER);
    }
}
