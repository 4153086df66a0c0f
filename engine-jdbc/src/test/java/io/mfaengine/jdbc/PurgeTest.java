package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.ADA;
import static io.mfaengine.jdbc.Some.NOW;
import static io.mfaengine.jdbc.Some.PAY;
import static io.mfaengine.jdbc.Some.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Commit.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** House-keeping on PostgreSQL: in small batches, and around whatever is in use. */
class PurgeTest {
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    @Test
    @Requirement("R34")
    void aHundredThousandActionsArePurgedInBatchesThatHoldNoLockForLong() {
        PostgresServer.emptyStore().close();
        PostgresServer.run(
                PostgresServer.ONE,
                "INSERT INTO mfa_action SELECT 't', 'u' || n % 1000, 'code', 'k' || n, lpad(to_hex(n), 32, '0'), "
                        + NOW.toEpochMilli() + ", 'ALLOW', " + NOW.toEpochMilli()
                        + ", '{}' FROM generate_series(1, 100000) n");
        PostgresServer.run(PostgresServer.ONE, "ANALYZE mfa_action");
        List<Long> nanos = new ArrayList<>();
        JdbcStore store = JdbcStore.create(timed(PostgresServer.ONE, nanos));
        nanos.clear();
        int removed = 0;
        for (int now = 1; now > 0; removed += now) {
            now = store.purge(LATER, 10_000);
        }
        assertThat(removed).isEqualTo(100_000);
        assertThat(nanos).as("batches").hasSizeGreaterThanOrEqualTo(500);
        long millis = nanos.stream()
                        .sorted()
                        .skip(nanos.size() * 95L / 100)
                        .findFirst()
                        .orElseThrow()
                / 1_000_000;
        System.out.println(
                "purge of 100,000: " + nanos.size() + " statements, the 95th percentile took " + millis + " ms");
        assertThat(millis).as("95th percentile, ms").isLessThan(100);
    }

    private static DataSource timed(DataSource target, List<Long> nanos) {
        FaultyDataSource passing = new FaultyDataSource(target) {
            @Override
            Object run(Step step) throws Throwable {
                long start = System.nanoTime();
                Object result = super.run(step);
                nanos.add(System.nanoTime() - start);
                return result;
            }
        };
        return passing.dataSource();
    }

    @Test
    @Requirement("R34")
    void whatIsInUseIsLeftForTheNextTimeWithoutWaiting() throws SQLException {
        JdbcStore store = PostgresServer.emptyStore();
        assertThat(store.commit(Some.creating(ADA, version(1)))).isEqualTo(Result.APPLIED);
        try (Connection using = PostgresServer.OTHER.getConnection();
                Statement statement = using.createStatement()) {
            using.setAutoCommit(false);
            boolean hasRows = statement.execute("SELECT 1 FROM mfa_action FOR UPDATE");
            assertThat(hasRows).isTrue();
            assertThat(store.purge(LATER, 100)).as("the event").isEqualTo(1);
            assertThat(store.load(ADA, PAY).action()).isNotNull();
            using.rollback();
            using.setAutoCommit(true);
        }
        assertThat(store.purge(LATER, 100)).isEqualTo(1);
        assertThat(store.load(ADA, PAY).action()).isNull();
    }
}
