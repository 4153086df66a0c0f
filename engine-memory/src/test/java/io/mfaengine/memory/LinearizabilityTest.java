package io.mfaengine.memory;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whatever threads do with two users, an action, a claim and a budget at once, some order of the calls explains it. */
@Requirement("R97")
@Param(name = "user", gen = IntGen.class, conf = "0:1")
@Param(name = "version", gen = IntGen.class, conf = "0:3")
public class LinearizabilityTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final ActionKey PAY = new ActionKey("pay", "1");
    private static final Claim CLAIM = new Claim("t", "c");
    private static final Payload EMPTY = Payload.of("{}");

    private final MemoryStore store = MemoryStore.create();

    @Operation
    public String load(@Param(name = "user") int user) {
        Snapshot seen = store.load(key(user), PAY);
        return seen.userVersion() + " " + seen.actionVersion();
    }

    @Operation
    public Commit.Result save(
            @Param(name = "user") int user, @Param(name = "version") int expected, @Param(name = "version") int next) {
        UserRecord record = new UserRecord(key(user), id(next), Set.of(), EMPTY);
        ActionWrite write = new ActionWrite(action(user, id(next)), version(expected));
        return store.commit(Commit.of(version(expected), record, List.of(write), List.of()));
    }

    @Operation
    public Commit.Result insert(@Param(name = "user") int user, @Param(name = "version") int expected) {
        ActionRecord action = action(user, id(9));
        return store.commit(Commit.insert(id(9), key(user), version(expected), action, List.of()));
    }

    @Operation
    public Commit.Result claim(@Param(name = "user") int user, @Param(name = "version") int expected) {
        UserRecord record = new UserRecord(key(user), id(1), Set.of(), EMPTY);
        return store.commit(
                Commit.of(version(expected), record, List.of(), List.of()).claiming(Set.of(CLAIM), Set.of()));
    }

    @Operation
    public Commit.Result erase(@Param(name = "user") int user, @Param(name = "version") int expected) {
        return store.commit(Commit.erasure(id(8), key(user), id(expected), List.of()));
    }

    @Operation
    public String holder() {
        return store.holder(CLAIM).map(UserKey::userId).orElse("nobody");
    }

    @Operation
    public boolean spend() {
        Budget budget = new Budget("t", "b", 2, Duration.ofHours(1));
        return store.spend(List.of(budget), NOW) instanceof Spending.Spent;
    }

    private static UserKey key(int user) {
        return new UserKey("t", "u" + user);
    }

    private static ActionRecord action(int user, Version id) {
        return new ActionRecord(key(user), PAY, id, NOW, "ALLOW", null, EMPTY);
    }

    private static Version id(int number) {
        return new Version(1, number);
    }

    private static Version version(int number) {
        return number == 0 ? Version.ABSENT : id(number);
    }

    @Test
    void everyExecutionIsLinearizable() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(getClass());
    }
}
