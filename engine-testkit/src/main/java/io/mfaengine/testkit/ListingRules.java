package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.TOMORROW;
import static io.mfaengine.testkit.Records.claim;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.shown;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Payload;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Listings: in their order, filtered, page by page. */
interface ListingRules extends QueryRules {
    @Test
    default void usersAreListedByTheBytesOfTheirId() {
        List<String> ids = List.of("10", "9", "A", "Z", "a", "a ", "b", "\u00e4", "\ufffd", "\ud83d\ude00");
        for (int i = 0; i < ids.size(); i++) {
            saved(new UserKey(TENANT, ids.get((i * 7) % ids.size())), "{}");
        }
        saved(new UserKey("globex", "a2"), "theirs");
        assertThat(userIds(new UserScan(TENANT, null, null, ALL))).containsExactlyElementsOf(ids);
        assertThat(userIds(new UserScan(TENANT, null, null, 3))).containsExactly("10", "9", "A");
        assertThat(userIds(new UserScan(TENANT, null, new UserKey(TENANT, "a"), 2)))
                .containsExactly("a ", "b");
        assertThat(userIds(new UserScan(TENANT, null, new UserKey(TENANT, "c"), ALL)))
                .containsExactly("\u00e4", "\ufffd", "\ud83d\ude00");
    }

    @Test
    default void usersAreFoundByAnIndexUntilItIsGone() {
        indexed("a", claim("x"), claim("y"));
        indexed("b", claim("x"));
        indexed("c", claim("X"));
        indexed("d");
        assertThat(userIds(new UserScan(TENANT, claim("x"), null, ALL))).containsExactly("a", "b");
        assertThat(userIds(new UserScan(TENANT, claim("x"), new UserKey(TENANT, "a"), ALL)))
                .containsExactly("b");
        assertThat(userIds(new UserScan(TENANT, claim("x"), null, 1))).containsExactly("a");
        indexed("a", claim("y"));
        indexed("d", claim("x"));
        assertThat(userIds(new UserScan(TENANT, claim("x"), null, ALL))).containsExactly("b", "d");
        assertThat(userIds(new UserScan(TENANT, claim("y"), null, ALL))).containsExactly("a");
        UserKey b = new UserKey(TENANT, "b");
        applied(Commit.erasure(version(), b, current(b), List.of()));
        assertThat(userIds(new UserScan(TENANT, claim("x"), null, ALL))).containsExactly("d");
        UserRecord found =
                store().users(new UserScan(TENANT, claim("y"), null, 1)).get(0);
        assertThat(loaded(found.key(), null)).startsWith(shown(found));
    }

    @Test
    default void actionsAreListedNewestFirst() {
        insert(BOB, "pay", "1", 1, "ALLOW");
        insert(ADA, "pay", "1", 2, "ALLOW");
        insert(ADA, "pay", "3", 1, "ALLOW");
        insert(ADA, "pay", "2", 1, "ALLOW");
        insert(ADA, "login", "9", 1, "ALLOW");
        insert(ADA, "pay", "\ud83d\ude00", 1, "ALLOW");
        insert(ADA, "pay", "\ufffd", 1, "ALLOW");
        insert(new UserKey("globex", "ada"), "pay", "1", 2, "ALLOW");
        assertThat(actionsOf(null).stream().map(ListingRules::name))
                .containsExactly(
                        "ada pay 1",
                        "ada login 9",
                        "ada pay 2",
                        "ada pay 3",
                        "ada pay \ufffd",
                        "ada pay \ud83d\ude00",
                        "bob pay 1");
        ActionRecord first = actionsOf(null).get(0);
        assertThat(loaded(ADA, PAY)).contains(shown(first));
    }

    @Test
    default void actionsAreFilteredByUserCodeStateAndTime() {
        insert(ADA, "pay", "1", 1, "ALLOW");
        insert(ADA, "pay", "2", 2, "BLOCK");
        insert(ADA, "login", "3", 3, "ALLOW");
        insert(BOB, "pay", "4", 4, "ALLOW");
        insert(BOB, "PAY", "5", 5, "ALLOW");
        assertThat(keys(new ActionScan(TENANT, ADA, Set.of(), null, null, null, ALL)))
                .containsExactly("3", "2", "1");
        assertThat(keys(new ActionScan(TENANT, null, Set.of("pay"), null, null, null, ALL)))
                .containsExactly("4", "2", "1");
        assertThat(keys(new ActionScan(TENANT, null, Set.of("pay", "login"), "ALLOW", null, null, ALL)))
                .containsExactly("4", "3", "1");
        assertThat(keys(new ActionScan(TENANT, null, Set.of(), null, NOW.plusMillis(3), null, ALL)))
                .containsExactly("5", "4", "3");
        assertThat(keys(new ActionScan(TENANT, ADA, Set.of("pay"), "ALLOW", NOW.plusMillis(2), null, ALL)))
                .isEmpty();
        assertThat(keys(new ActionScan(TENANT, null, Set.of(), null, null, null, 2)))
                .containsExactly("5", "4");
    }

