package io.mfaengine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.QueryableStore.EventScan;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bound of the memory store: what is expired makes room, what lives never does. */
@Requirement("R97")
class FullStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofMinutes(10));
    private static final Instant LATER = SOON.plus(Duration.ofMinutes(10));
    private static final UserKey ADA = new UserKey("t", "ada");
    private static final Payload LOCKED = Payload.of("{\"lockedUntil\":9}");

    private long last;

    @Test
    void aFullStoreRefusesWhatAddsToItAndWritesNothingOfIt() {
        MemoryStore store = MemoryStore.create(10);
        fill(store, 10, LATER);
        Version id = version();
        Commit commit = Commit.of(
                        Version.ABSENT,
                        new UserRecord(ADA, id, Set.of(), LOCKED),
                        List.of(new ActionWrite(action("a", id, NOW, LATER), Version.ABSENT)),
                        List.of(new EventRecord(ADA, "e", null, LOCKED)))
                .claiming(Set.of(new Claim("t", "c")), Set.of());
        assertThatThrownBy(() -> store.commit(commit))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at most 10")
                .hasMessageContaining("MemoryStore.create");
        assertThat(store.load(ADA, new ActionKey("a", "k")).user()).isNull();
        assertThat(store.load(ADA, new ActionKey("a", "k")).action()).isNull();
        assertThat(store.holder(new Claim("t", "c"))).isEmpty();
        assertThat(store.events(new EventScan("t", null, null, 9))).isEmpty();
        Budget budget = new Budget("t", "b", 1, Duration.ofHours(1));
        assertThatThrownBy(() -> store.spend(List.of(budget), NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFullStoreGoesOnReplacingAndErasing() {
        MemoryStore store = MemoryStore.create(10);
        Version one = user(store, Version.ABSENT);
        fill(store, 9, LATER);
        Version two = user(store, one);
        assertThat(store.commit(Commit.of(two, record(version()), List.of(), List.of())))
                .isEqualTo(Result.APPLIED);
        Version three = store.load(ADA, null).userVersion();
        assertThat(store.commit(Commit.erasure(version(), ADA, three, List.of())))
                .isEqualTo(Result.APPLIED);
        assertThat(user(store, Version.ABSENT)).isNotEqualTo(Version.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 20_000})
    void whatIsExpiredMakesRoom(int size) {
        MemoryStore store = MemoryStore.create(size);
        fill(store, size, SOON);
        Version id = version();
        ActionRecord next = action("next", id, LATER, LATER.plusSeconds(60));
        assertThat(store.commit(Commit.insert(id, ADA, Version.ABSENT, next, List.of())))
                .isEqualTo(Result.APPLIED);
        assertThat(store.load(ADA, next.key()).actionVersion()).isEqualTo(id);
    }

    @Test
    void locksAndUsedCodesOutliveAnyNumberOfActions() {
        MemoryStore store = MemoryStore.create(1_000);
        Version locked = user(store, Version.ABSENT);
        Budget budget = new Budget("t", "b", 1, Duration.ofDays(1));
        assertThat(store.spend(List.of(budget), NOW)).isInstanceOf(Spending.Spent.class);
        for (int i = 0; i < 20; i++) {
            Instant now = NOW.plus(Duration.ofMinutes(20L * i));
            for (int k = 0; k < 500; k++) {
                Version id = version();
                ActionRecord next = action("a" + i + "-" + k, id, now, now.plus(Duration.ofMinutes(10)));
                assertThat(store.commit(Commit.insert(id, ADA, locked, next, List.of())))
                        .isEqualTo(Result.APPLIED);
            }
        }
        assertThat(store.load(ADA, null).userVersion()).isEqualTo(locked);
        Instant now = NOW.plus(Duration.ofMinutes(400));
        assertThat(store.spend(List.of(budget), now)).isInstanceOf(Spending.Exhausted.class);
    }

    @Test
    void anActionIsThereUntilItsExpiryAndNotAfter() {
        MemoryStore store = MemoryStore.create();
        Version id = version();
        ActionRecord action = action("a", id, NOW, SOON);
        assertThat(store.commit(Commit.insert(id, ADA, Version.ABSENT, action, List.of())))
                .isEqualTo(Result.APPLIED);
        assertThat(store.purge(SOON.minusMillis(1), 10)).isZero();
        assertThat(store.load(ADA, action.key()).action()).isNotNull();
        assertThat(store.spend(List.of(), SOON)).isInstanceOf(Spending.Spent.class);
        assertThat(store.load(ADA, action.key()).action()).isNull();
    }

    @Test
    void aBoundBelowOneIsRefused() {
        assertThatThrownBy(() -> MemoryStore.create(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxEntries must be at least 1, it is 0");
    }

    private void fill(MemoryStore store, int actions, Instant expiresAt) {
        UserKey other = new UserKey("t", "other");
        for (int i = 0; i < actions; i++) {
            Version id = version();
            ActionRecord action =
                    new ActionRecord(other, new ActionKey("fill", "k" + i), id, NOW, "ALLOW", expiresAt, LOCKED);
            assertThat(store.commit(Commit.insert(id, other, Version.ABSENT, action, List.of())))
                    .isEqualTo(Result.APPLIED);
        }
    }

    private Version user(MemoryStore store, Version expected) {
        Version id = version();
        assertThat(store.commit(Commit.of(expected, record(id), List.of(), List.of())))
                .isEqualTo(Result.APPLIED);
        return id;
    }

    private static UserRecord record(Version id) {
        return new UserRecord(ADA, id, Set.of(), LOCKED);
    }

    private static ActionRecord action(String code, Version id, Instant createdAt, Instant expiresAt) {
        return new ActionRecord(ADA, new ActionKey(code, "k"), id, createdAt, "ALLOW", expiresAt, LOCKED);
    }

    private Version version() {
        last++;
        return new Version(last, last);
    }
}
