package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.ADA;
import static io.mfaengine.jdbc.Some.version;
import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose transaction a statement runs in: the store's own, always. */
class TransactionTest {
    private static HikariDataSource pool(TestDatabase database, boolean autoCommit, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.empty());
        config.setAutoCommit(autoCommit);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(2_000);
        HikariDataSource pool = new HikariDataSource(config);
        run(pool, "CREATE TABLE IF NOT EXISTS hosts (name varchar(10))");
        run(pool, "DELETE FROM hosts");
        return pool;
    }

    private static void run(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            boolean hasRows = statement.execute(sql);
            assertThat(hasRows).isFalse();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int rowsOfTheHost(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM hosts")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement("R23")
    void aConnectionInTheCallersTransactionIsRefusedAndLeftAlone(TestDatabase database) throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (HikariDataSource pool = pool(database, autoCommit, 4)) {
                BoundDataSource bound = new BoundDataSource(pool);
                JdbcStore store = JdbcStore.create(bound.dataSource());
                String before = TestDatabase.dump(pool);
                bound.begin();
                bound.run("INSERT INTO hosts VALUES ('host')");
                assertThatThrownBy(() -> assertThat(store.commit(Some.creating(ADA, version(1))))
                                .isNull())
                        .isInstanceOf(JdbcStoreException.class)
                        .hasMessageContaining("transaction")
                        .hasMessageContaining("give the store the pool itself");
                assertThatThrownBy(() -> assertThat(store.load(ADA, null)).isNull())
                        .isInstanceOf(JdbcStoreException.class);
                bound.rollback();
                assertThat(rowsOfTheHost(pool)).as("the caller's own").isZero();
                assertThat(TestDatabase.dump(pool)).isEqualTo(before);
                assertThat(store.commit(Some.creating(ADA, version(1))))
                        .as("outside of it")
                        .isEqualTo(Result.APPLIED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement("R23")
    void aTransactionThatHasNotBegunAnythingIsRefusedIfConnectionsUsuallyCommit(TestDatabase database)
            throws SQLException {
        try (HikariDataSource pool = pool(database, true, 4)) {
            BoundDataSource bound = new BoundDataSource(pool);
            JdbcStore store = JdbcStore.create(bound.dataSource());
            bound.begin();
            assertThatThrownBy(() -> assertThat(store.load(ADA, null)).isNull())
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("auto-commit off");
            bound.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement("R23")
    void connectionsThatDoNotCommitByThemselvesStillStoreWhatTheStoreSaid(TestDatabase database) throws SQLException {
        try (HikariDataSource pool = pool(database, false, 2)) {
            JdbcStore store = JdbcStore.create(pool);
            assertThat(store.commit(Some.creating(ADA, version(1)))).isEqualTo(Result.APPLIED);
            assertThat(store.commit(Some.replacing(ADA, version(1), version(2))))
                    .isEqualTo(Result.APPLIED);
            assertThat(store.commit(Some.replacing(ADA, version(1), version(3))))
                    .isEqualTo(Result.STALE);
            assertThat(store.saveSettings(Some.settings(1), Version.ABSENT)).isTrue();
            assertThat(store.load(ADA, Some.PAY).actionVersion()).isEqualTo(version(2));
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).as("as the pool gave it").isFalse();
                connection.rollback();
            }
            assertThat(JdbcStore.create(pool).load(ADA, null).userVersion()).isEqualTo(version(2));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void onePooledConnectionIsEnoughEvenWhileUsersAreVisited(TestDatabase database) {
        try (HikariDataSource pool = pool(database, true, 1)) {
            JdbcStore store = JdbcStore.create(pool);
            for (int i = 1; i <= 3; i++) {
                assertThat(store.commit(Some.creating(new UserKey("t", "u" + i), version(i))))
                        .isEqualTo(Result.APPLIED);
            }
            List<Version> seen = new ArrayList<>();
            store.forEachUser("t", user -> seen.add(store.load(user, Some.PAY).userVersion()));
            assertThat(seen).containsExactly(version(1), version(2), version(3));
            assertThat(store.purge(Some.NOW.plusSeconds(61), 100)).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aConnectionThatAnotherCallIsUsingIsRefused(TestDatabase database) throws SQLException {
        try (HikariDataSource pool = pool(database, true, 4);
                Connection shared = pool.getConnection()) {
            Connection unclosable =
                    FaultyDataSource.proxy(Connection.class, (proxy, method, args) -> switch (method.getName()) {
                        case "close" -> null;
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == args[0];
                        default -> FaultyDataSource.call(shared, method, args);
                    });
            DataSource single = FaultyDataSource.proxy(DataSource.class, (proxy, method, args) -> unclosable);
            JdbcStore store = JdbcStore.create(single);
            Connections connections = new Connections(
                    single,
                    Dialect.of(shared.getMetaData(), new Tables("mfa_")),
                    true,
                    java.time.Duration.ofSeconds(2));
            Connection first = connections.openConnection();
            assertThatThrownBy(() -> assertThat(connections.openConnection()).isNull())
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("one connection twice at a time");
            connections.closeConnection(first);
            assertThat(store.load(ADA, null).user()).as("one after the other").isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement({"R23", "I1"})
    void whatTheHostRollsBackGivesNoGuessBack(TestDatabase database) throws SQLException {
        try (HikariDataSource pool = pool(database, true, 4)) {
            BoundDataSource bound = new BoundDataSource(pool);
            MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
            KeyRing keys = KeyRing.generate();
            MfaEngine mfa = engine(JdbcStore.create(pool), keys, clock);
            MfaEngine wrong = engine(JdbcStore.create(bound.dataSource()), keys, clock);
            ActionSession person = session(mfa);
            PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), clock);
            assertThat(person.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                    .isTrue();
            clock.move(java.time.Duration.ofMinutes(1));
            ActionSession session = session(mfa);
            bound.begin();
            bound.run("INSERT INTO hosts VALUES ('host')");
            assertThat(session.verify(AUTHENTICATOR_APP, phone.wrongCode())
                            .refused()
                            .attemptsLeft())
                    .isEqualTo(4);
            assertThatThrownBy(() -> assertThat(session(wrong)).isNull())
                    .isInstanceOf(MfaException.class)
                    .hasStackTraceContaining("give the store the pool itself");
            bound.rollback();
            assertThat(rowsOfTheHost(pool)).isZero();
            assertThat(session.verify(AUTHENTICATOR_APP, phone.wrongCode())
                            .refused()
                            .attemptsLeft())
                    .as("the guess before the rollback is counted")
                    .isEqualTo(3);
        }
    }

    private static MfaEngine engine(MfaStore store, KeyRing keys, MovableClock clock) {
        return MfaEngine.builder(store, keys)
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .build();
    }

    private static ActionSession session(MfaEngine engine) {
        return engine.session(
                        engine.track(Intent.user("usr_1").action("sign-in")).token())
                .orElseThrow();
    }
}
