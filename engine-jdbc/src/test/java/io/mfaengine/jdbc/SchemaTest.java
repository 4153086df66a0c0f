package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.ADA;
import static io.mfaengine.jdbc.Some.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.store.Commit.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the tables come to be, and what is said when they are not as they have to be. */
class SchemaTest {
    private static final int NODES = 10;

    /** A database without any table. */
    private static DataSource bare(TestDatabase database) {
        return database == TestDatabase.H2
                ? H2.inMemory()
                : PostgresServer.pool(PostgresServer.newDatabase("ENCODING 'UTF8'"), NODES);
    }

    private static void close(DataSource dataSource) {
        if (dataSource instanceof HikariDataSource pool) {
            pool.close();
        }
    }

    private static void works(JdbcStore store) {
        assertThat(store.commit(Some.creating(ADA, version(1)))).isEqualTo(Result.APPLIED);
        assertThat(store.load(ADA, Some.PAY).actionVersion()).isEqualTo(version(1));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tenNodesThatStartAtOnceOnABareDatabaseAllStart(TestDatabase database) throws Exception {
        for (int round = 0; round < 3; round++) {
            DataSource dataSource = bare(database);
            ExecutorService nodes = Executors.newFixedThreadPool(NODES);
            CountDownLatch ready = new CountDownLatch(NODES);
            List<Future<JdbcStore>> starting = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                starting.add(nodes.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return JdbcStore.create(dataSource);
                }));
            }
            for (Future<JdbcStore> node : starting) {
                assertThat(node.get().load(ADA, null).user()).isNull();
            }
            works(starting.get(0).get());
            nodes.shutdown();
            close(dataSource);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tablesMayBeMadeByHandFromWhatIsPrinted(TestDatabase database) {
        DataSource dataSource = bare(database);
        String printed = JdbcSchema.print(database.name().toLowerCase(java.util.Locale.ROOT), "auth_");
        assertThat(printed).doesNotContain("{p}").doesNotContain("mfa_").doesNotContainIgnoringCase("ANALYZE");
        for (String statement : Scripts.statements(printed)) {
            PostgresServer.run(dataSource, statement);
        }
        works(JdbcStore.builder(dataSource)
                .tablePrefix("auth_")
                .withoutMakingTables()
                .build());
        close(dataSource);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void withoutMakingTablesMissingOnesAreRefusedAndNothingIsMade(TestDatabase database) {
        DataSource dataSource = bare(database);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> assertThat(JdbcStore.builder(dataSource)
                                    .withoutMakingTables()
                                    .build())
                            .isNull())
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("mfa_… are missing")
                    .hasMessageContaining("JdbcSchema");
        }
        close(dataSource);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twoStoresWithTwoPrefixesDoNotMeet(TestDatabase database) {
        DataSource dataSource = bare(database);
        works(JdbcStore.builder(dataSource).tablePrefix("a_").build());
        works(JdbcStore.builder(dataSource).tablePrefix("b_").build());
        close(dataSource);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tablesOfALaterReleaseAreRefusedUnlessItSaysThatThisOneGetsAlong(TestDatabase database) {
        DataSource dataSource = bare(database);
        JdbcStore.create(dataSource).close();
        PostgresServer.run(dataSource, "UPDATE mfa_schema SET version = 7, oldest = 7");
        assertThatThrownBy(() -> assertThat(JdbcStore.create(dataSource)).isNull())
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("use a release that knows at least 7");
        PostgresServer.run(dataSource, "UPDATE mfa_schema SET oldest = 1");
        works(JdbcStore.create(dataSource));
        PostgresServer.run(dataSource, "UPDATE mfa_schema SET version = 0");
        assertThatThrownBy(() -> assertThat(JdbcStore.builder(dataSource)
                                .withoutMakingTables()
                                .build())
                        .isNull())
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("version 0, and this release needs 1");
        close(dataSource);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aScriptThatWasCutOffRunsAgain(TestDatabase database) {
        DataSource dataSource = bare(database);
        JdbcStore.create(dataSource).close();
        PostgresServer.run(dataSource, "UPDATE mfa_schema SET version = 0");
        PostgresServer.run(dataSource, "DROP TABLE mfa_event");
        PostgresServer.run(dataSource, "DROP INDEX mfa_claim_user");
        works(JdbcStore.create(dataSource));
        close(dataSource);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTableThatGoesMissingIsAnErrorThatSaysWhatToDo(TestDatabase database) {
        DataSource dataSource = bare(database);
        JdbcStore store = JdbcStore.create(dataSource);
        PostgresServer.run(dataSource, "DROP TABLE mfa_event");
        assertThatThrownBy(() ->
                        assertThat(store.commit(Some.creating(ADA, version(1)))).isNull())
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("a table is missing");
        assertThat(store.load(ADA, Some.PAY).user()).as("nothing half-written").isNull();
        close(dataSource);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "a-b", "a b", "a;b", "\"a\"", "aaaaaaaaaabbbbbbbbbbccccccccccd"})
    void aPrefixIsShortAndPlain(String prefix) {
        assertThatThrownBy(() -> JdbcStore.builder(H2.inMemory()).tablePrefix(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix");
        assertThatThrownBy(() -> JdbcSchema.print("h2", prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyKnownDatabasesArePrinted() {
        assertThatThrownBy(() -> JdbcSchema.print("oracle", "mfa_"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("h2")
                .hasMessageContaining("postgresql");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 999, 60_001})
    void aTimeOutIsOneToSixtySeconds(long millis) {
        assertThatThrownBy(() -> JdbcStore.builder(H2.inMemory()).statementTimeOut(Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeOut");
    }
}
