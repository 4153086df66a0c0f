package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.claim;
import static io.mfaengine.testkit.Records.inserting;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.settings;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 64 threads, over both handles: whatever they do at once, the outcome is that of some order. */
interface RaceRules extends StoreRules {
    @Test
    @Requirement({"R13", "I2"})
    default void ofManyCommitsAtOneVersionExactlyOneIsApplied() {
        Race.rounds(rounds(), (race, round) -> {
            UserKey key = new UserKey(TENANT, "u" + round);
            Version before = round % 2 == 0 ? Version.ABSENT : saved(key, "before");
            List<Version> ids = Collections.nCopies(Race.RUNNERS, 0).stream()
                    .map(i -> version())
                    .toList();
            List<Result> results = race.all(i -> {
                Version id = ids.get(i);
                return handle(i)
                        .commit(saving(
                                before,
                                user(key, id, "by " + i),
                                write(Version.ABSENT, action(key, PAY, id, "by " + i))));
            });
            assertThat(results).containsOnlyOnce(Result.APPLIED).containsOnly(Result.APPLIED, Result.STALE);
            int winner = results.indexOf(Result.APPLIED);
            assertThat(loaded(key, PAY)).contains("by " + winner + ", action").contains("by " + winner + ", settings");
        });
    }

    @Test
    @Requirement("R13")
    default void everyAppliedIncrementCounts() {
        int each = 4;
        Race.rounds(fewRounds(), (race, round) -> {
            UserKey key = new UserKey(TENANT, "u" + round);
            Version start = saved(key, "0");
            assertThat(start).isNotEqualTo(Version.ABSENT);
            List<Integer> done = race.all(i -> {
                for (int n = 0; n < each; n++) {
                    while (!incremented(handle(i), key)) {
                        Thread.onSpinWait();
                    }
                }
                return each;
            });
            assertThat(done).hasSize(Race.RUNNERS);
            assertThat(number(store().load(key, null))).isEqualTo(each * Race.RUNNERS);
        });
    }

    private static boolean incremented(MfaStore store, UserKey key) {
        Snapshot seen = store.load(key, null);
        UserRecord next = user(key, version(), Integer.toString(number(seen) + 1));
        return store.commit(saving(seen.userVersion(), next)) == Result.APPLIED;
    }

    private static int number(Snapshot seen) {
        return Integer.parseInt(requireNonNull(seen.user()).payload().text());
    }

    @Test
    @Requirement("R13")
    default void ofManyInsertsOfOneActionExactlyOneIsApplied() {
        Race.rounds(rounds(), (race, round) -> {
            UserKey key = new UserKey(TENANT, "u" + round);
            Version user = round % 2 == 0 ? Version.ABSENT : saved(key, "1");
            List<Result> results = race.all(i -> handle(i).commit(inserting(key, user, PAY, "by " + i)));
            assertThat(results).containsOnlyOnce(Result.APPLIED).containsOnly(Result.APPLIED, Result.STALE);
            assertThat(loaded(key, PAY)).contains("by " + results.indexOf(Result.APPLIED) + ", settings");
        });
    }

    @Test
    default void insertsBesideEachOtherAreAllApplied() {
        Race.rounds(fewRounds(), (race, round) -> {
            UserKey key = new UserKey(TENANT, "u" + round);
            Version user = saved(key, "1");
            List<Result> results =
                    race.all(i -> handle(i).commit(inserting(key, user, new ActionKey("pay", "k" + i), "by " + i)));
            assertThat(results).containsOnly(Result.APPLIED);
            for (int i = 0; i < Race.RUNNERS; i++) {
                assertThat(loaded(key, new ActionKey("pay", "k" + i))).contains("by " + i + ",");
            }
        });
    }

    @Test
    default void anInsertThatRacesItsUserIsThereIfItWasAppliedAndOnlyThen() {
        Race.rounds(fewRounds(), (race, round) -> {
            UserKey key = new UserKey(TENANT, "u" + round);
            List<Result> results = race.all(i -> i == 0
                    ? store().commit(saving(Version.ABSENT, user(key, version(), "1")))
                    : handle(i).commit(inserting(key, Version.ABSENT, new ActionKey("pay", "k" + i), "p")));
            assertThat(results.get(0)).isEqualTo(Result.APPLIED);
            for (int i = 1; i < Race.RUNNERS; i++) {
                boolean there = store().load(key, new ActionKey("pay", "k" + i)).action() != null;
                assertThat(there).isEqualTo(results.get(i) == Result.APPLIED);
            }
        });
    }

    @Test
    default void anEraseThatRacesInsertsLeavesNothingBehind() {
        Race.rounds(fewRounds(), (race, round) -> {
            UserKey key = new UserKey(TENANT, "u" + round);
            Version user = saved(key, "1");
            List<Result> results = race.all(i -> i == 0
                    ? store().commit(Commit.erasure(version(), key, user, List.of()))
                    : handle(i).commit(inserting(key, user, new ActionKey("pay", "k" + i), "p")));
            assertThat(results.get(0)).isEqualTo(Result.APPLIED);
            assertThat(loaded(key, null)).startsWith("no user");
            for (int i = 1; i < Race.RUNNERS && erasureLocksOutInserts(); i++) {
                assertThat(loaded(key, new ActionKey("pay", "k" + i))).contains("no action");
            }
        });
    }

