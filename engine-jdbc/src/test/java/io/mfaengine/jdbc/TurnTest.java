package io.mfaengine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.UserKey;
import io.mfaengine.testkit.Race;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To a file of H2, which loses updates of one row under a crowd, this process writes one at a time. */
final class TurnTest {
    @TempDir
    private Path folder;

    @Test
    void twoStoresOnOneFileWriteOneAtATime() {
        Hole hole = new Hole();
        AtomicBoolean isWatched = new AtomicBoolean();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FaultyDataSource watched = new FaultyDataSource(H2.inFile(folder)) {
            @Override
            Object run(Step step) throws Throwable {
                if (!isWatched.get()) {
                    return step.run();
                }
                int now = most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                long before = hole.passed();
                hole.pass();
                hole.await(now > 1 ? before : before + 2);
                try {
                    return step.run();
                } finally {
                    inside.decrementAndGet();
                }
            }
        };
        List<JdbcStore> stores =
                List.of(JdbcStore.create(watched.dataSource()), JdbcStore.create(watched.dataSource()));
        isWatched.set(true);
        Race.rounds(1, (race, round) -> {
            List<Result> results = race.all(i -> i < 4
                    ? stores.get(i % 2).commit(Some.creating(new UserKey("t", "u" + i), Some.version(i + 1)))
                    : Result.APPLIED);
            assertThat(results).containsOnly(Result.APPLIED);
        });
        assertThat(most).hasValue(1);
    }
}
