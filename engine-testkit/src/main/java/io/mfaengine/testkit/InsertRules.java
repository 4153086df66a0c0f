package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.LOGIN;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.event;
import static io.mfaengine.testkit.Records.inserting;
import static io.mfaengine.testkit.Records.shown;
import static io.mfaengine.testkit.Records.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A commit without a user record: it inserts, and leaves the user as they are. */
interface InsertRules extends StoreRules {
    @Test
    default void anInsertLeavesTheUserAsTheyAre() {
        Version one = saved(ADA, "1");
        Version id = version();
        applied(Commit.insert(id, ADA, one, action(ADA, PAY, id, "p"), List.of()));
        assertThat(store().load(ADA, PAY).userVersion()).isEqualTo(one);
        assertThat(loaded(ADA, PAY)).contains(shown(action(ADA, PAY, id, "p")));
    }

    @Test
    default void anInsertGoesWithoutAUserWhereNoneIsExpected() {
        applied(inserting(ADA, Version.ABSENT, PAY, "p"));
        assertThat(loaded(ADA, PAY)).startsWith("no user, action");
        saved(ADA, "1");
        assertThat(store().load(ADA, PAY).action())
                .as("an action that was there before its user")
                .isNotNull();
    }

    @Test
    default void anInsertIsStaleOnceTheUserAppeared() {
        saved(ADA, "1");
        stale(inserting(ADA, Version.ABSENT, PAY, "p"));
        assertThat(loaded(ADA, PAY)).contains("no action");
    }

    @Test
    default void anInsertIsStaleOnceTheUserMoved() {
        Version one = saved(ADA, "1");
        saved(ADA, "2");
        stale(inserting(ADA, one, PAY, "p"));
        assertThat(loaded(ADA, PAY)).contains("no action");
    }

    @Test
    default void anInsertIsStaleOnceTheUserIsErased() {
        Version one = saved(ADA, "1");
        applied(Commit.erasure(version(), ADA, one, List.of()));
        stale(inserting(ADA, one, PAY, "p"));
        assertThat(loaded(ADA, PAY)).startsWith("no user, no action");
    }

    @Test
    default void anInsertOfAnActionThatIsThereIsStaleAndKeepsTheFirst() {
        Version one = saved(ADA, "1");
        Commit first = inserting(ADA, one, PAY, "first");
        applied(first);
        String before = loaded(ADA, PAY);
        stale(inserting(ADA, one, PAY, "second"));
        stale(first);
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
    }

    @Test
    default void anInsertOfAnActionThatIsThereIsStaleWithoutAUserToo() {
        applied(inserting(ADA, Version.ABSENT, PAY, "first"));
        String before = loaded(ADA, PAY);
        stale(inserting(ADA, Version.ABSENT, PAY, "second"));
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
    }

    @Test
    default void actionsAreToldApartByUserCodeAndKey() {
        ActionKey second = new ActionKey(PAY.action(), "2");
        applied(inserting(ADA, Version.ABSENT, PAY, "a"));
        applied(inserting(ADA, Version.ABSENT, second, "b"));
        applied(inserting(ADA, Version.ABSENT, LOGIN, "c"));
        applied(inserting(BOB, Version.ABSENT, PAY, "d"));
        assertThat(loaded(ADA, PAY)).endsWith(" a, settings ");
        assertThat(loaded(ADA, second)).endsWith(" b, settings ");
        assertThat(loaded(ADA, LOGIN)).endsWith(" c, settings ");
        assertThat(loaded(BOB, PAY)).endsWith(" d, settings ");
    }

    @Test
    default void eventsAloneAreComparedToo() {
        Version one = saved(ADA, "1");
        Version id = version();
        Commit events = Commit.insert(id, ADA, one, null, List.of(event(ADA, "e1", "1")));
        applied(events);
        applied(events);
        saved(ADA, "2");
        stale(events);
        applied(Commit.insert(version(), BOB, Version.ABSENT, null, List.of(event(BOB, "e2", "1"))));
    }
}
