package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.LOGIN;
import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.TOMORROW;
import static io.mfaengine.testkit.Records.claim;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** House-keeping: what has an expiry that is past goes, and nothing else. */
interface PurgeRules extends QueryRules {
    @Test
    @Requirement("R34")
    default void aPurgeTakesWhatIsExpiredAndNothingElse() {
        insert(ADA, PAY, TOMORROW);
        insert(ADA, LOGIN, TOMORROW.plusMillis(2));
        insert(BOB, PAY, null);
        event("e1", TOMORROW);
        event("e2", TOMORROW.plusMillis(2));
        event("e3", null);
        purgeAll(TOMORROW.minusMillis(1));
        assertThat(eventIds()).containsExactly("e1", "e2", "e3");
        assertThat(actionsOf(null)).hasSize(3);
        purgeAll(TOMORROW.plusMillis(1));
        assertThat(eventIds()).containsExactly("e2", "e3");
        assertThat(loaded(ADA, PAY)).contains("no action");
        assertThat(loaded(ADA, LOGIN)).doesNotContain("no action");
        assertThat(loaded(BOB, PAY)).doesNotContain("no action");
        purgeAll(Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(eventIds()).containsExactly("e3");
        assertThat(actionsOf(null)).hasSize(1);
    }

    @Test
    @Requirement("R34")
    default void aPurgeNeverTakesUsersClaimsOrSettings() {
        applied(saving(Version.ABSENT, user(ADA, version(), "{\"failures\":3}"))
                .claiming(Set.of(claim("x")), Set.of()));
        assertThat(store().saveSettings(Records.settings(TENANT, version(), "{}"), Version.ABSENT))
                .isTrue();
        String before = loaded(ADA, null);
        purgeAll(Instant.parse("9999-01-01T00:00:00Z"));
        assertThat(loaded(ADA, null)).isEqualTo(before);
        assertThat(store().holder(claim("x"))).contains(ADA);
        assertThat(store().settings(TENANT)).isPresent();
    }

    @Test
    @Requirement("R34")
    default void aPurgeTakesABudgetOnlyWhenItsWindowHasPassed() {
        Budget budget = new Budget(TENANT, "sms", 1, Duration.ofHours(1));
        assertThat(store().spend(List.of(budget), NOW)).isInstanceOf(Spending.Spent.class);
        Instant within = NOW.plus(Duration.ofMinutes(59));
        purgeAll(within);
        assertThat(store().spend(List.of(budget), within)).isInstanceOf(Spending.Exhausted.class);
        Instant past = NOW.plus(Duration.ofMinutes(66));
        purgeAll(past);
        assertThat(store().spend(List.of(budget), past)).isInstanceOf(Spending.Spent.class);
    }

    @Test
    default void aPurgeNeverTakesMoreThanItsLimit() {
        for (int i = 0; i < 10; i++) {
            insert(ADA, new ActionKey("pay", "k" + i), NOW.plusMillis(10));
            event("e" + i, NOW.plusMillis(10));
        }
        int removed = 0;
        for (int i = 0; i < 30; i++) {
            int now = store().purge(TOMORROW, 3);
            assertThat(now).isBetween(0, 3);
            removed += now;
        }
        assertThat(removed).isLessThanOrEqualTo(20);
        assertThat(eventIds()).isEmpty();
        assertThat(actionsOf(null)).isEmpty();
    }

    @Test
    default void anActionThatWasPurgedMayBeInsertedAgain() {
        insert(ADA, PAY, NOW.plusMillis(10));
        purgeAll(TOMORROW);
        insert(ADA, PAY, TOMORROW.plusMillis(10));
        assertThat(loaded(ADA, PAY)).doesNotContain("no action");
    }

    @Test
    default void whatIsReplacedWithALaterExpiryIsKept() {
        Version one = version();
        applied(saving(Version.ABSENT, user(ADA, one, "1"), write(Version.ABSENT, expiring(ADA, PAY, one, TOMORROW))));
        Version two = version();
        Instant later = TOMORROW.plus(Duration.ofDays(1));
        applied(saving(one, user(ADA, two, "2"), write(one, expiring(ADA, PAY, two, later))));
        purgeAll(TOMORROW.plusMillis(1));
        assertThat(store().load(ADA, PAY).actionVersion()).isEqualTo(two);
    }

    @Test
    default void aPurgeDuringUseTakesNothingThatLives() {
        Race.rounds(fewRounds(), (race, round) -> {
            String name = "r" + round + "-";
            List<Result> results = race.all(i -> {
                if (i % 8 == 0) {
                    int removed = store().purge(NOW.plusMillis(50), 5);
                    return removed < 0 ? Result.STALE : Result.APPLIED;
                }
                Version id = version();
                Instant expiry = i % 2 == 0 ? NOW.plusMillis(10) : TOMORROW;
                return handle(i)
                        .commit(Commit.insert(
                                id,
                                ADA,
                                Version.ABSENT,
                                expiring(ADA, new ActionKey("pay", name + i), id, expiry),
                                List.of()));
            });
            assertThat(results).containsOnly(Result.APPLIED);
            for (int i = 1; i < Race.RUNNERS; i += 2) {
                assertThat(store().load(ADA, new ActionKey("pay", name + i)).action())
                        .isNotNull();
            }
        });
    }

    private void purgeAll(Instant now) {
        int removed = store().purge(now, ALL);
        while (removed > 0) {
            removed = store().purge(now, ALL);
        }
    }

    private void insert(UserKey user, ActionKey key, @Nullable Instant expiresAt) {
        Version id = version();
        applied(Commit.insert(id, user, Version.ABSENT, expiring(user, key, id, expiresAt), List.of()));
    }

    private static ActionRecord expiring(UserKey user, ActionKey key, Version id, @Nullable Instant expiresAt) {
        return new ActionRecord(user, key, id, NOW, "CHALLENGE_REQUIRED", expiresAt, Payload.of("{}"));
    }

    private void event(String id, @Nullable Instant expiresAt) {
        applied(Commit.insert(
                version(), ADA, Version.ABSENT, null, List.of(new EventRecord(ADA, id, expiresAt, Payload.of("{}")))));
    }
}
