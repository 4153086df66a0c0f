package io.mfaengine.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Hands out connections that commit each statement by themselves, refuses those that somebody else is using, and gives
 * them back as they were.
 */
final class Connections implements ConnectionFactory {
    private static final String ADVICE =
            ": give the store the pool itself, and not a proxy that takes part in the caller's transactions";

    private final DataSource dataSource;
    private final Dialect dialect;
    private final boolean usuallyCommits;
    private final int networkMillis;
    private final Map<Identity, Before> inUse = new ConcurrentHashMap<>();

    Connections(DataSource dataSource, Dialect dialect, boolean usuallyCommits, Duration timeOut) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.usuallyCommits = usuallyCommits;
        this.networkMillis = (int) timeOut.toMillis() + 500;
    }

    /** How a connection came. */
    private record Before(boolean autoCommit, int networkMillis) {}

    /** Equal if it is the same object. */
    private record Identity(Connection connection) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && connection == that.connection;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(connection);
        }
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = dataSource.getConnection();
        Identity identity = new Identity(connection);
        Before before = new Before(connection.getAutoCommit(), connection.getNetworkTimeout());
        if (inUse.putIfAbsent(identity, before) != null) {
            // Not closed: it is the other call's.
            throw new JdbcStoreException("the data source hands out one connection twice at a time" + ADVICE);
        }
        try {
            refuseIfBusy(connection, before);
            if (!before.autoCommit) {
                connection.setAutoCommit(true);
            }
            connection.setNetworkTimeout(Runnable::run, networkMillis);
            return connection;
        } catch (SQLException | RuntimeException e) {
            inUse.remove(identity);
            connection.close();
            throw e;
        }
    }

    private void refuseIfBusy(Connection connection, Before before) throws SQLException {
        if (usuallyCommits && !before.autoCommit) {
            throw new JdbcStoreException("the data source hands out a connection with auto-commit off, though it has"
                    + " them on otherwise, so it belongs to a transaction" + ADVICE);
        }
        if (dialect.isInTransaction(connection)) {
            throw new JdbcStoreException(
                    "the data source hands out a connection on which a transaction is open" + ADVICE);
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            Before before = inUse.remove(new Identity(connection));
            if (before != null && !connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before.networkMillis);
                if (!before.autoCommit) {
                    connection.setAutoCommit(false);
                }
            }
        } finally {
            connection.close();
        }
    }
}