    @Test
    default void pagesMissNothingAndRepeatNothingWhileOthersInsert() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            insert(i % 2 == 0 ? ADA : BOB, "pay", "k" + i, i / 4, "ALLOW");
            saved(new UserKey(TENANT, "u" + i), "{}");
            expected.add("k" + i);
        }
        List<String> users = userIds(new UserScan(TENANT, null, null, ALL));
        List<String> seen = paged(last -> {
            insert(ADA, "pay", "x" + last, 100, "ALLOW");
            insert(ADA, "pay", "y" + last, 3, "ALLOW");
            return last;
        });
        assertThat(seen).containsAll(expected).doesNotHaveDuplicates();
        List<String> seenUsers = new ArrayList<>();
        @Nullable UserKey after = null;
        for (int page = 0; page < 100; page++) {
            catchUp();
            List<UserRecord> found = store().users(new UserScan(TENANT, null, after, 7));
            found.forEach(user -> seenUsers.add(user.key().userId()));
            if (found.isEmpty()) {
                break;
            }
            after = found.get(found.size() - 1).key();
            saved(new UserKey(TENANT, after.userId() + "+"), "{}");
            saved(new UserKey(TENANT, "a" + page), "{}");
        }
        assertThat(seenUsers).containsAll(users).doesNotHaveDuplicates();
    }

    private List<String> paged(UnaryOperator<String> between) {
        List<String> seen = new ArrayList<>();
        @Nullable ActionRecord after = null;
        for (int page = 0; page < 100; page++) {
            catchUp();
            List<ActionRecord> found = store().actions(new ActionScan(TENANT, null, Set.of(), null, null, after, 7));
            found.forEach(action -> seen.add(action.key().idempotencyKey()));
            if (found.isEmpty()) {
                return seen;
            }
            after = found.get(found.size() - 1);
            assertThat(between.apply(Integer.toString(page))).isNotEmpty();
        }
        return seen;
    }

    @Test
    default void aVisitMeetsEveryUserThatExistsThroughout() {
        IntStream.range(0, 300).forEach(i -> saved(new UserKey(TENANT, "u" + i), "{}"));
        saved(new UserKey("globex", "theirs"), "{}");
        catchUp();
        List<UserKey> met = new ArrayList<>();
        store().forEachUser(TENANT, key -> {
            met.add(key);
            if (met.size() == 10) {
                saved(new UserKey(TENANT, "late"), "{}");
                saved(new UserKey(TENANT, "u7"), "changed");
            }
        });
        Set<UserKey> all = new HashSet<>(met);
        IntStream.range(0, 300).forEach(i -> assertThat(all).contains(new UserKey(TENANT, "u" + i)));
        assertThat(all).doesNotContain(new UserKey("globex", "theirs"));
        assertThatThrownBy(() -> store().forEachUser(TENANT, key -> {
                    throw new IllegalStateException("enough");
                }))
                .hasStackTraceContaining("enough");
    }

    private void indexed(String id, Claim... indexes) {
        UserKey key = new UserKey(TENANT, id);
        applied(saving(current(key), new UserRecord(key, version(), Set.of(indexes), Payload.of("{}"))));
    }

    private void insert(UserKey user, String code, String key, int millis, String state) {
        Version id = version();
        Instant at = NOW.plusMillis(millis);
        ActionRecord action =
                new ActionRecord(user, new ActionKey(code, key), id, at, state, TOMORROW, Payload.of("{}"));
        applied(Commit.insert(id, user, current(user), action, List.of()));
    }

    private List<String> keys(ActionScan scan) {
        catchUp();
        return store().actions(scan).stream()
                .map(action -> action.key().idempotencyKey())
                .toList();
    }

    private static String name(ActionRecord action) {
        return action.user().userId() + " " + action.key().action() + " "
                + action.key().idempotencyKey();
    }
}
