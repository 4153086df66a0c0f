package io.mfaengine.jdbc;

import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.QueryableStoreContract;
import javax.sql.DataSource;

class H2StoreTest extends QueryableStoreContract {
    private DataSource dataSource = H2.inMemory();

    @Override
    protected QueryableStore newStore() {
        dataSource = H2.inMemory();
        return JdbcStore.create(dataSource);
    }

    @Override
    protected MfaStore anotherHandle(MfaStore store) {
        return JdbcStore.create(dataSource);
    }

    @Override
    public int rounds() {
        return 20;
    }
}
