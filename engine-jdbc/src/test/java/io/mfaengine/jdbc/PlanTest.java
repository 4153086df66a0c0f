package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.NOW;
import static io.mfaengine.jdbc.Some.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.QueryableStore.EventScan;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On PostgreSQL, with 20,000 of everything, every statement finds its rows by an index. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanTest {
    private static final int ROWS = 20_000;
    private static final UserKey USER = new UserKey("t", "u77");

    private final ExplainingDataSource explaining = new ExplainingDataSource(PostgresServer.ONE);
    private JdbcStore store;

    @BeforeAll
    void fill() {
        PostgresServer.emptyStore().close();
        DataSource dataSource = PostgresServer.ONE;
        String id = "lpad(to_hex(n), 32, '0')";
        PostgresServer.run(
                dataSource,
                "INSERT INTO mfa_user SELECT 't', 'u' || n, " + id
                        + ", 'i' || n / 2 || chr(10), '{}' FROM generate_series(1, " + ROWS + ") n");
        PostgresServer.run(
                dataSource,
                "INSERT INTO mfa_user_index (tenant, name, user_id) SELECT 't', 'i' || n / 2, 'u' || n FROM generate_series(1, "
                        + ROWS + ") n");
        PostgresServer.run(
                dataSource,
                "INSERT INTO mfa_action SELECT 't', 'u' || n % 100, 'code' || n % 50, 'k' || n, " + id + ", "
                        + NOW.toEpochMilli()
                        + " + n, CASE WHEN n % 100 = 0 THEN 'REVIEW_REQUIRED' ELSE 'ALLOW' END, "
                        + NOW.toEpochMilli() + " + n, '{}' FROM generate_series(1, " + ROWS + ") n");
        PostgresServer.run(
                dataSource,
                "INSERT INTO mfa_claim SELECT 't', 'c' || n, 'u' || n FROM generate_series(1, " + ROWS + ") n");
        PostgresServer.run(
                dataSource,
                "INSERT INTO mfa_event SELECT 't', 'e' || n, 'u' || n % 100, " + NOW.toEpochMilli()
                        + " + n, '{}' FROM generate_series(1, " + ROWS + ") n");
        PostgresServer.run(
                dataSource,
                "INSERT INTO mfa_budget SELECT 't', 'b' || n, '\\x00', " + NOW.toEpochMilli()
                        + " + n FROM generate_series(1, " + ROWS + ") n");
        PostgresServer.run(
                dataSource,
                "INSERT INTO mfa_settings SELECT 't' || n, " + id + ", '{}' FROM generate_series(1, 2000) n");
        for (String table : TestDatabase.TABLES) {
            PostgresServer.run(dataSource, "VACUUM ANALYZE mfa_" + table);
        }
        store = JdbcStore.create(explaining.dataSource());
    }

    private void byIndex(Consumer<JdbcStore> call) {
        explaining.plans().clear();
        call.accept(store);
        assertThat(explaining.plans()).isNotEmpty();
        assertThat(explaining.plans()).allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan on mfa_"));
    }

    /** As well, and in the order of the page: what is sorted is sorted a few rows at a time. */
    private void inOrder(Consumer<JdbcStore> call) {
        byIndex(call);
        assertThat(explaining.plans()).allSatisfy(plan -> assertThat(plan).doesNotContainPattern("(->  |\\n)Sort "));
    }

    @Test
    void decisionsAreMadeByIndex() {
        byIndex(s -> assertThat(s.load(USER, new ActionKey("code27", "k77")).action())
                .isNotNull());
        byIndex(s -> assertThat(s.holder(new Claim("t", "c77"))).isPresent());
        UserKey other = new UserKey("t", "u78");
        byIndex(s -> assertThat(s.commit(Some.replacing(other, new Version(0, 79), version(100_078))))
                .isEqualTo(Commit.Result.STALE));
        byIndex(s -> assertThat(s.commit(Some.creating(new UserKey("t", "new"), version(100_001))))
                .isEqualTo(Commit.Result.APPLIED));
        byIndex(s -> assertThat(s.commit(
                        Some.inserting(other, new Version(0, 78), new ActionKey("pay", "x"), version(100_002))))
                .isEqualTo(Commit.Result.APPLIED));
        byIndex(s -> assertThat(s.commit(
                        Commit.erasure(version(100_003), other, new Version(0, 78), List.of(Some.event(other, "x")))))
                .isEqualTo(Commit.Result.APPLIED));
        byIndex(s -> assertThat(s.spend(List.of(Some.BUDGET, Some.SECOND), NOW)).isNotNull());
    }

    @Test
    void usersAndEventsAreListedByIndexPageByPage() {
        inOrder(s -> assertThat(s.users(new UserScan("t", null, null, 100))).hasSize(100));
        inOrder(s -> assertThat(s.users(new UserScan("t", null, new UserKey("t", "u5"), 100)))
                .hasSize(100));
        byIndex(s -> assertThat(s.users(new UserScan("t", new Claim("t", "i50"), null, 100)))
                .hasSize(2));
        inOrder(s -> assertThat(s.events(new EventScan("t", null, "e5", 100))).hasSize(100));
        inOrder(s -> assertThat(s.events(new EventScan("t", USER, "e5", 100))).isNotEmpty());
        byIndex(s -> s.forEachUser("t", user -> {}));
    }

    @Test
    void actionsAreListedByIndexPageByPageHoweverTheyAreFiltered() {
        ActionRecord last = store.actions(new ActionScan("t", null, Set.of(), null, null, null, 100))
                .get(99);
        inOrder(s -> assertThat(s.actions(new ActionScan("t", null, Set.of(), null, null, null, 100)))
                .hasSize(100));
        inOrder(s -> assertThat(s.actions(new ActionScan("t", null, Set.of(), null, null, last, 100)))
                .hasSize(100));
        inOrder(s -> assertThat(s.actions(new ActionScan("t", null, Set.of(), null, NOW.plusMillis(19_000), null, 100)))
                .hasSize(100));
        inOrder(s -> assertThat(s.actions(new ActionScan("t", null, Set.of("code27"), null, null, last, 100)))
                .hasSize(100));
        inOrder(s -> assertThat(s.actions(new ActionScan("t", null, Set.of(), "REVIEW_REQUIRED", null, last, 100)))
                .hasSize(100));
        inOrder(s -> assertThat(s.actions(new ActionScan("t", USER, Set.of(), null, null, last, 100)))
                .hasSize(100));
        byIndex(s -> assertThat(s.actions(new ActionScan("t", USER, Set.of("code27"), null, null, null, 100)))
                .hasSize(100));
        byIndex(s -> assertThat(
                        s.actions(new ActionScan("t", null, Set.of("code27", "code28"), "ALLOW", null, last, 100)))
                .hasSize(100));
    }

    @Test
    void countsAreMadeByIndexAndThoseOfAllReadNothingElse() {
        ActionScan all = new ActionScan("t", null, Set.of(), null, NOW.plusMillis(500), null, 1_000);
        byIndex(s -> assertThat(s.countActions(all, NOW.plusMillis(1_500))).hasSize(2));
        assertThat(explaining.plans()).allSatisfy(plan -> assertThat(plan).contains("Index Only Scan"));
        byIndex(s -> assertThat(s.countActions(
                        new ActionScan("t", null, Set.of("code27"), null, NOW, null, 1_000), NOW.plusMillis(1_000)))
                .isNotEmpty());
        byIndex(s -> assertThat(s.countActions(
                        new ActionScan("t", USER, Set.of(), null, null, null, 50), NOW.plusMillis(1_000)))
                .isNotEmpty());
    }

    @Test
    void aPurgeFindsWhatIsExpiredByIndex() {
        byIndex(s -> assertThat(s.purge(NOW.plusMillis(10), 15)).isPositive());
    }
}
