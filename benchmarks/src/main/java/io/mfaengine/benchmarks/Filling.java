package io.mfaengine.benchmarks;

import static io.mfaengine.TrackRequest.Scope.ADD_AUTHENTICATORS;
import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.jdbc.JdbcStore;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Intent;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.MovableClock;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Fills a database with users. Guests, the ones that come to the benchmarks, are enrolled; the others only take their
 * room, with a copy of a guest's record that nobody could open.
 */
final class Filling implements AutoCloseable {
    static final String SMALL = "s_";
    static final String LARGE = "l_";
    static final String HAND_SMALL = "hs_";
    static final String HAND_LARGE = "hl_";
    static final int FEW = 1_000;
    static final int HOT_APPS = 8;
    private static final int OLD_ACTIONS = 20_000;
    private static final int MOST_GUESTS = 20_000;

    private final HikariDataSource pool;
    private final boolean isH2;

    Filling(String url) {
        pool = pool(url, 1);
        isH2 = isH2(url);
    }

    static boolean isH2(String url) {
        return url.startsWith("jdbc:h2:");
    }

    static HikariDataSource pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    static int guests(int users) {
        return Math.min(users, MOST_GUESTS);
    }

    static int spacing(int users) {
        return users / guests(users);
    }

    /** Of no use anywhere else. */
    static byte[] key() {
        byte[] key = new byte[KeyRing.KEY_BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i + 1);
        }
        return key;
    }

    /** Refuses a PostgreSQL that answers before the disk has it. */
    void forcesTheDisk() {
        if (!isH2) {
            run("DO $$ BEGIN IF current_setting('fsync') <> 'on' OR current_setting('synchronous_commit') <> 'on'"
                    + " THEN RAISE 'fsync is off'; END IF; END $$");
        }
    }

    /** Makes tables with so many users, and a second set of them for the floor. */
    void users(String prefix, String handPrefix, int users) {
        JdbcStore store = JdbcStore.builder(pool).tablePrefix(prefix).build();
        JdbcStore.builder(pool).tablePrefix(handPrefix).build().close();
        int spacing = spacing(users);
        try (MemoryStore memory = MemoryStore.create(10_000_000);
                MfaEngine mfa = MfaEngine.builder(memory, KeyRing.of("bench", key()))
                        .clock(MovableClock.at("2025-12-31T00:00:00Z"))
                        .method(AuthenticatorApp.of("Acme"))
                        .build()) {
            for (int user = 0; user < users; user += spacing) {
                mfa.enrollVerifiedAuthenticator(People.id(user), AUTHENTICATOR_APP, People.otpauth(user))
                        .accepted();
            }
            for (int app = 0; app < HOT_APPS; app++) {
                mfa.enrollVerifiedAuthenticator(
                                People.id(0), AUTHENTICATOR_APP, People.otpauth(~app), ADD_AUTHENTICATORS)
                        .accepted();
            }
            Objects.requireNonNull(
                    mfa.track(Intent.user(People.id(0)).action(Hand.CODE)).token()); // makes the action known
            if (!store.saveSettings(memory.settings(Hand.TENANT).orElseThrow(), Version.ABSENT)) {
                throw new IllegalStateException("the database is not empty");
            }
            guests(memory, prefix, users, spacing);
        }
        if (!isH2) {
            actions(prefix);
        }
        run("INSERT INTO " + handPrefix + "user SELECT * FROM " + prefix + "user");
        run("INSERT INTO " + handPrefix + "action SELECT * FROM " + prefix + "action");
        run("INSERT INTO " + handPrefix + "settings SELECT * FROM " + prefix + "settings");
        analyze(prefix, handPrefix);
    }

    /** PostgreSQL reads a table through that it last saw empty, and goes on with that plan for a minute while it fills. */
    private void actions(String prefix) {
        Shape shape = Objects.requireNonNull(Shape.watched().get(Work.VALIDATE));
        run("INSERT INTO " + prefix + "action SELECT 'main', 'user-' || lpad(CAST(x % " + FEW
                + " AS text), 7, '0'), 'sign-in', md5(CAST(x AS text)), md5(CAST(x AS text)), 1767052800000 + x, '"
                + shape.state() + "', 1893456000000 + x, '" + shape.action() + "' FROM generate_series(1, "
                + OLD_ACTIONS
                + ") x");
    }

    private void guests(MemoryStore memory, String prefix, int users, int spacing) {
        String sql =
                "INSERT INTO " + prefix + "user (tenant, user_id, version, indexes, payload) VALUES (?, ?, ?, ?, ?)";
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (int user = 0; user < users; user += spacing) {
                UserRecord record = user(memory, user);
                key(insert, 1, Hand.TENANT);
                key(insert, 2, People.id(user));
                insert.setString(3, record.version().text());
                insert.setString(4, "");
                insert.setString(5, record.payload().text());
                insert.addBatch();
            }
            insert.executeBatch();
            if (spacing > 1) {
                others(connection, prefix, users, spacing, user(memory, spacing));
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void others(Connection connection, String prefix, int users, int spacing, UserRecord like)
            throws SQLException {
        String sql = "INSERT INTO " + prefix + "user (tenant, user_id, version, indexes, payload) SELECT "
                + (isH2
                        ? "STRINGTOUTF8('main'), STRINGTOUTF8('user-' || LPAD(CAST(x AS varchar), 7, '0')),"
                                + " ?, '', ? FROM SYSTEM_RANGE(0, ?) WHERE MOD(x, ?) <> 0"
                        : "'main', 'user-' || lpad(CAST(x AS text), 7, '0'), ?, '', ?"
                                + " FROM generate_series(0, ?) x WHERE mod(x, ?) <> 0");
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, like.version().text());
            insert.setString(2, like.payload().text());
            insert.setInt(3, users - 1);
            insert.setInt(4, spacing);
            if (insert.executeUpdate() != users - guests(users)) {
                throw new IllegalStateException("not all users were made");
            }
        }
    }

    private static UserRecord user(MemoryStore memory, int user) {
        return Objects.requireNonNull(
                memory.load(new UserKey(Hand.TENANT, People.id(user)), null).user());
    }

    private void key(PreparedStatement insert, int at, String key) throws SQLException {
        if (isH2) {
            insert.setBytes(at, key.getBytes(StandardCharsets.UTF_8));
        } else {
            insert.setString(at, key);
        }
    }

    /** PostgreSQL only: puts so many events into one table, as the engine would have over the years. */
    void events(String prefix, int events, int users) {
        String payload =
                Objects.requireNonNull(Shape.watched().get(Work.RIGHT)).events().get(0);
        run("DROP INDEX " + prefix + "event_user, " + prefix + "event_expiry");
        run("ALTER TABLE " + prefix + "event DROP CONSTRAINT " + prefix + "event_pkey");
        run("INSERT INTO " + prefix + "event (tenant, id, user_id, expires_at, payload) SELECT 'main',"
                + " lpad(to_hex(x), 11, '0') || md5(CAST(x AS text)), 'user-' || lpad(CAST(x * 7919 % " + users
                + " AS text), 7, '0'), 1893456000000 + x, '" + payload + "' FROM generate_series(1, " + events
                + "::bigint) x");
        run("ALTER TABLE " + prefix + "event ADD PRIMARY KEY (tenant, id)");
        run("CREATE INDEX " + prefix + "event_user ON " + prefix + "event (tenant, user_id, id)");
        run("CREATE INDEX " + prefix + "event_expiry ON " + prefix + "event (expires_at) WHERE expires_at IS NOT NULL");
        analyze(prefix);
    }

    private void analyze(String... prefixes) {
        for (String prefix : prefixes) {
            for (String table : new String[] {"user", "action", "event", "settings"}) {
                run((isH2 ? "ANALYZE TABLE " : "VACUUM ANALYZE ") + prefix + table);
            }
        }
        run(isH2 ? "CHECKPOINT SYNC" : "CHECKPOINT");
    }

    void run(String sql) {
        run(pool, sql);
    }

    static void run(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
