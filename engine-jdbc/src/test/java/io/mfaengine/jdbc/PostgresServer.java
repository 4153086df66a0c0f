package io.mfaengine.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One PostgreSQL server for all tests of this process, and pools on it as different nodes have them. */
final class PostgresServer {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger LAST = new AtomicInteger();
    static final String SHARED = newDatabase("ENCODING 'UTF8'");

    /** The pools of two nodes. */
    static final DataSource ONE = pool(SHARED, 8);

    static final DataSource OTHER = pool(SHARED, 8);

    private PostgresServer() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "off")
                    .setLocaleConfig("locale", "C")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String newDatabase(String options) {
        String name = "t" + LAST.incrementAndGet();
        run(SERVER.getPostgresDatabase(), "CREATE DATABASE " + name + " TEMPLATE template0 " + options);
        return name;
    }

    static HikariDataSource pool(String database, int size) {
        return new HikariDataSource(config(database, size));
    }

    static HikariConfig config(String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SERVER.getJdbcUrl("postgres", database));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        return config;
    }

    static int port() {
        return SERVER.getPort();
    }

    /** A store on the shared database, without any record. */
    static JdbcStore emptyStore() {
        JdbcStore store = JdbcStore.create(ONE);
        run(ONE, "TRUNCATE mfa_user, mfa_user_index, mfa_action, mfa_claim, mfa_event, mfa_budget, mfa_settings");
        return store;
    }

    static void run(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            boolean hasRows = statement.execute(sql);
            assert !hasRows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
