package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.LOGIN;
import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.inserting;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.settings;
import static io.mfaengine.testkit.Records.shown;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.QueryableStore.EventScan;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.FaultyStore.Call;
import io.mfaengine.testkit.FaultyStore.Fault;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FaultyStoreTest {
    private final MapStore inner = new MapStore();
    private final FaultyStore store = FaultyStore.around(inner);

    @Test
    void aFailedCallDoesNothing() {
        store.on(Call.COMMIT).next().fails();
        assertThatThrownBy(() -> store.commit(inserting(ADA, Version.ABSENT, PAY, "p")))
                .isInstanceOf(Fault.class)
                .hasMessage("COMMIT failed, and nothing was done");
        assertThat(store.load(ADA, PAY).action()).isNull();
        assertThat(store.commit(inserting(ADA, Version.ABSENT, PAY, "p"))).isEqualTo(Result.APPLIED);
    }

    @Test
    void aLostReplyIsAfterTheWork() {
        store.on(Call.COMMIT).next().losesItsReply();
        Commit commit = inserting(ADA, Version.ABSENT, PAY, "p");
        assertThatThrownBy(() -> store.commit(commit)).isInstanceOf(Fault.class).hasMessageContaining("was done");
        assertThat(store.load(ADA, PAY).actionVersion()).isEqualTo(commit.id());
    }

    @Test
    void aCallThatIsDoneTwiceAnswersAsTheFirstTime() {
        Budget budget = new Budget(TENANT, "b", 3, Duration.ofHours(1));
        store.on(Call.COMMIT, Call.SPEND).every().isDoneTwice();
        assertThat(store.commit(inserting(ADA, Version.ABSENT, PAY, "p"))).isEqualTo(Result.APPLIED);
        assertThat(store.spend(List.of(budget), NOW)).isEqualTo(new Spending.Spent());
        assertThat(store.spend(List.of(budget), NOW)).isEqualTo(new Spending.Spent());
        assertThat(store.spend(List.of(budget), NOW)).isInstanceOf(Spending.Exhausted.class);
        assertThat(store.calls()).isEqualTo(4);
    }

    @Test
    void theNthCallOfThoseNamedIsMeantAndNoOther() {
        store.on(Call.LOAD, Call.HOLDER).nth(3).fails();
        assertThat(store.load(ADA, null).user()).isNull();
        assertThat(store.holder(Records.claim("x"))).isEmpty();
        assertThat(store.settings(TENANT)).isEmpty();
        assertThatThrownBy(() -> store.load(ADA, null)).isInstanceOf(Fault.class);
        assertThatCode(() -> store.load(ADA, null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> store.on().nth(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyCallFailsUntilItHeals() {
        store.on().every().fails();
        UserScan users = new UserScan(TENANT, null, null, 1);
        ActionScan actions = new ActionScan(TENANT, null, Set.of(), null, null, null, 1);
        var events = new EventScan(TENANT, null, null, 1);
        List<Callable<Object>> all = List.of(
                () -> store.load(ADA, null),
                () -> store.commit(inserting(ADA, Version.ABSENT, PAY, "p")),
                () -> store.spend(List.of(), NOW),
                () -> store.holder(Records.claim("x")),
                () -> store.settings(TENANT),
                () -> store.saveSettings(settings(TENANT, version(), "1"), Version.ABSENT),
                () -> store.users(users),
                () -> store.actions(actions),
                () -> store.countActions(actions, NOW),
                () -> store.events(events),
                Executors.callable(() -> store.forEachUser(TENANT, key -> {})),
                () -> store.purge(NOW, 1));
        all.forEach(call -> assertThatThrownBy(call::call).isInstanceOf(Fault.class));
        assertThat(store.calls()).isEqualTo(all.size());
        for (Call call : Call.values()) {
            assertThat(store.calls(call)).as("%s", call).isEqualTo(1);
        }
        store.heal();
        all.forEach(call -> assertThatCode(call::call).doesNotThrowAnyException());
        assertThat(store.calls()).isEqualTo(2 * all.size());
    }

    @Test
    void aTestMayStepInBeforeAndAfterTheWork() {
        List<String> seen = new ArrayList<>();
        store.on(Call.COMMIT)
                .next()
                .waits(() -> seen.add("before " + inner.load(ADA, PAY).actionVersion()));
        store.on(Call.COMMIT)
                .next()
                .waitsWithItsReply(
                        () -> seen.add("after " + inner.load(ADA, PAY).actionVersion()));
        Commit commit = inserting(ADA, Version.ABSENT, PAY, "p");
        assertThat(store.commit(commit)).isEqualTo(Result.APPLIED);
        assertThat(seen).containsExactly("before ", "after " + commit.id());
        store.on(Call.LOAD).next().waits(() -> {
            throw new IOException("gone");
        });
        assertThatThrownBy(() -> store.load(ADA, null))
                .isInstanceOf(Fault.class)
                .hasRootCauseMessage("gone");
    }

    @Test
    void loadsLagBySoManyCommits() {
        Version one = move(Version.ABSENT, "1", Version.ABSENT);
        Version two = move(one, "2", one);
        Version three = move(two, "3", two);
        assertThat(seen(0)).isEqualTo("3 3");
        assertThat(seen(1)).isEqualTo("2 2");
        assertThat(seen(2)).isEqualTo("1 1");
        assertThat(seen(3)).isEqualTo("null null");
        assertThat(seen(9)).isEqualTo("null null");
        assertThat(store.commit(saving(two, user(ADA, version(), "late")))).isEqualTo(Result.STALE);
        store.heal();
        assertThat(store.load(ADA, PAY).userVersion()).isEqualTo(three);
    }

    @Test
    void anActionInALaggingLoadIsNeverOlderThanItsUser() {
        Commit insert = inserting(ADA, Version.ABSENT, PAY, "0");
        assertThat(store.commit(insert)).isEqualTo(Result.APPLIED);
        Version one = move(Version.ABSENT, "1", insert.id());
        assertThat(store.commit(saving(one, user(ADA, version(), "2")))).isEqualTo(Result.APPLIED);
        assertThat(store.commit(inserting(ADA, store.load(ADA, null).userVersion(), LOGIN, "l")))
                .isEqualTo(Result.APPLIED);
        assertThat(seen(1)).isEqualTo("1 1");
        assertThat(seen(2)).isEqualTo("null 0");
        assertThat(store.load(ADA, LOGIN).action())
                .as("an insert moves no user")
                .isNotNull();
    }

    @Test
    void whatWasThereBeforeTheWrapperIsAsFarBackAsItGoes() {
        Version one = version();
        assertThat(inner.commit(saving(Version.ABSENT, user(ADA, one, "1")))).isEqualTo(Result.APPLIED);
        Version two = version();
        assertThat(store.commit(saving(one, user(ADA, two, "2")))).isEqualTo(Result.APPLIED);
        store.loadsLag(3);
        assertThat(store.load(ADA, null).userVersion()).isEqualTo(two);
    }

    @Test
    void queriesLagWhileLoadsDoNot() {
        Version one = move(Version.ABSENT, "1", Version.ABSENT);
        Version two = move(one, "2", one);
        assertThat(store.commit(saving(Version.ABSENT, user(BOB, version(), "new"))))
                .isEqualTo(Result.APPLIED);
        store.queriesLag(1);
        assertThat(store.users(new UserScan(TENANT, null, null, 9)).stream().map(UserRecord::version))
                .containsExactly(one);
        ActionScan all = new ActionScan(TENANT, null, Set.of(), null, null, null, 9);
        assertThat(store.actions(all).stream().map(ActionRecord::version)).containsExactly(one);
        assertThat(store.load(ADA, PAY).userVersion()).isEqualTo(two);
    }

    @Test
    void queriesNeedAQueryableStoreInIt() {
        MfaStore narrow = (MfaStore) Proxy.newProxyInstance(
                MfaStore.class.getClassLoader(),
                new Class<?>[] {MfaStore.class},
                (proxy, method, arguments) -> method.invoke(inner, arguments));
        FaultyStore around = FaultyStore.around(narrow);
        assertThat(shown(around.load(ADA, null))).startsWith("no user");
        assertThatThrownBy(() -> around.users(new UserScan(TENANT, null, null, 9)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private Version move(Version expected, String text, Version action) {
        Version id = version();
        assertThat(store.commit(saving(expected, user(ADA, id, text), write(action, action(ADA, PAY, id, text)))))
                .isEqualTo(Result.APPLIED);
        return id;
    }

    private String seen(int lag) {
        store.loadsLag(lag);
        var snapshot = store.load(ADA, PAY);
        return (snapshot.user() == null ? null : snapshot.user().payload().text()) + " "
                + (snapshot.action() == null
                        ? null
                        : snapshot.action().payload().text());
    }
}
