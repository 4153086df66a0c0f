package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.Refusal.ALREADY_USED;
import static io.mfaengine.model.Refusal.DISABLED;
import static io.mfaengine.model.Refusal.LOCKED;
import static io.mfaengine.model.Refusal.MALFORMED;
import static io.mfaengine.model.Refusal.NOT_OPEN;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static io.mfaengine.testkit.engine.NoteMethod.NOTE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Limits;
import io.mfaengine.Refused;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.engine.NoteMethod.NoteWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wrong responses are paid for, by the user and the type, wherever they are given. */
interface GuessRules extends EngineRules {
    @Test
    @Requirement({"R21", "I3"})
    default void neitherResendsNorNewChallengesSessionsOrEnginesGiveAGuessBack() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        ActionSession first = noted.asked("usr_1");
        assertThat(left(first, noted)).isEqualTo(4);
        noted.world.clock.move(Duration.ofSeconds(30));
        assertThat(noted.send(first)).as("a resend").hasSize(6);
        assertThat(left(first, noted)).isEqualTo(3);
        assertThat(left(noted.asked("usr_1"), noted)).as("a new action").isEqualTo(2);
        ActionSession elsewhere = noted.world.person(noted.other, "usr_1");
        elsewhere.challenge(NOTE).open();
        assertThat(left(elsewhere, noted)).as("another engine").isEqualTo(1);
        ActionSession last = noted.asked("usr_1");
        Refused fifth = last.verify(NOTE, noted.notes.wrongCode()).refused();
        assertThat(fifth.reason()).isEqualTo(WRONG_RESPONSE);
        assertThat(fifth.attemptsLeft()).isZero();
        assertThat(fifth.retryAt()).isEqualTo(noted.world.clock.instant().plusSeconds(30));
        for (ActionSession any : List.of(first, elsewhere, last, noted.person("usr_1"))) {
            assertThat(any.verify(NOTE, noted.notes.last().code()).refused())
                    .isEqualTo(new Refused(LOCKED, 0, fifth.retryAt()));
        }
    }

    @Test
    @Requirement({"R21", "R26", "I3"})
    default void guessesOutliveTheAuthenticatorAndArePaidByItsSuccessor() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        guess(world, user, 4);
        AuthenticatorId app = world.mfa.getAuthenticators("usr_1").get(0).id();
        assertThat(world.mfa.deleteAuthenticator("usr_1", app)).isTrue();

        ActionSession person = world.person("usr_1");
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        Refused fifth = person.verify(AUTHENTICATOR_APP, phone.wrongCode()).refused();
        assertThat(fifth.retryAt()).isEqualTo(world.clock.instant().plusSeconds(30));
        assertThat(person.verify(AUTHENTICATOR_APP, phone.code()).refused().reason())
                .isEqualTo(LOCKED);
        assertThat(world.person("usr_1").enroll(AUTHENTICATOR_APP).refused().reason())
                .isEqualTo(LOCKED);
    }

    @Test
    @Requirement({"R24", "R26"})
    default void aChallengeTakesAsManyWrongResponsesAsTheLimitSays() {
        NoteWorld noted = NoteWorld.in(world(), Limits.standard().attemptsPerChallenge(3), NoteWorld.LIFE);
        noted.enrolled("usr_1");
        ActionSession person = noted.asked("usr_1");
        String code = noted.notes.last().code();
        for (int left = 2; left >= 0; left--) {
            assertThat(left(person, noted)).isEqualTo(left);
        }
        assertThat(person.verify(NOTE, code).refused().reason()).isEqualTo(NOT_OPEN);
        assertThat(noted.asked("usr_1").verify(NOTE, noted.notes.last().code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R25")
    default void afterFiveInARowEachFailureWaitsLonger() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        guess(world, user, 4);
        for (int seconds : List.of(30, 60, 120, 300, 900, 3600, 3600)) {
            Instant retryAt = world.clock.instant().plusSeconds(seconds);
            Refused failed = world.person("usr_1")
                    .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                    .refused();
            assertThat(failed).isEqualTo(new Refused(WRONG_RESPONSE, 0, retryAt));
            world.clock.move(Duration.ofSeconds(seconds).minusMillis(1));
            Refused right = world.person("usr_1")
                    .verify(AUTHENTICATOR_APP, user.phone().code())
                    .refused();
            Refused wrong = world.person("usr_1")
                    .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                    .refused();
            assertThat(List.of(right, wrong)).containsOnly(new Refused(LOCKED, 0, retryAt));
            world.clock.move(Duration.ofMillis(1));
        }
        assertThat(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().code()))
                .isInstanceOf(Verification.Accepted.class);
        guess(world, user, 4);
        assertThat(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().code(1)))
                .as("success cleared what was in a row")
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R26", "R32", "I3"})
    default void afterFiftyInARowTheTypeIsDisabledUntilAnOperatorUnlocksIt() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        guessAsSoonAsPossible(world, user, 50);
        world.clock.move(Duration.ofDays(365));
        assertThat(world.person("usr_1")
                        .verify(AUTHENTICATOR_APP, user.phone().code())
                        .refused())
                .isEqualTo(new Refused(DISABLED, 0, null));
        assertThat(world.person("usr_1").challenge(AUTHENTICATOR_APP).refused().reason())
                .isEqualTo(DISABLED);
        assertThat(world.person("usr_1")
                        .verify(RECOVERY_CODE, user.recoveryCodes().get(0).reveal()))
                .isInstanceOf(Verification.Accepted.class);
        assertThat(world.events).extracting(event -> event.type()).contains("type.disabled");

        assertThat(world.mfa.operator("jane").unlock("usr_1", AUTHENTICATOR_APP))
                .isTrue();
        assertThat(world.person("usr_1").verify(AUTHENTICATOR_APP, user.phone().code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R26", "I5"})
    default void removalUnderStrongBindingMakesRoomForAnAuthenticatorOfADisabledType() {
        NoteWorld noted = NoteWorld.in(world(), Limits.standard().disableAfter(10), NoteWorld.LIFE);
        EngineWorld world = noted.world;
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        ActionSession manager = manage(noted);
        manager.verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
        noted.enrol(manager, "ada@note.example");
        for (int guess = 0; guess < 10; guess++) {
            assertThat(noted.person("usr_1")
                            .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                            .refused()
                            .reason())
                    .isEqualTo(WRONG_RESPONSE);
            world.clock.move(Duration.ofHours(2));
        }
        ActionSession again = manage(noted);
        again.verify(NOTE, noted.send(again)).accepted();
        assertThat(again.enroll(AUTHENTICATOR_APP).refused().reason()).isEqualTo(DISABLED);
        AuthenticatorId app = again.status().authenticators().stream()
                .filter(mine -> mine.type().equals(AUTHENTICATOR_APP))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(again.remove(app).done().recoveryCodes()).isEmpty();
        PhoneApp phone = PhoneApp.scan(again.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(again.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isTrue();
    }

    private static ActionSession manage(NoteWorld noted) {
        return noted.mfa
                .session(noted.mfa
                        .track(TrackRequest.of(EngineWorld.signIn("usr_1")).manage())
                        .token())
                .orElseThrow();
    }

    @Test
    @Requirement("R28")
    default void successForgivesOneTypeOfOneUserOnly() {
        NoteWorld noted = NoteWorld.in(world());
        EngineWorld.Enrolled user = noted.world.enrolled("usr_1");
        EngineWorld.Enrolled neighbour = noted.world.enrolled("usr_2");
        ActionSession manager = manage(noted);
        manager.verify(AUTHENTICATOR_APP, user.phone().code()).accepted();
        noted.enrol(manager, "ada@note.example");

        assertThat(noted.leftAfterAWrongNote("usr_1")).isEqualTo(4);
        assertThat(noted.leftAfterAWrongNote("usr_1")).isEqualTo(3);
        guess(noted.world, neighbour, 3);
        noted.world.clock.move(Duration.ofSeconds(60));
        noted.world
                .person("usr_1")
                .verify(AUTHENTICATOR_APP, user.phone().code())
                .accepted();
        noted.world
                .person("usr_1")
                .verify(RECOVERY_CODE, user.recoveryCodes().get(0).reveal())
                .accepted();
        assertThat(noted.leftAfterAWrongNote("usr_1")).isEqualTo(2);
        assertThat(noted.world
                        .person("usr_2")
                        .verify(AUTHENTICATOR_APP, neighbour.phone().wrongCode())
                        .refused()
                        .attemptsLeft())
                .isEqualTo(1);
        noted.asked("usr_1").verify(NOTE, noted.notes.last().code()).accepted();
        assertThat(noted.leftAfterAWrongNote("usr_1")).isEqualTo(4);
    }

    @Test
    @Requirement("I3")
    default void whatCanNotBeRightIsNoGuess() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        String used = user.phone().code();
        world.person("usr_1").verify(AUTHENTICATOR_APP, used).accepted();
        ActionSession person = world.person("usr_1");
        for (int i = 0; i < 30; i++) {
            assertThat(person.verify(AUTHENTICATOR_APP, used).refused().reason())
                    .isEqualTo(ALREADY_USED);
            assertThat(person.verify(AUTHENTICATOR_APP, "12345").refused().reason())
                    .isEqualTo(MALFORMED);
        }
        assertThat(person.verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                        .refused()
                        .attemptsLeft())
                .isEqualTo(4);
    }

    @Test
    @Requirement("I3")
    default void tenWrongRecoveryCodesInADayPauseThemForADay() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        for (int left = 9; left >= 0; left--) {
            Refused failed = world.person("usr_1")
                    .verify(RECOVERY_CODE, "0000-0000-0000-0000")
                    .refused();
            assertThat(failed.reason()).isEqualTo(WRONG_RESPONSE);
            world.clock.move(Duration.ofHours(2));
            assertThat(failed.attemptsLeft()).isEqualTo(Math.min(left, 4));
        }
        String code = user.recoveryCodes().get(0).reveal();
        assertThat(world.person("usr_1").verify(RECOVERY_CODE, code).refused())
                .isEqualTo(new Refused(LOCKED, 0, world.clock.instant().plus(Duration.ofHours(22))));
        world.clock.move(Duration.ofHours(22));
        assertThat(world.person("usr_1").verify(RECOVERY_CODE, code)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R21", "R24"})
    default void aNewTokenOfAnActionFindsItsOpenQuestionWithTheFailuresThatItTook() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        Intent intent = EngineWorld.signIn("usr_1").idempotencyKey("one");
        Instant start = world.clock.instant();
        ActionSession first = world.session(world.mfa.track(intent).token());
        for (int guess = 0; guess < 4; guess++) {
            assertThat(first.verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                            .refused()
                            .reason())
                    .isEqualTo(WRONG_RESPONSE);
        }
        world.clock.move(Duration.ofMinutes(9));
        ActionSession second = world.session(world.mfa.track(intent).token());
        assertThat(first.challenge(AUTHENTICATOR_APP).open().expiresAt()).isEqualTo(start.plus(Duration.ofMinutes(10)));
        world.clock.move(Duration.ofMinutes(2));
        assertThat(second.challenge(AUTHENTICATOR_APP).open().expiresAt())
                .isEqualTo(start.plus(Duration.ofMinutes(19)));
        assertThat(second.verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                        .refused()
                        .attemptsLeft())
                .isZero();
        world.clock.move(Duration.ofSeconds(30));
        assertThat(second.verify(AUTHENTICATOR_APP, user.phone().code())
                        .refused()
                        .reason())
                .isEqualTo(NOT_OPEN);
        second.challenge(AUTHENTICATOR_APP).open();
        assertThat(second.verify(AUTHENTICATOR_APP, user.phone().code())).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R19")
    default void aTypedCodeIsStillTakenByANewTokenAfterAWrongOneByTheOld() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        Intent intent = EngineWorld.signIn("usr_1").idempotencyKey("one");
        assertThat(world.session(world.mfa.track(intent).token())
                        .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                        .refused()
                        .reason())
                .isEqualTo(WRONG_RESPONSE);
        world.clock.move(Duration.ofMinutes(11));
        assertThat(world.session(world.mfa.track(intent).token())
                        .verify(AUTHENTICATOR_APP, user.phone().code()))
                .isInstanceOf(Verification.Accepted.class);
    }

    private static int left(ActionSession person, NoteWorld noted) {
        Refused failed = person.verify(NOTE, noted.notes.wrongCode()).refused();
        assertThat(failed.reason()).isEqualTo(WRONG_RESPONSE);
        return failed.attemptsLeft();
    }

    private static void guess(EngineWorld world, EngineWorld.Enrolled user, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(world.person(user.userId())
                            .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                            .refused()
                            .reason())
                    .isEqualTo(WRONG_RESPONSE);
        }
    }

    /** Each guess in an action of its own, as soon as the engine says that it may be made. */
    private static void guessAsSoonAsPossible(EngineWorld world, EngineWorld.Enrolled user, int times) {
        for (int i = 0; i < times; i++) {
            Refused failed = world.person(user.userId())
                    .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                    .refused();
            assertThat(failed.reason()).isEqualTo(WRONG_RESPONSE);
            if (failed.attemptsLeft() == 0 && i < times - 1) {
                Instant retryAt = requireNonNull(failed.retryAt());
                world.clock.move(Duration.between(world.clock.instant(), retryAt));
            }
        }
    }
}
