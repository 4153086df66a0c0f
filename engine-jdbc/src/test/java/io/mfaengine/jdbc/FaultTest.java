package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.ADA;
import static io.mfaengine.jdbc.Some.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Version;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each statement and each commit fails once: what the store says is what is stored. */
class FaultTest {
    /** What the store is asked for, on a database in which Ada is at version 1. */
    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    private enum Call {
        CREATE(store -> store.commit(Some.creating(Some.BOB, version(2)))),
        REPLACE(store -> store.commit(Some.replacing(ADA, version(1), version(2)))),
        INSERT(store -> store.commit(Some.inserting(ADA, version(1), new ActionKey("pay", "2"), version(2)))),
        ERASE(store -> store.commit(Commit.erasure(version(2), ADA, version(1), List.of(Some.event(ADA, "e2"))))),
        SPEND(store -> store.spend(List.of(Some.BUDGET, Some.SECOND), Some.NOW)),
        SETTINGS(store -> store.saveSettings(Some.settings(2), version(1))),
        LOAD(store -> store.load(ADA, Some.PAY).userVersion()),
        PURGE(store -> store.purge(Some.NOW.plusSeconds(61), 100));

        private final Function<JdbcStore, Object> call;

        Call(Function<JdbcStore, Object> call) {
            this.call = call;
        }
    }

    static Stream<Arguments> conflicts() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(Call.values())
                        .flatMap(
                                call -> Stream.of("40001", "40P01").map(state -> Arguments.of(database, call, state))));
    }

    static Stream<Arguments> calls() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(Call.values()).map(call -> Arguments.of(database, call)));
    }

    private static void prepare(JdbcStore store) {
        assertThat(store.commit(Some.creating(ADA, version(1)))).isEqualTo(Commit.Result.APPLIED);
        assertThat(store.saveSettings(Some.settings(1), Version.ABSENT)).isTrue();
    }

    /** A database in which Ada is, and what it comes to if nothing fails. */
    private record Scene(DataSource dataSource, FaultyDataSource faulty, JdbcStore store, String before) {
        static Scene on(TestDatabase database) {
            DataSource dataSource = database.empty();
            FaultyDataSource faulty = new FaultyDataSource(dataSource);
            JdbcStore store = JdbcStore.create(faulty.dataSource());
            prepare(store);
            return new Scene(dataSource, faulty, store, TestDatabase.dump(dataSource));
        }
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    @Requirement("R93")
    void aConflictAtAnyStatementOrCommitIsTriedAgainAndHasItsEffectOnce(
            TestDatabase database, Call call, String state) {
        Scene plain = Scene.on(database);
        plain.faulty.fail(-1, false, "");
        Object expected = call.call.apply(plain.store);
        String after = TestDatabase.dump(plain.dataSource);
        int points = plain.faulty.points().size();
        assertThat(points).isPositive();
        for (int point = 0; point < points; point++) {
            Scene scene = Scene.on(database);
            scene.faulty.fail(point, false, state);
            assertThat(call.call.apply(scene.store)).as("point %d", point).isEqualTo(expected);
            assertThat(TestDatabase.dump(scene.dataSource)).isEqualTo(after);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    @Requirement({"R94", "R60"})
    void aConnectionThatBreaksIsAnExceptionAndLeavesAllOrNothing(TestDatabase database, Call call) {
        Scene plain = Scene.on(database);
        plain.faulty.fail(-1, false, "");
        assertThat(call.call.apply(plain.store)).isNotNull();
        String after = TestDatabase.dump(plain.dataSource);
        List<String> points = plain.faulty.points();
        for (int point = 0; point < 2 * points.size(); point++) {
            Scene scene = Scene.on(database);
            scene.faulty.fail(point / 2, point % 2 == 1, "08006");
            assertThatThrownBy(() -> assertThat(call.call.apply(scene.store)).isNotNull())
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("can't be reached")
                    .hasMessageContaining("08006");
            String found = TestDatabase.dump(scene.dataSource);
            if (call == Call.SPEND || call == Call.PURGE) {
                continue; // of several budgets or batches those before it may stay
            }
            assertThat(List.of(scene.before, after)).as("point %d", point).contains(found);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement("R93")
    void aConflictThatDoesNotEndIsAnException(TestDatabase database) {
        Scene scene = Scene.on(database);
        scene.faulty.failAlways("40001");
        assertThatThrownBy(
                        () -> assertThat(Call.REPLACE.call.apply(scene.store)).isNotNull())
                .isInstanceOf(JdbcStoreException.class)
                .hasMessageContaining("40001");
        assertThat(scene.faulty.points()).as("so many tries").hasSize(4);
        assertThat(TestDatabase.dump(scene.dataSource)).isEqualTo(scene.before);
    }
}
