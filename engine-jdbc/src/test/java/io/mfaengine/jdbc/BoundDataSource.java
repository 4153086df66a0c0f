package io.mfaengine.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** As frameworks do it: inside a transaction of the caller's, everybody is handed its connection. */
final class BoundDataSource {
    private final DataSource target;
    private volatile @Nullable Connection bound;

    BoundDataSource(DataSource target) {
        this.target = target;
    }

    DataSource dataSource() {
        return FaultyDataSource.proxy(DataSource.class, (proxy, method, args) -> {
            Connection transaction = bound;
            return method.getName().equals("getConnection") && transaction != null
                    ? unclosable(transaction)
                    : FaultyDataSource.call(target, method, args);
        });
    }

    private static Connection unclosable(Connection connection) {
        return FaultyDataSource.proxy(
                Connection.class,
                (proxy, method, args) ->
                        method.getName().equals("close") ? null : FaultyDataSource.call(connection, method, args));
    }

    void begin() throws SQLException {
        Connection connection = target.getConnection();
        connection.setAutoCommit(false);
        bound = connection;
    }

    /** Something of the caller's own. */
    void run(String sql) throws SQLException {
        Connection transaction = bound;
        assert transaction != null : "begun";
        try (Statement statement = transaction.createStatement()) {
            boolean hasRows = statement.execute(sql);
            assert !hasRows : sql;
        }
    }

    void rollback() throws SQLException {
        Connection transaction = bound;
        assert transaction != null : "begun";
        bound = null;
        transaction.rollback();
        transaction.close();
    }
}
