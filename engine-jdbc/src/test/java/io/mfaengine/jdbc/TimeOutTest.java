package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.ADA;
import static io.mfaengine.jdbc.Some.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Commit.Result;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody waits for the database for longer than was said. */
class TimeOutTest {
    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement("R94")
    void aRowThatSomebodyElseKeepsIsAnErrorAfterTheTimeOutAndWritesNothing(TestDatabase database) throws SQLException {
        DataSource dataSource = database.empty();
        JdbcStore store = JdbcStore.builder(dataSource)
                .statementTimeOut(Duration.ofSeconds(1))
                .build();
        assertThat(store.commit(Some.creating(ADA, version(1)))).isEqualTo(Result.APPLIED);
        String before = TestDatabase.dump(dataSource);
        try (Connection keeping = dataSource.getConnection();
                Statement statement = keeping.createStatement()) {
            keeping.setAutoCommit(false);
            boolean hasRows = statement.execute("SELECT 1 FROM mfa_user FOR UPDATE");
            assertThat(hasRows).isTrue();
            long start = System.nanoTime();
            assertThatThrownBy(() -> assertThat(store.commit(Some.replacing(ADA, version(1), version(2))))
                            .isNull())
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("too long");
            assertThat(millis(start)).isBetween(900L, 2_500L);
            assertThat(store.load(ADA, null).userVersion())
                    .as("who only reads doesn't wait")
                    .isEqualTo(version(1));
            keeping.rollback();
            keeping.setAutoCommit(true);
        }
        assertThat(TestDatabase.dump(dataSource)).isEqualTo(before);
        assertThat(store.commit(Some.replacing(ADA, version(1), version(2)))).isEqualTo(Result.APPLIED);
    }

    @Test
    @Timeout(30)
    @Requirement("R94")
    void aLineThatGoesDeadIsAnErrorAfterTheTimeOutAndTheNextCallHasANewConnection() throws IOException {
        PostgresServer.emptyStore().close();
        try (CountingLine line = new CountingLine(PostgresServer.port())) {
            HikariConfig config = PostgresServer.config(PostgresServer.SHARED, 1);
            config.setJdbcUrl(line.url());
            try (HikariDataSource pool = new HikariDataSource(config)) {
                JdbcStore store = JdbcStore.builder(pool)
                        .statementTimeOut(Duration.ofSeconds(1))
                        .build();
                line.swallow(true);
                long start = System.nanoTime();
                assertThatThrownBy(() -> assertThat(store.commit(Some.creating(ADA, version(1))))
                                .isNull())
                        .isInstanceOf(JdbcStoreException.class);
                assertThat(millis(start)).isBetween(900L, 2_500L);
                line.swallow(false);
                assertThat(store.load(ADA, null).userVersion()).isEqualTo(version(1));
            }
        }
    }
}
