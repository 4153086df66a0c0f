package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.Refusal.EXPIRED;
import static io.mfaengine.model.Refusal.LOCKED;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static io.mfaengine.testkit.engine.NoteMethod.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Decision;
import io.mfaengine.Limits;
import io.mfaengine.Operator;
import io.mfaengine.Validation;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Refusal;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.engine.NoteMethod.NoteWorld;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A lock stops guesses, never the owner's other ways in; and no clean-up lifts it. */
interface LockRules extends EngineRules {
    @Test
    @Requirement({"R32", "I4"})
    default void aLockStopsOneTypeOfOneUserAndEndsByItself() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        EngineWorld.Enrolled neighbour = world.enrolled("usr_2");
        lock(world, user);
        assertThat(world.person("usr_1")
                        .verify(RECOVERY_CODE, user.recoveryCodes().get(0).reveal()))
                .isInstanceOf(Verification.Accepted.class);
        assertThat(world.person("usr_2")
                        .verify(AUTHENTICATOR_APP, neighbour.phone().code()))
                .isInstanceOf(Verification.Accepted.class);
        assertThat(world.person("usr_1")
                        .verify(AUTHENTICATOR_APP, user.phone().code())
                        .refused()
                        .reason())
                .isEqualTo(LOCKED);
        world.clock.move(Duration.ofSeconds(30));
        assertThat(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R32")
    default void anOperatorForgivesEverythingOfTheTypeAtOnce() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        Operator jane = world.mfa.operator("jane@acme");
        assertThat(jane.unlock("usr_1", AUTHENTICATOR_APP)).isFalse();
        assertThat(jane.unlock("nobody", AUTHENTICATOR_APP)).isFalse();
        lock(world, user);
        assertThat(jane.unlock("usr_1", RECOVERY_CODE)).isFalse();
        assertThat(jane.unlock("usr_1", AUTHENTICATOR_APP)).isTrue();
        assertThat(world.person("usr_1")
                        .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                        .refused()
                        .attemptsLeft())
                .isEqualTo(4);
        assertThat(world.events)
                .filteredOn(event -> event.type().equals("type.unlocked"))
                .singleElement()
                .extracting(MfaEvent::actor)
                .isEqualTo("jane@acme");
    }

