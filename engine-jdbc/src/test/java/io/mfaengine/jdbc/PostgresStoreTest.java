package io.mfaengine.jdbc;

import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.QueryableStoreContract;

/** Two nodes, with a pool each, on one database. */
class PostgresStoreTest extends QueryableStoreContract {
    @Override
    protected QueryableStore newStore() {
        return PostgresServer.emptyStore();
    }

    @Override
    protected MfaStore anotherHandle(MfaStore store) {
        return JdbcStore.create(PostgresServer.OTHER);
    }

    @Override
    public int rounds() {
        return 20;
    }
}
