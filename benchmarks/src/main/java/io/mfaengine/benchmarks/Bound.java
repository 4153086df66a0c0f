package io.mfaengine.benchmarks;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement and what is bound to it so far. */
final class Bound implements AutoCloseable {
    private static final int SECONDS = 2;

    private final PreparedStatement statement;
    private int last;

    Bound(Connection connection, String sql) throws SQLException {
        statement = connection.prepareStatement(sql);
    }

    /** Gives up as soon as the store would. */
    @CanIgnoreReturnValue
    Bound timed() throws SQLException {
        statement.setQueryTimeout(SECONDS);
        return this;
    }

    @CanIgnoreReturnValue
    Bound text(String... values) throws SQLException {
        for (String value : values) {
            last++;
            statement.setString(last, value);
        }
        return this;
    }

    /** Texts in columns that hold bytes. */
    @CanIgnoreReturnValue
    Bound bytes(String... values) throws SQLException {
        for (String value : values) {
            last++;
            statement.setBytes(last, value.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    @CanIgnoreReturnValue
    Bound number(long value) throws SQLException {
        last++;
        statement.setLong(last, value);
        return this;
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
