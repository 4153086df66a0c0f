package io.mfaengine.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection by JDBC alone, for the calls that every sign-in makes: Jdbi takes longer for a
 * statement than the driver does. For one thread.
 */
final class Statements implements AutoCloseable {
    private final Connections connections;
    private final Connection connection;
    private final int seconds;

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param seconds how long a statement may take; 0: the database limits that */
    Statements(Connections connections, int seconds) {
        try {
            this.connection = connections.openConnection();
        } catch (SQLException e) {
            throw new JdbcStoreException("there is no connection", e);
        }
        this.connections = connections;
        this.seconds = seconds;
    }

    @CanIgnoreReturnValue
    int update(String sql, @Nullable Object... args) {
        try (PreparedStatement statement = execute(sql, args)) {
            return statement.getUpdateCount();
        } catch (SQLException e) {
            throw new JdbcStoreException("the statement failed", e);
        }
    }

    /** The only row, or none. */
    <T> Optional<T> query(Row<T> row, String sql, @Nullable Object... args) {
        return list(row, sql, args).stream().findFirst();
    }

    /** All rows. */
    <T> List<T> list(Row<T> row, String sql, @Nullable Object... args) {
        List<T> all = new ArrayList<>(1);
        try (PreparedStatement statement = execute(sql, args);
                ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new JdbcStoreException("the query failed", e);
        }
    }

    private PreparedStatement execute(String sql, @Nullable Object... args) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            if (seconds > 0) {
                statement.setQueryTimeout(seconds);
            }
            for (int i = 0; i < args.length; i++) {
                bind(statement, i + 1, args[i]);
            }
            boolean ignored = statement.execute();
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object arg) throws SQLException {
        if (arg instanceof String text) {
            statement.setString(at, text);
        } else if (arg instanceof Long number) {
            statement.setLong(at, number);
        } else if (arg instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
        } else if (arg == null) {
            statement.setNull(at, Types.NULL);
        } else {
            throw new IllegalArgumentException("arg " + at + " must be text, a number or bytes");
        }
    }

    /** Runs statements that are committed together, if what they come to is to be kept. It is true only then. */
    <T> T transaction(Supplier<T> work, Predicate<T> isKept) {
        try {
            return transaction(connection, work, isKept);
        } catch (SQLException e) {
            throw new JdbcStoreException("the transaction failed", e);
        }
    }

    // Not Jdbi's own: after a failed commit it turns auto-commit on, and that is a commit too.
    static <T> T transaction(Connection connection, Supplier<T> work, Predicate<T> isKept) throws SQLException {
        connection.setAutoCommit(false);
        boolean isOver = false;
        try {
            T result = work.get();
            if (isKept.test(result)) {
                connection.commit();
                isOver = true;
            }
            return result;
        } finally {
            if (!isOver) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        try {
            connections.closeConnection(connection);
        } catch (SQLException e) {
            throw new JdbcStoreException("the connection could not be given back", e);
        }
    }
}