    @Test
    @Requirement({"R32", "I4"})
    default void refusedAttemptsDoNotMoveTheUsersVersionAndLeaveOneEventOfAKind() {
        NoteWorld noted = NoteWorld.in(world());
        EngineWorld world = noted.world;
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        String used = user.phone().code();
        ActionSession over = noted.person("usr_1");
        over.verify(AUTHENTICATOR_APP, used).accepted();
        ActionSession person = noted.person("usr_1");
        Version before = version(world);
        for (int i = 0; i < 20; i++) {
            refuse(person.verify(AUTHENTICATOR_APP, used), Refusal.ALREADY_USED);
            refuse(over.verify(AUTHENTICATOR_APP, user.phone().wrongCode()), Refusal.ALREADY_USED);
            refuse(person.verify(AUTHENTICATOR_APP, "x"), Refusal.MALFORMED);
            refuse(person.verify(NOTE, "123456"), Refusal.NOT_OPEN);
            refuse(person.challenge(NOTE), Refusal.NOT_ENROLLED);
            refuse(person.enroll(NOTE, "a@b.example"), Refusal.CHALLENGE_FIRST);
            refuse(person.challenge(SMS), Refusal.NOT_PERMITTED);
            refuse(over.challenge(AUTHENTICATOR_APP), Refusal.NOT_OPEN);
        }
        assertThat(version(world)).isEqualTo(before);

        lock(world, user);
        Version locked = version(world);
        assertThat(locked).isNotEqualTo(before);
        for (int i = 0; i < 20; i++) {
            refuse(person.verify(AUTHENTICATOR_APP, user.phone().code()), LOCKED);
            refuse(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().wrongCode()), LOCKED);
            refuse(world.person("usr_1").challenge(AUTHENTICATOR_APP), LOCKED);
        }
        assertThat(version(world)).isEqualTo(locked);
        if (world.store instanceof QueryableStore) {
            assertThat(world.mfa.operator("jane").trail("usr_1").events())
                    .filteredOn(event -> event.type().equals("attempt.refused"))
                    .extracting(MfaEvent::attributes)
                    .hasSizeGreaterThan(4)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @Requirement({"R34", "I4"})
    default void namesOfTypesThatTheEngineDoesNotKnowLeaveNoEvents() {
        EngineWorld world = world();
        world.enrolled("usr_1");
        ActionSession person = world.person("usr_1");
        Version before = version(world);
        int events = world.events.size();
        for (int i = 0; i < 50; i++) {
            AuthenticatorType unknown = AuthenticatorType.of("UNKNOWN_" + i);
            refuse(person.challenge(unknown), Refusal.NOT_PERMITTED);
            refuse(person.enroll(unknown, "a@b.example"), Refusal.NOT_PERMITTED);
            refuse(person.verify(unknown, "123456"), Refusal.NOT_PERMITTED);
        }
        assertThat(version(world)).isEqualTo(before);
        assertThat(world.events).hasSize(events);
    }

    @Test
    @Requirement("I4")
    default void askingAgainForWhatWasOpenedAgainWritesNothing() {
        NoteWorld noted = NoteWorld.in(world(), Limits.standard().attemptsPerChallenge(3), NoteWorld.LIFE);
        EngineWorld.Enrolled user = noted.world.enrolled("usr_1");
        ActionSession person = noted.person("usr_1");
        for (int guess = 0; guess < 3; guess++) {
            refuse(person.verify(AUTHENTICATOR_APP, user.phone().wrongCode()), WRONG_RESPONSE);
        }
        refuse(person.verify(AUTHENTICATOR_APP, user.phone().code()), Refusal.NOT_OPEN);
        AuthenticatorId app = person.challenge(AUTHENTICATOR_APP).open().authenticator();
        Version open = version(noted.world);
        for (int i = 0; i < 5; i++) {
            assertThat(person.challenge(AUTHENTICATOR_APP).open().authenticator())
                    .isEqualTo(app);
            assertThat(person.challenge(app).open().authenticator()).isEqualTo(app);
        }
        assertThat(version(noted.world)).isEqualTo(open);
        assertThat(person.verify(AUTHENTICATOR_APP, user.phone().code())).isInstanceOf(Verification.Accepted.class);
    }

    private static void refuse(Verification verification, Refusal reason) {
        assertThat(verification.refused().reason()).isEqualTo(reason);
    }

    private static void refuse(Challenge challenge, Refusal reason) {
        assertThat(challenge.refused().reason()).isEqualTo(reason);
    }

    private static Version version(EngineWorld world) {
        return world.store.load(new UserKey("main", "usr_1"), null).userVersion();
    }

    @Test
    @Requirement("R31")
    default void aChallengeThatWasOpenBeforeTheLockWaitsWithIt() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        ActionSession early = noted.asked("usr_1");
        String code = noted.notes.last().code();
        ActionSession guessed = noted.asked("usr_1");
        for (int guess = 0; guess < 5; guess++) {
            refuse(guessed.verify(NOTE, noted.notes.wrongCode()), WRONG_RESPONSE);
        }
        refuse(early.verify(NOTE, code), LOCKED);
        noted.world.clock.move(Duration.ofSeconds(30));
        assertThat(early.verify(NOTE, code)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R31")
    default void aProofByATypeThatWasLockedMeanwhileIsNotValid() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        Decision decision = world.mfa.track(EngineWorld.signIn("usr_1"));
        world.session(decision.token())
                .verify(AUTHENTICATOR_APP, user.phone().code())
                .accepted();
        lock(world, user);
        assertThat(world.mfa
                        .validateChallenge(decision.token(), EngineWorld.signIn("usr_1"))
                        .reason())
                .contains(Validation.Invalid.NOT_PASSED);
        world.clock.move(Duration.ofSeconds(30));
        assertThat(world.mfa
                        .validateChallenge(decision.token(), EngineWorld.signIn("usr_1"))
                        .isValid())
                .isTrue();
    }

    @Test
    @Requirement("R32")
    default void failuresOfAUserWhoWasErasedAreNotInheritedAndLeaveNothingBehind() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        ActionSession old = world.person("usr_1");
        lock(world, user);
        assertThat(world.mfa.deleteUser("usr_1")).isTrue();
        for (int i = 0; i < 10; i++) {
            refuse(old.verify(AUTHENTICATOR_APP, user.phone().wrongCode()), EXPIRED);
            refuse(old.enroll(AUTHENTICATOR_APP), EXPIRED);
        }
        assertThat(version(world)).isEqualTo(Version.ABSENT);
        ActionSession person = world.person("usr_1");
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(person.verify(AUTHENTICATOR_APP, phone.wrongCode()).refused().attemptsLeft())
                .isEqualTo(4);
    }