    @Test
    @Requirement("R13")
    default void ofErasesAndCommitsAtOneVersionExactlyOneIsApplied() {
        Race.rounds(rounds(), (race, round) -> {
            UserKey key = new UserKey(TENANT, "u" + round);
            Version before = saved(key, "before");
            List<Result> results = race.all(i -> handle(i)
                    .commit(
                            i % 2 == 0
                                    ? Commit.erasure(version(), key, before, List.of())
                                    : saving(before, user(key, version(), "by " + i))));
            assertThat(results).containsOnlyOnce(Result.APPLIED).containsOnly(Result.APPLIED, Result.STALE);
            int winner = results.indexOf(Result.APPLIED);
            assertThat(loaded(key, null)).contains(winner % 2 == 0 ? "no user" : "by " + winner + ",");
        });
    }

    @Test
    @Requirement("R13")
    default void ofManyUsersExactlyOneGetsAClaim() {
        Race.rounds(rounds(), (race, round) -> {
            Claim claim = claim("c" + round);
            List<Result> results = race.all(i -> handle(i)
                    .commit(saving(Version.ABSENT, user(runner(round, i), version(), "1"))
                            .claiming(Set.of(claim), Set.of())));
            assertThat(results).containsOnlyOnce(Result.APPLIED).containsOnly(Result.APPLIED, Result.CLAIM_TAKEN);
            for (int i = 0; i < Race.RUNNERS; i++) {
                assertThat(store().load(runner(round, i), null).user() != null)
                        .isEqualTo(results.get(i) == Result.APPLIED);
            }
            assertThat(store().holder(claim)).contains(runner(round, results.indexOf(Result.APPLIED)));
        });
    }

    @Test
    default void claimsThatCrossAreTakenAllOrNotAtAll() {
        Race.rounds(fewRounds(), (race, round) -> {
            List<Result> results = race.all(i -> {
                Set<Claim> both = Set.of(link(round, i), link(round, i + 1));
                UserRecord next = user(runner(round, i), version(), "1");
                return handle(i).commit(saving(Version.ABSENT, next).claiming(both, Set.of()));
            });
            assertThat(results).contains(Result.APPLIED).containsOnly(Result.APPLIED, Result.CLAIM_TAKEN);
            for (int i = 0; i < Race.RUNNERS; i++) {
                Optional<UserKey> holder = store().holder(link(round, i));
                int before = (i + Race.RUNNERS - 1) % Race.RUNNERS;
                if (results.get(i) == Result.APPLIED) {
                    assertThat(holder).contains(runner(round, i));
                } else if (results.get(before) == Result.APPLIED) {
                    assertThat(holder).contains(runner(round, before));
                } else {
                    assertThat(holder).isEmpty();
                }
            }
        });
    }

    private static UserKey runner(int round, int runner) {
        return new UserKey(TENANT, "u" + round + "-" + runner);
    }

    private static Claim link(int round, int number) {
        return claim("c" + round + "-" + number % Race.RUNNERS);
    }

    @Test
    default void ofManySettingsAtOneVersionExactlyOneIsSaved() {
        Race.rounds(rounds(), (race, round) -> {
            Version before = store().load(ADA, null).settings();
            List<Version> ids = Collections.nCopies(Race.RUNNERS, 0).stream()
                    .map(i -> version())
                    .toList();
            List<Boolean> results =
                    race.all(i -> handle(i).saveSettings(settings(TENANT, ids.get(i), "by " + i), before));
            assertThat(results).containsOnlyOnce(true);
            assertThat(store().load(ADA, null).settings()).isEqualTo(ids.get(results.indexOf(true)));
        });
    }

    @Test
    @Requirement("R36")
    default void ofManySpendingsExactlyTheLimitIsSpent() {
        int limit = 40;
        Race.rounds(fewRounds(), (race, round) -> {
            Budget budget = new Budget(TENANT, "b" + round, limit, Duration.ofHours(1));
            List<Spending> results = race.all(i -> handle(i).spend(List.of(budget), NOW));
            assertThat(results).filteredOn(Spending.Spent.class::isInstance).hasSize(limit);
        });
    }

    @Test
    @Requirement("R36")
    default void ofManySpendingsOfSeveralBudgetsTheSmallestLimitIsSpent() {
        Race.rounds(fewRounds(), (race, round) -> {
            Budget large = new Budget(TENANT, "b" + round + "a", 64, Duration.ofHours(1));
            Budget small = new Budget(TENANT, "b" + round + "b", 10, Duration.ofDays(1));
            Budget last = new Budget(TENANT, "b" + round + "c", 11, Duration.ofDays(1));
            List<Spending> results = race.all(i -> handle(i).spend(List.of(large, small, last), NOW));
            assertThat(results).filteredOn(Spending.Spent.class::isInstance).hasSize(10);
            assertThat(results)
                    .filteredOn(Spending.Exhausted.class::isInstance)
                    .allSatisfy(result ->
                            assertThat(((Spending.Exhausted) result).which()).isEqualTo(small));
        });
    }
}
