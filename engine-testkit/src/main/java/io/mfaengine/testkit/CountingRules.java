package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.TOMORROW;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Payload;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts of actions: of those that are asked for, by state, and of no more than the limit. */
interface CountingRules extends QueryRules {
    @Test
    default void actionsAreCountedByState() {
        some();
        assertThat(counts(null, Set.of(), null, null, ALL)).isEqualTo(Map.of("ALLOW", 3L, "BLOCK", 2L));
        assertThat(counts(ADA, Set.of(), null, null, ALL)).isEqualTo(Map.of("ALLOW", 2L, "BLOCK", 1L));
        assertThat(counts(new UserKey(TENANT, "nobody"), Set.of(), null, null, ALL))
                .isEmpty();
        assertThat(counts(null, Set.of("pay"), null, null, ALL)).isEqualTo(Map.of("ALLOW", 2L, "BLOCK", 1L));
        assertThat(counts(null, Set.of("pay", "login", "other"), null, null, ALL))
                .isEqualTo(Map.of("ALLOW", 3L, "BLOCK", 1L));
        assertThat(counts(null, Set.of(), "BLOCK", null, ALL)).isEqualTo(Map.of("BLOCK", 2L));
        assertThat(counts(ADA, Set.of("pay"), "ALLOW", null, ALL)).isEqualTo(Map.of("ALLOW", 1L));
        assertThat(counts(null, Set.of(), "REVIEW_REQUIRED", null, ALL)).isEmpty();
    }

    @Test
    default void aCountIsFromAnInstantOnAndUntilBeforeAnother() {
        some();
        assertThat(counts(null, Set.of(), null, NOW.plusMillis(2), ALL)).isEqualTo(Map.of("ALLOW", 2L, "BLOCK", 2L));
        assertThat(counted(null, NOW.plusMillis(2), NOW.plusMillis(4), ALL))
                .isEqualTo(Map.of("ALLOW", 1L, "BLOCK", 1L));
        assertThat(counted(null, NOW.plusMillis(2), NOW.plusMillis(2), ALL)).isEmpty();
        assertThat(counted(null, null, NOW.plusMillis(1), ALL)).isEmpty();
    }

    @Test
    default void aCountOfOneTenantIsNotThatOfAnother() {
        some();
        insert(new UserKey("globex", "ada"), "pay", "1", 1, "ALLOW");
        ActionScan theirs = new ActionScan("globex", null, Set.of(), null, null, null, ALL);
        catchUp();
        assertThat(store().countActions(theirs, TOMORROW)).isEqualTo(Map.of("ALLOW", 1L));
        assertThat(counts(null, Set.of(), null, null, ALL)).isEqualTo(Map.of("ALLOW", 3L, "BLOCK", 2L));
    }

    @Test
    default void aCountStopsAtItsLimit() {
        some();
        for (int most = 1; most <= 5; most++) {
            Map<String, Long> found = counts(null, Set.of(), null, null, most);
            assertThat(found.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(most);
            assertThat(found.getOrDefault("ALLOW", 0L)).isLessThanOrEqualTo(3);
            assertThat(found.getOrDefault("BLOCK", 0L)).isLessThanOrEqualTo(2);
            assertThat(found.values()).doesNotContain(0L);
        }
        assertThat(counts(null, Set.of("pay", "PAY"), "BLOCK", null, 1)).isEqualTo(Map.of("BLOCK", 1L));
    }

    @Test
    default void whatChangesItsStateIsCountedInItsNewOne() {
        some();
        ActionRecord before = actionsOf(BOB).get(0);
        Version id = version();
        applied(saving(
                current(BOB),
                user(BOB, id, "{}"),
                write(
                        before.version(),
                        new ActionRecord(
                                BOB, before.key(), id, before.createdAt(), "BLOCK", TOMORROW, Payload.of("{}")))));
        assertThat(counts(null, Set.of(), null, null, ALL)).isEqualTo(Map.of("ALLOW", 2L, "BLOCK", 3L));
    }

    private void some() {
        insert(ADA, "pay", "1", 1, "ALLOW");
        insert(ADA, "pay", "2", 2, "BLOCK");
        insert(ADA, "login", "3", 3, "ALLOW");
        insert(BOB, "PAY", "4", 4, "BLOCK");
        insert(BOB, "pay", "5", 5, "ALLOW");
    }

    private void insert(UserKey user, String code, String key, int millis, String state) {
        Version id = version();
        Instant at = NOW.plusMillis(millis);
        ActionRecord action =
                new ActionRecord(user, new ActionKey(code, key), id, at, state, TOMORROW, Payload.of("{}"));
        applied(Commit.insert(id, user, current(user), action, List.of()));
    }

    private Map<String, Long> counts(
            @Nullable UserKey user, Set<String> codes, @Nullable String state, @Nullable Instant from, int most) {
        catchUp();
        return store().countActions(new ActionScan(TENANT, user, codes, state, from, null, most), TOMORROW);
    }

    private Map<String, Long> counted(@Nullable UserKey user, @Nullable Instant from, Instant until, int most) {
        catchUp();
        return store().countActions(new ActionScan(TENANT, user, Set.of(), null, from, null, most), until);
    }
}
