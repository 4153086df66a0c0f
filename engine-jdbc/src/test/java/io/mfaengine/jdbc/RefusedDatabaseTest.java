package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.ADA;
import static io.mfaengine.jdbc.Some.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Payload;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases and values that the store can't work with: it says so, and what to do. */
class RefusedDatabaseTest {
    private static void refused(DataSource dataSource, String... says) {
        assertThatThrownBy(() -> assertThat(JdbcStore.create(dataSource)).isNull())
                .isInstanceOf(JdbcStoreException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(says));
    }

    @Test
    void aDatabaseThatIsNotUnicodeIsRefused() {
        String name = PostgresServer.newDatabase("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
        try (HikariDataSource pool = PostgresServer.pool(name, 1)) {
            refused(pool, "ENCODING 'UTF8'", "LATIN1");
        }
    }

    @Test
    void aReadOnlyDatabaseIsRefusedWhenTheStoreIsMadeAndAfterwards(@TempDir Path folder) {
        String name = PostgresServer.newDatabase("ENCODING 'UTF8'");
        HikariConfig config = PostgresServer.config(name, 1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcStore store = JdbcStore.create(pool);
            PostgresServer.run(pool, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            assertThatThrownBy(() -> assertThat(store.commit(Some.creating(ADA, version(1))))
                            .isNull())
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("read-only: give the store the primary");
            refused(pool, "read-only", "primary");
        }
        String file = "file:" + folder.resolve("db").toAbsolutePath();
        JdbcConnectionPool writable = H2.pool(file);
        JdbcStore.create(writable).close();
        PostgresServer.run(writable, "SHUTDOWN");
        refused(H2.pool(file + ";ACCESS_MODE_DATA=r"), "read-only");
    }

    @Test
    @Requirement("R95")
    void aDatabaseThatAnswersBeforeItHasWrittenIsRefused() {
        HikariConfig config = PostgresServer.config(PostgresServer.SHARED, 1);
        config.setConnectionInitSql("SET synchronous_commit = off");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            refused(pool, "synchronous_commit", "ALTER ROLE");
        }
    }

    @Test
    void anUnknownDatabaseIsRefusedAndTheKnownOnesAreNamed() {
        DatabaseMetaData metaData = FaultyDataSource.proxy(
                DatabaseMetaData.class,
                (proxy, method, args) -> method.getName().equals("getDatabaseProductName") ? "Acme DB" : "1.0");
        DataSource unknown = FaultyDataSource.proxy(
                DataSource.class,
                (proxy, method, args) -> FaultyDataSource.proxy(
                        Connection.class,
                        (connection, call, values) -> call.getName().equals("getMetaData") ? metaData : null));
        refused(unknown, "H2 or PostgreSQL", "Acme DB 1.0");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsAnErrorThatSaysSo() {
        HikariConfig config = PostgresServer.config("nowhere", 1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            refused(pool, "SQLSTATE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800", "a\udc00b"})
    void anIdWithNulOrHalfACharacterIsRefusedBeforeItIsStored(String id) {
        assertThatThrownBy(() -> assertThat(new UserKey("t", id)).isNull())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("userId");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement("R91")
    void aPayloadThatCannotBeStoredIsAnErrorThatShowsNothingOfItAndLeavesNothing(TestDatabase database) {
        DataSource dataSource = database.empty();
        JdbcStore store = JdbcStore.create(dataSource);
        String before = TestDatabase.dump(dataSource);
        String secret = "canary-4711";
        String unfit = database == TestDatabase.H2 ? secret.repeat(100) : secret + "\u0000";
        if (database == TestDatabase.H2) {
            PostgresServer.run(dataSource, "ALTER TABLE mfa_user ALTER COLUMN payload varchar(1000)");
        }
        Commit commit = Commit.of(
                        Version.ABSENT,
                        new UserRecord(ADA, version(1), Set.of(), Payload.of(unfit)),
                        List.of(),
                        List.of(Some.event(ADA, "e1")))
                .claiming(Set.of(new Claim("t", "c")), Set.of());
        assertThatThrownBy(() -> assertThat(store.commit(commit)).isNull())
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("a value doesn't fit")
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(secret));
        assertThat(TestDatabase.dump(dataSource)).isEqualTo(before);
    }

    private static String stackTrace(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
