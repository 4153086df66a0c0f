package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.LOGIN;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.claim;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.shown;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A commit with a user record: one comparison, all or nothing, durable before it returns. */
interface CommitRules extends StoreRules {
    @Test
    default void whatWasNeverWrittenIsAbsent() {
        assertThat(shown(store().load(ADA, PAY))).isEqualTo("no user, no action, settings ");
        assertThat(store().load(ADA, null).userVersion()).isEqualTo(Version.ABSENT);
    }

    @Test
    default void aUserIsInsertedAndThenReplaced() {
        UserRecord first = new UserRecord(ADA, version(), Set.of(claim("x"), claim("y")), Payload.of("1"));
        applied(saving(Version.ABSENT, first));
        assertThat(loaded(ADA, null)).startsWith(shown(first) + ",");
        UserRecord second = user(ADA, version(), "2");
        applied(saving(first.version(), second));
        assertThat(loaded(ADA, null)).startsWith(shown(second) + ",");
    }

    @Test
    @Requirement("I1")
    default void whatIsAppliedIsThereForEveryLaterLoadOfEveryHandle() {
        Version before = Version.ABSENT;
        for (int i = 0; i < 50; i++) {
            Version next = version();
            Version expected = i == 0 ? Version.ABSENT : before;
            assertThat(handle(i)
                            .commit(saving(
                                    expected,
                                    user(ADA, next, "u" + i),
                                    write(expected, action(ADA, PAY, next, "a" + i)))))
                    .isEqualTo(Commit.Result.APPLIED);
            for (int handle = 0; handle < 2; handle++) {
                Snapshot seen = handle(i + 1 + handle).load(ADA, PAY);
                assertThat(seen.userVersion()).isEqualTo(next);
                assertThat(seen.actionVersion()).isEqualTo(next);
            }
            before = next;
        }
    }

    @Test
    default void aCommitAtAnotherVersionIsStaleAndWritesNothing() {
        Version first = saved(ADA, "1");
        saved(ADA, "2");
        String before = loaded(ADA, PAY);
        Version late = version();
        stale(saving(first, user(ADA, late, "late"), write(Version.ABSENT, action(ADA, PAY, late, "late")))
                .claiming(Set.of(claim("late")), Set.of()));
        stale(saving(version(), user(ADA, late, "never")));
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
        assertThat(store().holder(claim("late"))).isEmpty();
    }

    @Test
    default void aUserWhoIsThereIsNotInsertedAgain() {
        saved(ADA, "1");
        String before = loaded(ADA, null);
        stale(saving(Version.ABSENT, user(ADA, version(), "again")));
        assertThat(loaded(ADA, null)).isEqualTo(before);
    }

    @Test
    default void aUserWhoIsAbsentIsNotReplaced() {
        stale(saving(version(), user(ADA, version(), "1")));
        assertThat(loaded(ADA, null)).startsWith("no user");
    }

    @Test
    default void actionsAreInsertedAndReplacedWithTheirUser() {
        Version one = version();
        applied(saving(
                Version.ABSENT,
                user(ADA, one, "1"),
                write(Version.ABSENT, action(ADA, LOGIN, one, "l1")),
                write(Version.ABSENT, action(ADA, PAY, one, "p1"))));
        Version two = version();
        applied(saving(one, user(ADA, two, "2"), write(one, action(ADA, PAY, two, "p2"))));
        assertThat(loaded(ADA, LOGIN)).contains(shown(action(ADA, LOGIN, one, "l1")));
        assertThat(loaded(ADA, PAY)).contains(shown(action(ADA, PAY, two, "p2")));
        assertThat(loaded(ADA, PAY)).contains(shown(user(ADA, two, "2")));
        assertThat(loaded(ADA, null)).contains("no action");
    }

    @Test
    default void aStaleActionLeavesNothingOfItsCommit() {
        Version one = version();
        applied(saving(Version.ABSENT, user(ADA, one, "1"), write(Version.ABSENT, action(ADA, PAY, one, "p1"))));
        Version two = version();
        applied(saving(one, user(ADA, two, "2"), write(one, action(ADA, PAY, two, "p2"))));
        String pay = loaded(ADA, PAY);
        Version late = version();
        stale(saving(
                        two,
                        user(ADA, late, "late"),
                        write(Version.ABSENT, action(ADA, LOGIN, late, "late")),
                        write(one, action(ADA, PAY, late, "late")))
                .claiming(Set.of(claim("late")), Set.of()));
        assertThat(loaded(ADA, PAY)).isEqualTo(pay);
        assertThat(loaded(ADA, LOGIN)).contains("no action");
        assertThat(store().holder(claim("late"))).isEmpty();
    }

    @Test
    default void anActionThatIsThereIsNotInsertedAgain() {
        Version one = version();
        applied(saving(Version.ABSENT, user(ADA, one, "1"), write(Version.ABSENT, action(ADA, PAY, one, "p1"))));
        String before = loaded(ADA, PAY);
        Version late = version();
        stale(saving(one, user(ADA, late, "late"), write(Version.ABSENT, action(ADA, PAY, late, "late"))));
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
    }

    @Test
    default void anActionThatIsAbsentIsNotReplaced() {
        Version one = saved(ADA, "1");
        String before = loaded(ADA, PAY);
        Version late = version();
        stale(saving(one, user(ADA, late, "late"), write(one, action(ADA, PAY, late, "late"))));
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
    }

    @Test
    default void aCommitThatIsDeliveredTwiceIsStaleTheSecondTime() {
        Version one = version();
        Commit commit = saving(Version.ABSENT, user(ADA, one, "1"), write(Version.ABSENT, action(ADA, PAY, one, "p1")))
                .claiming(Set.of(claim("x")), Set.of());
        applied(commit);
        String before = loaded(ADA, PAY);
        stale(commit);
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
        assertThat(store().holder(claim("x"))).contains(ADA);
    }

    @Test
    default void aCommitThatIsDeliveredAfterTheNextOneIsStale() {
        Version one = saved(ADA, "1");
        Commit late = saving(one, user(ADA, version(), "late"));
        applied(late);
        saved(ADA, "3");
        String before = loaded(ADA, null);
        stale(late);
        assertThat(loaded(ADA, null)).isEqualTo(before);
    }

    @Test
    default void usersOfATenantAreSeparate() {
        Version one = version();
        applied(saving(Version.ABSENT, user(ADA, one, "1"), write(Version.ABSENT, action(ADA, PAY, one, "p1"))));
        String ada = loaded(ADA, PAY);
        assertThat(loaded(BOB, PAY)).startsWith("no user, no action");
        Version bob = version();
        applied(saving(Version.ABSENT, user(BOB, bob, "b"), write(Version.ABSENT, action(BOB, PAY, bob, "b"))));
        assertThat(loaded(ADA, PAY)).isEqualTo(ada);
        assertThat(loaded(BOB, PAY)).contains(shown(action(BOB, PAY, bob, "b")));
    }
}
