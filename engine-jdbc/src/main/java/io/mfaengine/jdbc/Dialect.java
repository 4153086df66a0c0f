package io.mfaengine.jdbc;

import io.mfaengine.store.Commit;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What differs from one database to another. */
interface Dialect {
    /** Those that there are, by the folder of their scripts. */
    List<String> NAMES = List.of("h2", "postgresql");

    static Dialect of(DatabaseMetaData database, Tables tables) throws SQLException {
        return switch (database.getDatabaseProductName()) {
            case "H2" -> new H2Dialect(tables, database.getURL());
            case "PostgreSQL" ->
                new PostgresDialect(tables, database.getConnection().getTransactionIsolation());
            default ->
                throw new JdbcStoreException("the database must be H2 or PostgreSQL, it is "
                        + database.getDatabaseProductName() + " "
                        + database.getDatabaseProductVersion());
        };
    }

    /** One of {@link #NAMES}. */
    String name();

    /** Refuses a database that could not keep what it is given. */
    void check(Handle handle);

    /** Whether somebody has begun something on the connection; asks the driver, at no cost. */
    boolean isInTransaction(Connection connection) throws SQLException;

    /** Whether a statement's time-out is the statement's, and not one that stays with the connection. */
    boolean limitsStatements();

    /** Whether a script that fails, or is cut off, leaves nothing behind. */
    boolean undoesScripts();

    /** How a key is bound. */
    Object key(String key);

    /** How a key is read. */
    String key(ResultSet row, int column) throws SQLException;

    /** Inserts one row, or none if its key is there. */
    int insert(Statements statements, String sql, @Nullable Object... args);

    /** Removes rows of a table that expired by an instant (the first argument), at most so many (the second). */
    String purge(String table);

    /** Runs what writes under a condition; where the database can't be trusted with that, one at a time. */
    default <T> T writing(Supplier<T> work) {
        return work.get();
    }

    /** Writes a commit, in a transaction of its own. */
    Commit.Result commit(Database database, Commit commit);

    /**
     * Sets what budgets have, each if it has what it had and the one before it was set.
     *
     * @return how many were set
     */
    int spend(Statements statements, List<BudgetChange> changes);
}
