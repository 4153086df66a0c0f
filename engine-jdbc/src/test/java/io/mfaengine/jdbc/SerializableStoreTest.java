package io.mfaengine.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.QueryableStoreContract;

/** PostgreSQL where every transaction is serializable by default: conflicts are errors then, and still results. */
class SerializableStoreTest extends QueryableStoreContract {
    private static final HikariDataSource POOL = pool();

    private static HikariDataSource pool() {
        HikariConfig config = PostgresServer.config(PostgresServer.SHARED, 8);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        return new HikariDataSource(config);
    }

    @Override
    protected QueryableStore newStore() {
        PostgresServer.emptyStore().close();
        return JdbcStore.create(POOL);
    }

    @Override
    protected MfaStore anotherHandle(MfaStore store) {
        return JdbcStore.create(POOL);
    }

    @Override
    public int rounds() {
        return 3;
    }
}
