package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.testkit.engine.NoteMethod.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Race;
import io.mfaengine.testkit.engine.NoteMethod.NoteWorld;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 64 threads on two engines over two handles: one valid code is one success, and five guesses are five verdicts. */
interface RaceOnCodesRules extends EngineRules {
    int MOST_ROUNDS = 20;

    @Test
    @Requirement({"R13", "I2"})
    default void manyWhoGiveTheSameAppCodeInOneActionAreAcceptedOnce() {
        EngineWorld world = world();
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            Handle token = world.mfa.track(EngineWorld.signIn(user.userId())).token();
            String code = user.phone().code();
            assertThat(race.all(i -> verdict(on(world, i, token).verify(AUTHENTICATOR_APP, code))))
                    .containsOnlyOnce("ACCEPTED")
                    .containsOnly("ACCEPTED", "ALREADY_USED");
        });
    }

    @Test
    @Requirement({"R13", "R14", "I2"})
    default void manyActionsThatAreGivenTheSameAppCodeHaveOneSuccess() {
        EngineWorld world = world();
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            List<Handle> tokens = tokens(world, user, Race.RUNNERS);
            String code = user.phone().code();
            List<String> verdicts =
                    race.all(i -> verdict(on(world, i, tokens.get(i)).verify(AUTHENTICATOR_APP, code)));
            assertThat(verdicts).containsOnlyOnce("ACCEPTED").containsOnly("ACCEPTED", "ALREADY_USED");
            assertOneSuccess(world, user, tokens, verdicts.indexOf("ACCEPTED"));
        });
    }

    @Test
    @Requirement({"R13", "R12", "I2"})
    default void manyActionsThatAreGivenTheSameRecoveryCodeHaveOneSuccess() {
        EngineWorld world = world();
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            List<Handle> tokens = tokens(world, user, Race.RUNNERS);
            String code = user.recoveryCodes().get(0).reveal();
            List<String> verdicts =
                    race.all(i -> verdict(on(world, i, tokens.get(i)).verify(RECOVERY_CODE, code)));
            assertThat(verdicts).containsOnlyOnce("ACCEPTED").containsOnly("ACCEPTED", "ALREADY_USED");
            assertOneSuccess(world, user, tokens, verdicts.indexOf("ACCEPTED"));
        });
    }

    private static void assertOneSuccess(
            EngineWorld world, EngineWorld.Enrolled user, List<Handle> tokens, int winner) {
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(world.mfa.getAction(tokens.get(i)).orElseThrow().state())
                    .isEqualTo(i == winner ? ActionState.CHALLENGE_SUCCEEDED : ActionState.CHALLENGE_REQUIRED);
            assertThat(world.other
                            .validateChallenge(tokens.get(i), intent(user, i))
                            .isValid())
                    .isEqualTo(i == winner);
        }
        assertThat(attemptsLeftAfterOneMore(world, user))
                .as("nothing was counted")
                .isEqualTo(4);
    }

    private static int attemptsLeftAfterOneMore(EngineWorld world, EngineWorld.Enrolled user) {
        return world.person(user.userId())
                .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                .refused()
                .attemptsLeft();
    }

    @Test
    @Requirement({"R13", "I2"})
    default void aSentCodeAndItsLinkAreAcceptedOnceTogether() {
        NoteWorld noted = NoteWorld.in(world());
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            String userId = "usr_" + round;
            noted.enrolled(userId);
            Handle token = noted.mfa.track(EngineWorld.signIn(userId)).token();
            noted.mfa.session(token).orElseThrow().challenge(NOTE).open();
            NoteMethod.Note note = noted.notes.last();
            assertThat(race.all(i -> {
                        MfaEngine engine = i % 2 == 0 ? noted.mfa : noted.other;
                        return verdict(
                                i % 3 == 0
                                        ? engine.respond(note.reply(), new Response.Approved(""))
                                        : engine.session(token).orElseThrow().verify(NOTE, note.code()));
                    }))
                    .containsOnlyOnce("ACCEPTED")
                    .containsOnly("ACCEPTED", "ALREADY_USED");
        });
    }

    @Test
    @Requirement("R36")
    default void manyWhoAskForACodeAtOnceCauseOneMessage() {
        NoteWorld noted = NoteWorld.in(world());
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            String userId = "usr_" + round;
            noted.enrolled(userId);
            Handle token = noted.mfa.track(EngineWorld.signIn(userId)).token();
            int before = noted.notes.sent().size();
            List<Boolean> opened = race.all(i -> (i % 2 == 0 ? noted.mfa : noted.other)
                            .session(token)
                            .orElseThrow()
                            .challenge(NOTE)
                    instanceof Challenge.Open);
            assertThat(opened).containsOnlyOnce(true);
            assertThat(noted.notes.sent()).hasSize(before + 1);
            assertThat(verdict(noted.mfa
                            .session(token)
                            .orElseThrow()
                            .verify(NOTE, noted.notes.last().code())))
                    .isEqualTo("ACCEPTED");
        });
    }

    @Test
    @Requirement({"R24", "I3"})
    default void ofManyWrongCodesOnOneChallengeFiveAreJudged() {
        EngineWorld world = world();
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            Handle token = world.mfa.track(EngineWorld.signIn(user.userId())).token();
            String wrong = user.phone().wrongCode();
            List<String> verdicts = race.all(i -> verdict(on(world, i, token).verify(AUTHENTICATOR_APP, wrong)));
            assertThat(Collections.frequency(verdicts, "WRONG_RESPONSE")).isEqualTo(5);
            assertThat(verdicts).containsOnly("WRONG_RESPONSE", "LOCKED");
            assertThat(verdict(world.session(token)
                            .verify(AUTHENTICATOR_APP, user.phone().code())))
                    .isEqualTo("LOCKED");
        });
    }

    @Test
    @Requirement({"R24", "I3"})
    default void aChallengeClosesAfterItsAttemptsThoughTheTypeIsNotLocked() {
        NoteWorld noted = NoteWorld.in(world(), Limits.standard().attemptsPerChallenge(3), NoteWorld.LIFE);
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            String userId = "usr_" + round;
            noted.enrolled(userId);
            Handle token = noted.mfa.track(EngineWorld.signIn(userId)).token();
            noted.mfa.session(token).orElseThrow().challenge(NOTE).open();
            String wrong = noted.notes.wrongCode();
            List<String> verdicts = race.all(i -> verdict((i % 2 == 0 ? noted.mfa : noted.other)
                    .session(token)
                    .orElseThrow()
                    .verify(NOTE, wrong)));
            assertThat(Collections.frequency(verdicts, "WRONG_RESPONSE")).isEqualTo(3);
            assertThat(verdicts).containsOnly("WRONG_RESPONSE", "NOT_OPEN");
            assertThat(verdict(noted.mfa
                            .session(token)
                            .orElseThrow()
                            .verify(NOTE, noted.notes.last().code())))
                    .isEqualTo("NOT_OPEN");
        });
    }

    @Test
    @Requirement({"R25", "I3"})
    default void ofManyWrongCodesInAsManyActionsFiveAreJudged() {
        EngineWorld world = world();
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            List<Handle> tokens = tokens(world, user, Race.RUNNERS);
            String wrong = user.phone().wrongCode();
            List<String> verdicts =
                    race.all(i -> verdict(on(world, i, tokens.get(i)).verify(AUTHENTICATOR_APP, wrong)));
            assertThat(Collections.frequency(verdicts, "WRONG_RESPONSE")).isEqualTo(5);
            assertThat(verdicts).containsOnly("WRONG_RESPONSE", "LOCKED");
        });
    }

    @Test
    @Requirement({"R33", "I4"})
    default void eightRecoveryCodesInEightActionsAreAllAcceptedThoughAttackersHammerAtALockedType() {
        EngineWorld world = world();
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            EngineWorld.Enrolled user = world.enrolled("usr_" + round);
            boolean attacked = round % 2 == 1;
            for (int guess = 0; attacked && guess < 5; guess++) {
                assertThat(verdict(world.person(user.userId())
                                .verify(AUTHENTICATOR_APP, user.phone().wrongCode())))
                        .isEqualTo("WRONG_RESPONSE");
            }
            List<Handle> tokens = tokens(world, user, Race.RUNNERS);
            String wrong = user.phone().wrongCode();
            List<String> verdicts = race.all(i -> {
                if (i < 8) {
                    String code = user.recoveryCodes().get(i).reveal();
                    return verdict(on(world, i, tokens.get(i)).verify(RECOVERY_CODE, code));
                }
                return attacked ? verdict(on(world, i, tokens.get(i)).verify(AUTHENTICATOR_APP, wrong)) : "LOCKED";
            });
            assertThat(verdicts.subList(0, 8)).containsOnly("ACCEPTED");
            assertThat(verdicts.subList(8, Race.RUNNERS)).containsOnly("LOCKED");
            for (int i = 0; i < 8; i++) {
                assertThat(world.mfa
                                .validateChallenge(tokens.get(i), intent(user, i))
                                .isValid())
                        .isTrue();
            }
            assertThat(verdict(world.person(user.userId()).verify(RECOVERY_CODE, "0000-0000-0000-0000")))
                    .isEqualTo("WRONG_RESPONSE");
            assertThat(world.person(user.userId())
                            .verify(RECOVERY_CODE, "0000-0000-0000-0001")
                            .refused()
                            .attemptsLeft())
                    .as("eight right ones were no failures")
                    .isEqualTo(4);
        });
    }

    private static List<Handle> tokens(EngineWorld world, EngineWorld.Enrolled user, int count) {
        List<Handle> tokens = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> tokens.add(world.mfa.track(intent(user, i)).token()));
        return tokens;
    }

    private static Intent intent(EngineWorld.Enrolled user, int number) {
        return EngineWorld.signIn(user.userId()).idempotencyKey("key_" + number);
    }

    private static ActionSession on(EngineWorld world, int runner, Handle token) {
        return (runner % 2 == 0 ? world.mfa : world.other).session(token).orElseThrow();
    }

    private static String verdict(Verification verification) {
        return verification instanceof Verification.Accepted
                ? "ACCEPTED"
                : verification.refused().reason().name();
    }
}
