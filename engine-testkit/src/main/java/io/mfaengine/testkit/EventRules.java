package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.claim;
import static io.mfaengine.testkit.Records.event;
import static io.mfaengine.testkit.Records.shown;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.QueryableStore.EventScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events: appended with their commit or not at all, once for each id, and kept. */
interface EventRules extends QueryRules {
    @Test
    default void eventsComeWithTheirCommit() {
        EventRecord one = new EventRecord(ADA, "e1", null, Payload.of("{\"n\":\"\u20ac \\u0000\"}"));
        EventRecord two = event(ADA, "e2", "2");
        EventRecord three = event(ADA, "e3", "3");
        Version id = version();
        applied(Commit.of(Version.ABSENT, user(ADA, id, "1"), List.of(), List.of(two, one)));
        applied(Commit.insert(version(), ADA, id, null, List.of(three)));
        assertThat(eventsOf(null).stream().map(Records::shown)).containsExactly(shown(one), shown(two), shown(three));
    }

    @Test
    default void aCommitThatIsNotAppliedLeavesNoEvents() {
        Version one = saved(ADA, "1");
        applied(Commit.of(Version.ABSENT, user(BOB, version(), "1"), List.of(), List.of())
                .claiming(Set.of(claim("x")), Set.of()));
        ActionKey pay = Records.PAY;
        Version late = version();
        stale(Commit.of(version(), user(ADA, late, "late"), List.of(), List.of(event(ADA, "e1", "user"))));
        stale(Commit.of(
                one,
                user(ADA, late, "late"),
                List.of(Records.write(version(), action(ADA, pay, late, "late"))),
                List.of(event(ADA, "e2", "action"))));
        stale(Commit.insert(late, ADA, version(), action(ADA, pay, late, "late"), List.of(event(ADA, "e3", "insert"))));
        stale(Commit.erasure(late, ADA, version(), List.of(event(ADA, "e4", "erase"))));
        assertThat(store().commit(Commit.of(one, user(ADA, late, "late"), List.of(), List.of(event(ADA, "e5", "claim")))
                        .claiming(Set.of(claim("x")), Set.of())))
                .isEqualTo(Result.CLAIM_TAKEN);
        applied(Records.inserting(ADA, one, pay, "p"));
        stale(Commit.insert(late, ADA, one, action(ADA, pay, late, "late"), List.of(event(ADA, "e6", "duplicate"))));
        assertThat(eventIds()).isEmpty();
    }

    @Test
    default void anEventWhoseIdIsThereIsIgnored() {
        Version one = version();
        applied(Commit.of(Version.ABSENT, user(ADA, one, "1"), List.of(), List.of(event(ADA, "e1", "first"))));
        Version two = version();
        applied(Commit.of(
                one,
                user(ADA, two, "2"),
                List.of(),
                List.of(event(ADA, "e1", "second"), event(ADA, "e2", "new"), event(ADA, "e2", "twice"))));
        applied(Commit.insert(version(), BOB, Version.ABSENT, null, List.of(event(BOB, "e2", "of another user"))));
        assertThat(eventsOf(null).stream().map(Records::shown))
                .containsExactly(shown(event(ADA, "e1", "first")), shown(event(ADA, "e2", "new")));
        assertThat(loaded(ADA, null)).contains(two.text());
    }

    @Test
    default void eventsOfAnErasedUserStay() {
        Version one = version();
        applied(Commit.of(Version.ABSENT, user(ADA, one, "1"), List.of(), List.of(event(ADA, "e1", "before"))));
        applied(Commit.erasure(version(), ADA, one, List.of(event(ADA, "e2", "erased"))));
        assertThat(eventIds()).containsExactly("e1", "e2");
    }

    @Test
    default void eventsAreListedByTheBytesOfTheirId() {
        List<String> ids = List.of("10", "9", "A", "Z", "a", "a ", "b", "\u00e4", "\ufffd", "\ud83d\ude00");
        for (int i = ids.size() - 1; i >= 0; i--) {
            UserKey of = i % 3 == 0 ? BOB : ADA;
            applied(Commit.insert(version(), of, Version.ABSENT, null, List.of(event(of, ids.get(i), "e"))));
        }
        assertThat(eventIds()).containsExactlyElementsOf(ids);
        assertThat(store().events(new EventScan(TENANT, BOB, null, 3)).stream().map(EventRecord::id))
                .containsExactly("10", "Z", "b");
        assertThat(store().events(new EventScan(TENANT, BOB, "Z", 3)).stream().map(EventRecord::id))
                .containsExactly("b", "\ud83d\ude00");
        assertThat(store().events(new EventScan(TENANT, null, "\u00e4", 1)).stream()
                        .map(EventRecord::id))
                .containsExactly("\ufffd");
        assertThat(store().events(new EventScan(TENANT, null, "c", ALL)).stream()
                        .map(EventRecord::id))
                .as("after an id that isn't there")
                .containsExactly("\u00e4", "\ufffd", "\ud83d\ude00");
    }

    @Test
    default void eventsOfTwoTenantsAreSeparate() {
        UserKey theirs = new UserKey("globex", ADA.userId());
        applied(Commit.insert(version(), ADA, Version.ABSENT, null, List.of(event(ADA, "e1", "ours"))));
        applied(Commit.insert(version(), theirs, Version.ABSENT, null, List.of(event(theirs, "e1", "theirs"))));
        assertThat(eventsOf(null).stream().map(Records::shown)).containsExactly(shown(event(ADA, "e1", "ours")));
        assertThat(store().events(new EventScan("globex", null, null, ALL)).stream()
                        .map(Records::shown))
                .containsExactly(shown(event(theirs, "e1", "theirs")));
    }
}