    @Test
    @Requirement("R34")
    default void purgingLiftsNoLockAndOpensNoUsedCode() {
        EngineWorld world = world();
        if (!(world.store instanceof QueryableStore)) {
            return; // such a store purges by means of its own
        }
        Operator jane = world.mfa.operator("jane");
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        String used = user.recoveryCodes().get(0).reveal();
        world.person("usr_1").verify(RECOVERY_CODE, used).accepted();
        world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
        lock(world, user);
        purge(jane);
        refuse(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().code()), LOCKED);
        world.clock.move(Duration.ofSeconds(29));
        purge(jane);
        refuse(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().code(1)), LOCKED);
        world.clock.move(Duration.ofSeconds(1));
        for (int guess = 6; guess <= 50; guess++) {
            world.clock.move(Duration.ofHours(5));
            refuse(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().wrongCode()), WRONG_RESPONSE);
        }
        world.clock.move(Duration.ofDays(500));
        assertThat(purge(jane)).isGreaterThan(50);
        refuse(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().code()), Refusal.DISABLED);
        refuse(world.person("usr_1").verify(RECOVERY_CODE, used), Refusal.ALREADY_USED);
        assertThat(world.mfa.track(EngineWorld.signIn("usr_1")).next()).isEqualTo(Decision.Next.CHALLENGE);
    }

    @Test
    @Requirement("R34")
    default void purgingTakesSmallBatchesAndEndsWhenNothingIsLeft() {
        EngineWorld world = world();
        if (!(world.store instanceof QueryableStore)) {
            return; // such a store purges by means of its own
        }
        Operator jane = world.mfa.operator("jane");
        List<Decision> tracked = IntStream.range(0, 25)
                .mapToObj(i -> world.mfa.track(EngineWorld.signIn("usr_" + i)))
                .toList();
        assertThat(jane.purge(1_000)).isZero();
        world.clock.move(Duration.ofDays(31));
        Decision alive = world.mfa.track(EngineWorld.signIn("usr_0"));
        int removed = 0;
        for (int batch = jane.purge(10); batch > 0; batch = jane.purge(10)) {
            assertThat(batch).isLessThanOrEqualTo(10);
            removed += batch;
        }
        assertThat(removed).isEqualTo(25);
        assertThat(tracked)
                .allSatisfy(old -> assertThat(world.mfa.getAction(old.token())).isEmpty());
        assertThat(world.mfa.getAction(alive.token())).isPresent();
    }

    @CanIgnoreReturnValue
    private static int purge(Operator operator) {
        int all = 0;
        for (int batch = operator.purge(1_000); batch > 0; batch = operator.purge(1_000)) {
            all += batch;
        }
        return all;
    }

    private static void lock(EngineWorld world, EngineWorld.Enrolled user) {
        for (int guess = 0; guess < 5; guess++) {
            refuse(
                    world.person(user.userId())
                            .verify(AUTHENTICATOR_APP, user.phone().wrongCode()),
                    WRONG_RESPONSE);
        }
    }
}
