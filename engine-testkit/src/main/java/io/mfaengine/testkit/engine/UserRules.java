package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static io.mfaengine.testkit.engine.Steps.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.Validation;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.model.User;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Commit;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.FaultyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the application does with users as such. */
interface UserRules extends EngineRules {
    @Test
    @Requirement({"R90", "I8"})
    default void anUpdateChangesWhatItNamesAndNothingElse() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        User first = world.mfa.updateUser(
                "usr_123",
                UserUpdate.nothing()
                        .username("ada@example.org")
                        .displayName("Ada")
                        .locale(Locale.GERMANY));
        assertThat(first.username()).isEqualTo("ada@example.org");
        assertThat(first.isEnrolled()).isTrue();
        assertThat(world.other.updateUser("usr_123", UserUpdate.nothing().displayName("Ada L.")))
                .isEqualTo(world.mfa.getUser("usr_123"))
                .satisfies(now -> assertThat(now.displayName()).isEqualTo("Ada L."))
                .satisfies(now -> assertThat(now.username()).isEqualTo("ada@example.org"))
                .satisfies(now -> assertThat(now.locale()).isEqualTo(Locale.GERMANY));
        assertThat(outcome(world.person("usr_123")
                        .verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("done");
        assertThat(world.mfa.updateUser("new", UserUpdate.nothing()).createdAt())
                .isEqualTo(world.clock.instant());
        assertThat(Steps.eventsSince(world, 0, "new")).containsExactly("user.created");
    }

    @Test
    @Requirement({"R90", "R29"})
    default void usersAreFoundByTheNameThatTheyGoByNow() {
        EngineWorld world = world();
        if (!(world.store instanceof QueryableStore)) {
            return;
        }
        User old = world.mfa.updateUser("usr_1", UserUpdate.nothing().username("J\u00fcrgen"));
        assertThat(world.mfa.queryUsers(UserQuery.username("ju\u0308RGEN"))).containsExactly(old);
        User same = world.mfa.updateUser("usr_2", UserUpdate.nothing().username("j\u00dcrgen"));
        assertThat(world.other.queryUsers(UserQuery.username("j\u00fcrgen"))).containsExactly(old, same);
        User renamed = world.mfa.updateUser("usr_1", UserUpdate.nothing().username("George"));
        assertThat(world.mfa.queryUsers(UserQuery.username("j\u00fcrgen"))).containsExactly(same);
        assertThat(world.mfa
                        .updateUser("usr_1", UserUpdate.nothing().displayName("G."))
                        .username())
                .isEqualTo(renamed.username());
        assertThat(world.mfa.queryUsers(UserQuery.username("george"))).hasSize(1);
        world.enrolled("usr_1");
        assertThat(world.mfa.queryUsers(UserQuery.username("george"))).hasSize(1);
        assertThat(world.mfa.deleteUser("usr_1")).isTrue();
        assertThat(world.mfa.queryUsers(UserQuery.username("george"))).isEmpty();
    }

    @Test
    @Requirement("R85")
    default void usersAreListedPageByPageByTheirIdAndWithinTheTenant() {
        EngineWorld world = world();
        if (!(world.store instanceof QueryableStore)) {
            return;
        }
        MfaEngine neighbour = world.engine(world.store).tenant("other").build();
        assertThat(neighbour.updateUser("usr_05", UserUpdate.nothing())).isNotNull();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add("usr_0" + i);
            assertThat(world.mfa.updateUser("usr_0" + i, UserUpdate.nothing())).isNotNull();
        }
        List<String> listed = new ArrayList<>();
        UserQuery query = UserQuery.all().limit(3);
        List<User> page = world.mfa.queryUsers(query);
        for (int pages = 0; !page.isEmpty() && pages < 10; pages++) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            page.forEach(user -> listed.add(user.userId()));
            page = world.mfa.queryUsers(query.after(page.get(page.size() - 1)));
        }
        assertThat(listed).isEqualTo(ids);
        for (int limit : new int[] {0, -1, 1_001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(query.limit(limit)).isNull())
                    .withMessageContaining("limit must be 1 to 1000");
        }
    }

    @Test
    @Requirement({"R90", "R52", "I6"})
    default void anErasedUserWhoComesBackIsAStrangerToAllThatWasTheirs() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Intent transfer = intent("usr_123", "transfer", "k").detail("amount", "100");
        Decision passed = world.mfa.track(transfer);
        Steps.pass(world, passed, user.phone());
        Decision open = world.mfa.track(intent("usr_123", "sign-in", "open"));
        ActionSession session = world.session(open.token());
        Steps.lockApp(world, user);

        assertThat(world.mfa.deleteUser("usr_123")).isTrue();
        assertThat(world.mfa.deleteUser("usr_123")).isFalse();
        assertThat(version(world, "usr_123")).isEqualTo(Version.ABSENT);
        assertThat(world.mfa.getAuthenticators("usr_123")).isEmpty();
        assertThat(world.mfa.getUser("usr_123").createdAt()).isNull();
        isDead(world, passed, open, session, user);

        Decision fresh = world.mfa.track(transfer.detail("amount", "2"));
        assertThat(fresh.next()).isEqualTo(Decision.Next.ENROLL);
        assertThat(fresh.action().createdAt()).isEqualTo(world.clock.instant());
        assertThat(world.mfa.getAction(passed.token())).isEmpty();
        isDead(world, passed, open, session, user);
        assertThat(outcome(world.session(fresh.token()).enroll(AUTHENTICATOR_APP)))
                .isEqualTo("done");
        EngineWorld.Enrolled again = world.enrolled("usr_123");
        assertThat(again.recoveryCodes()).hasSize(10).doesNotContainAnyElementsOf(user.recoveryCodes());
        isDead(world, passed, open, session, user);
        Secret oldCode = user.recoveryCodes().get(0);
        assertThat(outcome(world.person("usr_123").verify(RECOVERY_CODE, oldCode.reveal())))
                .isEqualTo("WRONG_RESPONSE");
        assertThat(Steps.events(world, "user.erased")).hasSize(1);
    }

    @Test
    @Requirement({"R90", "I6", "I8"})
    default void anActionThatOutlivesTheErasureOfItsUserIsAStrangers() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Intent transfer = intent("usr_123", "transfer", "k");
        Decision passed = world.mfa.track(transfer);
        Steps.pass(world, passed, user.phone());
        UserKey key = new UserKey("main", "usr_123");
        ActionRecord late = Objects.requireNonNull(
                world.store.load(key, new ActionKey("transfer", "k")).action());
        assertThat(world.mfa.deleteUser("usr_123")).isTrue();
        world.enrolled("usr_123");

        Version id = new Version(1, 1);
        ActionRecord again =
                new ActionRecord(key, late.key(), id, late.createdAt(), late.state(), late.expiresAt(), late.payload());
        assertThat(world.store.commit(Commit.insert(id, key, version(world, "usr_123"), again, List.of())))
                .isEqualTo(Commit.Result.APPLIED);

        assertThat(world.mfa.validateChallenge(passed.token(), transfer).reason())
                .contains(Validation.Invalid.UNKNOWN_TOKEN);
        assertThat(world.mfa.getAction(transfer.id())).isEmpty();
        assertThat(world.mfa.updateAction(transfer.id(), Action.Ruling.BLOCK)).isEmpty();
        Decision fresh = world.mfa.track(transfer);
        assertThat(fresh.next()).isEqualTo(Decision.Next.CHALLENGE);
        assertThat(fresh.action().createdAt()).isEqualTo(world.clock.instant());
        assertThat(world.mfa.getAction(passed.token())).isEmpty();
    }

    private static void isDead(
            EngineWorld world, Decision passed, Decision open, ActionSession session, EngineWorld.Enrolled user) {
        Intent transfer = intent("usr_123", "transfer", "k").detail("amount", "100");
        assertThat(world.mfa.validateChallenge(passed.token(), transfer).reason())
                .contains(Validation.Invalid.UNKNOWN_TOKEN);
        assertThat(world.mfa.getAction(open.token())).isEmpty();
        assertThat(session.status().state()).isEqualTo(ActionState.BLOCK);
        assertThat(session.status().choices()).isEmpty();
        assertThat(outcome(session.verify(AUTHENTICATOR_APP, user.phone().code())))
                .isEqualTo("EXPIRED");
        assertThat(outcome(session.challenge(AUTHENTICATOR_APP))).isEqualTo("EXPIRED");
        assertThat(outcome(session.enroll(AUTHENTICATOR_APP))).isEqualTo("EXPIRED");
        assertThat(outcome(session.regenerateRecoveryCodes())).isEqualTo("EXPIRED");
    }

    @Test
    @Requirement({"R10", "R11"})
    default void anIdOutOfBoundsIsAnErrorThatNamesItAndWritesNothing() {
        EngineWorld world = world();
        FaultyStore counting = FaultyStore.around(world.store);
        MfaEngine mfa = world.engine(counting).build();
        Map<String, String> faults = Map.of(
                "",
                "empty",
                "x".repeat(129),
                "128",
                "\u20ac".repeat(86),
                "255",
                "a\nb",
                "control",
                "a\u0000",
                "control",
                "a\u007f",
                "control",
                "\ud800",
                "surrogate",
                "a\udc00b",
                "surrogate");
        faults.forEach((id, bound) -> {
            refuses("userId", bound, () -> assertThat(Intent.user(id)).isNull());
            refuses("userId", bound, () -> assertThat(mfa.getUser(id)).isNull());
            refuses(
                    "userId",
                    bound,
                    () -> assertThat(mfa.updateUser(id, UserUpdate.nothing())).isNull());
            refuses("userId", bound, () -> assertThat(mfa.deleteUser(id)).isTrue());
            refuses("userId", bound, () -> assertThat(mfa.getAuthenticators(id)).isNull());
            refuses(
                    "userId",
                    bound,
                    () -> assertThat(mfa.enrollVerifiedAuthenticator(id, AUTHENTICATOR_APP, Secret.of("x")))
                            .isNull());
            refuses(
                    "userId",
                    bound,
                    () -> assertThat(mfa.operator("jane").unlock(id, AUTHENTICATOR_APP))
                            .isTrue());
            refuses(
                    "userId",
                    bound,
                    () -> assertThat(mfa.operator("jane").trail(id)).isNull());
            refuses(
                    "idempotencyKey",
                    bound,
                    () -> assertThat(Intent.user("u").action("a").idempotencyKey(id))
                            .isNull());
        });
        for (String name : List.of("", " ", "x".repeat(256), "a\nb", "\ud800")) {
            refuses("actor", "128", () -> assertThat(mfa.operator(name)).isNull());
            refuses(
                    "username",
                    "255",
                    () -> assertThat(UserUpdate.nothing().username(name)).isNull());
            refuses(
                    "displayName",
                    "255",
                    () -> assertThat(UserUpdate.nothing().displayName(name)).isNull());
        }
        for (String code : List.of("", "a b", "x".repeat(65), "\u00e9")) {
            refuses(
                    "action",
                    "64",
                    () -> assertThat(Intent.user("u").action(code)).isNull());
        }
        refuses(
                "detail note",
                "control",
                () -> assertThat(Intent.user("u").action("a").detail("note", "a\u0000"))
                        .isNull());
        refuses(
                "detail note",
                "1024",
                () -> assertThat(Intent.user("u").action("a").detail("note", "x".repeat(1_025)))
                        .isNull());
        assertThat(counting.calls()).isZero();
        assertThat(mfa.getUser("\u20ac".repeat(85)).isEnrolled()).isFalse();
        assertThat(mfa.getUser("a b\u00a0c:/?\ud83d\ude00").isEnrolled()).isFalse();
    }

    private static void refuses(String name, String bound, Runnable call) {
        assertThatIllegalArgumentException()
                .isThrownBy(call::run)
                .withMessageContaining(name)
                .withMessageContaining(bound);
    }
}
