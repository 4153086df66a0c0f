package io.mfaengine.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.QueryableStoreContract;

/** PostgreSQL with another isolation level than the usual one: who is overtaken gets an error, and still a result. */
class RepeatableReadStoreTest extends QueryableStoreContract {
    private static final HikariDataSource POOL = pool();

    private static HikariDataSource pool() {
        HikariConfig config = PostgresServer.config(PostgresServer.SHARED, 8);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
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
