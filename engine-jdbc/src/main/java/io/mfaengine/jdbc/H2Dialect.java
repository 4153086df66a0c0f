package io.mfaengine.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** H2, in this process or as a server. */
final class H2Dialect extends PortableDialect {
    /**
     * Of a database in a file, H2 2.3 to 2.5 tells two transactions that wait for one row that each has updated it, though
     * both asked for the same version: about once in 30,000 updates of one row by 64 threads. So this process writes one by
     * one, over all stores; H2 itself writes to the file one by one, too.
     */
    private static final Object TURN = new Object();

    private final boolean isInMemory;

    H2Dialect(Tables tables, String url) {
        super(tables);
        this.isInMemory = url.startsWith("jdbc:h2:mem:");
    }

    @Override
    public <T> T writing(Supplier<T> work) {
        if (isInMemory) {
            return work.get();
        }
        synchronized (TURN) {
            return work.get();
        }
    }

    @Override
    public String name() {
        return "h2";
    }

    /** In a file, H2 would answer half a second before it writes, and a process that is killed would forget used codes. */
    @Override
    public void check(Handle handle) {
        if (handle.select("SELECT READONLY()").mapTo(Boolean.class).one()) {
            throw new JdbcStoreException("the H2 database is read-only: open it so that the store can write");
        }
        boolean isInFile = handle.select("SELECT DATABASE_PATH()")
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (isInFile && !waitsForWrites(handle)) {
            try {
                handle.execute("SET WRITE_DELAY 0");
            } catch (JdbiException e) {
                throw new JdbcStoreException(
                        "the H2 database answers before it has written: open it with ;WRITE_DELAY=0, or let an"
                                + " administrator run SET WRITE_DELAY 0",
                        SqlFailure.in(e));
            }
        }
    }

    private static boolean waitsForWrites(Handle handle) {
        return handle.select("SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'")
                .mapTo(String.class)
                .list()
                .contains("0");
    }

    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TRANSACTION_ID()")) {
            return row.next() && row.getString(1) != null;
        }
    }

    /** H2 would keep a time-out for all that the application later does on the connection. */
    @Override
    public boolean limitsStatements() {
        return false;
    }

    /** H2 knows no insert that looks first; it tells, and undoes the one statement. */
    @Override
    public int insert(Statements statements, String sql, @Nullable Object... args) {
        try {
            return statements.update(sql, args);
        } catch (JdbcStoreException e) {
            if (SqlFailure.isDuplicateKey(SqlFailure.in(e))) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    public String purge(String table) {
        return "DELETE FROM " + table + " WHERE expires_at <= ? FETCH FIRST ? ROWS ONLY";
    }
}
