package io.mfaengine.testkit.engine;

import static io.mfaengine.model.Refusal.EXPIRED;
import static io.mfaengine.model.Refusal.LOCKED;
import static io.mfaengine.model.Refusal.MALFORMED;
import static io.mfaengine.model.Refusal.NOT_OPEN;
import static io.mfaengine.model.Refusal.NOT_SENT;
import static io.mfaengine.model.Refusal.TOO_MANY_SENDS;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static io.mfaengine.testkit.engine.NoteMethod.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Decision;
import io.mfaengine.Limits;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.engine.NoteMethod.NoteWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes that are sent: they expire, a resend ends them, and messages are counted before they go out. */
interface SentCodeRules extends EngineRules {
    @Test
    @Requirement("R19")
    default void aSentCodeIsGoodToTheLastMillisecondOfItsLife() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        ActionSession early = noted.person("usr_1");
        Challenge.Open open = early.challenge(NOTE).open();
        assertThat(open.expiresAt()).isEqualTo(noted.world.clock.instant().plus(NoteWorld.LIFE));
        String first = noted.notes.last().code();
        ActionSession late = noted.asked("usr_1");
        String second = noted.notes.last().code();

        noted.world.clock.move(NoteWorld.LIFE.minusMillis(1));
        assertThat(early.verify(NOTE, first)).isInstanceOf(Verification.Accepted.class);
        noted.world.clock.move(Duration.ofMillis(1));
        assertThat(late.verify(NOTE, second).refused().reason()).isEqualTo(EXPIRED);
        assertThat(noted.mfa
                        .respond(noted.notes.last().reply(), new Response.Approved(""))
                        .refused()
                        .reason())
                .isEqualTo(EXPIRED);
    }

    @Test
    @Requirement("R19")
    default void noMethodCanKeepACodeAliveForMoreThanTenMinutesOrTheToken() {
        Limits longTokens = Limits.standard().tokenLife(Duration.ofMinutes(15));
        NoteWorld noted = NoteWorld.in(world(), longTokens, Duration.ofDays(1));
        noted.enrolled("usr_1");
        Instant start = noted.world.clock.instant();
        ActionSession person = noted.person("usr_1");
        assertThat(person.challenge(NOTE).open().expiresAt()).isEqualTo(start.plus(Duration.ofMinutes(10)));
        noted.world.clock.move(Duration.ofMinutes(10));
        assertThat(person.verify(NOTE, noted.notes.last().code()).refused().reason())
                .isEqualTo(EXPIRED);
        assertThat(person.challenge(NOTE).open().expiresAt()).isEqualTo(start.plus(Duration.ofMinutes(15)));
        noted.world.clock.move(Duration.ofMinutes(5));
        assertThat(person.verify(NOTE, noted.notes.last().code()).refused().reason())
                .isEqualTo(EXPIRED);
    }

    @Test
    @Requirement({"R20", "R21", "I3"})
    default void aResendEndsTheOldCodeAndKeepsTheCount() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        ActionSession person = noted.asked("usr_1");
        NoteMethod.Note old = noted.notes.last();
        assertThat(person.verify(NOTE, noted.notes.wrongCode()).refused().attemptsLeft())
                .isEqualTo(4);
        noted.world.clock.move(Duration.ofSeconds(30));
        String fresh = noted.send(person);

        Refused refused = person.verify(NOTE, old.code()).refused();
        assertThat(refused.reason()).isEqualTo(WRONG_RESPONSE);
        assertThat(refused.attemptsLeft()).isEqualTo(3);
        assertThat(noted.mfa
                        .respond(old.reply(), new Response.Approved(""))
                        .refused()
                        .reason())
                .isEqualTo(NOT_OPEN);
        assertThat(person.verify(NOTE, fresh)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R35", "R36"})
    default void aChallengeSendsFourMessagesEachAfterALongerWait() {
        NoteWorld noted = NoteWorld.in(world(), Limits.standard().tokenLife(Duration.ofMinutes(15)), NoteWorld.LIFE);
        noted.enrolled("usr_1");
        ActionSession person = noted.person("usr_1");
        for (int seconds : List.of(30, 60, 120)) {
            Instant resendAt = noted.world.clock.instant().plusSeconds(seconds);
            assertThat(person.challenge(NOTE).open().resendAt()).isEqualTo(resendAt);
            NoteMethod.Note sent = noted.notes.last();
            noted.world.clock.move(Duration.ofSeconds(seconds).minusMillis(1));
            Refused tooEarly = person.challenge(NOTE).refused();
            assertThat(tooEarly.reason()).isEqualTo(TOO_MANY_SENDS);
            assertThat(tooEarly.retryAt()).isEqualTo(resendAt);
            assertThat(noted.notes.last()).isSameAs(sent);
            noted.world.clock.move(Duration.ofMillis(1));
        }
        String fourth = noted.send(person);
        noted.world.clock.move(Duration.ofMinutes(4));
        assertThat(person.challenge(NOTE).refused().reason()).isEqualTo(TOO_MANY_SENDS);
        assertThat(person.verify(NOTE, fourth)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R36")
    default void aUserGetsTenMessagesADayOverAllTheirActions() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        noted.enrolled("usr_2");
        for (int message = 2; message <= 10; message++) {
            noted.send(noted.person("usr_1"));
        }
        Refused refused = noted.person("usr_1").challenge(NOTE).refused();
        assertThat(refused.reason()).isEqualTo(TOO_MANY_SENDS);
        assertThat(refused.retryAt()).isAfter(noted.world.clock.instant().plus(Duration.ofHours(21)));
        assertThat(noted.send(noted.person("usr_2"))).hasSize(6);
        noted.world.clock.move(Duration.ofHours(26));
        assertThat(noted.send(noted.person("usr_1"))).hasSize(6);
    }

    @Test
    @Requirement("R36")
    default void aLockedTypeSendsNothing() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        ActionSession person = noted.asked("usr_1");
        for (int guess = 0; guess < 5; guess++) {
            assertThat(person.verify(NOTE, noted.notes.wrongCode()).refused().reason())
                    .isEqualTo(WRONG_RESPONSE);
        }
        int sent = noted.notes.sent().size();
        assertThat(noted.person("usr_1").challenge(NOTE).refused().reason()).isEqualTo(LOCKED);
        assertThat(person.challenge(NOTE).refused().reason()).isEqualTo(LOCKED);
        assertThat(noted.notes.sent()).hasSize(sent);
    }

    @Test
    @Requirement({"R39", "I1"})
    default void aMessageGoesOutWhenItsQuestionIsCommitted() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        Decision decision = noted.mfa.track(EngineWorld.signIn("usr_1"));
        List<Verification> answers = new ArrayList<>();
        noted.notes.carriedBy(note ->
                answers.add(noted.other.session(decision.token()).orElseThrow().verify(NOTE, note.code())));
        assertThat(noted.mfa.session(decision.token()).orElseThrow().challenge(NOTE))
                .isInstanceOf(Challenge.Open.class);
        assertThat(answers).singleElement().isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R40")
    default void aSendWhoseFateIsUnknownIsCountedAndItsCodeIsGood() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        noted.notes.carriedBy(note -> {
            throw new IllegalStateException("the provider took it and fell silent");
        });
        ActionSession person = noted.person("usr_1");
        Instant resendAt = noted.world.clock.instant().plusSeconds(30);
        assertThat(person.challenge(NOTE).open().resendAt()).isEqualTo(resendAt);
        assertThat(person.challenge(NOTE).refused()).isEqualTo(new Refused(TOO_MANY_SENDS, 0, resendAt));
        assertThat(person.verify(NOTE, noted.notes.last().code())).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R40")
    default void aMessageThatWasNotTakenIsSaidToBeAndCounted() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        noted.notes.carriedBy(note -> false);
        ActionSession person = noted.person("usr_1");
        assertThat(person.challenge(NOTE).refused().reason()).isEqualTo(NOT_SENT);
        assertThat(person.challenge(NOTE).refused().reason()).isEqualTo(TOO_MANY_SENDS);
        noted.notes.carriedBy(note -> true);
        noted.world.clock.move(Duration.ofSeconds(30));
        String code = noted.send(person);
        assertThat(noted.notes.sent()).extracting(NoteMethod.Note::sendId).doesNotHaveDuplicates();
        assertThat(person.verify(NOTE, code)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R10", "I3"})
    default void whatCanNotBeACodeIsMalformedAndCountsNothing() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        ActionSession person = noted.asked("usr_1");
        for (String malformed : List.of("", "12345", "1234567", "12345a", "١٢٣٤٥٦", "true", "null")) {
            Refused refused = person.verify(NOTE, malformed).refused();
            assertThat(refused.reason()).as(malformed).isEqualTo(MALFORMED);
        }
        assertThat(person.verify(NOTE, noted.notes.wrongCode()).refused().attemptsLeft())
                .isEqualTo(4);
    }
}
