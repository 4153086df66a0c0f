package io.mfaengine.jdbc;

import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.QueryableStoreContract;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class H2FileStoreTest extends QueryableStoreContract {
    @TempDir
    private static Path folder;

    private DataSource dataSource = H2.inMemory();

    @Override
    protected QueryableStore newStore() {
        dataSource = H2.inFile(folder);
        return JdbcStore.create(dataSource);
    }

    @Override
    protected MfaStore anotherHandle(MfaStore store) {
        return JdbcStore.create(dataSource);
    }

    @Override
    public int rounds() {
        return 4;
    }
}
