package io.mfaengine.jdbc;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** H2 databases for tests. */
final class H2 {
    private static final AtomicInteger LAST = new AtomicInteger();

    private H2() {}

    /** A new database that lives as long as a connection to it. */
    static DataSource inMemory() {
        return pool("mem:t" + LAST.incrementAndGet());
    }

    static DataSource inFile(Path folder) {
        return pool("file:" + folder.resolve("t" + LAST.incrementAndGet()).toAbsolutePath());
    }

    static JdbcConnectionPool pool(String url) {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:" + url + ";DB_CLOSE_DELAY=1", "sa", "");
        pool.setMaxConnections(16);
        return pool;
    }
}
