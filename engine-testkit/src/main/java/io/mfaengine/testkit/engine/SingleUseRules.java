package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.Refusal.ALREADY_USED;
import static io.mfaengine.model.Refusal.EXPIRED;
import static io.mfaengine.model.Refusal.LOCKED;
import static io.mfaengine.model.Refusal.NOT_OPEN;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static io.mfaengine.testkit.engine.NoteMethod.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Limits;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.engine.NoteMethod.NoteWorld;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was accepted is over, and works for its own challenge only. */
interface SingleUseRules extends EngineRules {
    @Test
    @Requirement({"R12", "I2"})
    default void anAppCodeIsAcceptedOnceInItsActionAndOnceInAll() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        String code = user.phone().code();
        ActionSession person = world.person("usr_1");
        assertThat(person.verify(AUTHENTICATOR_APP, code).accepted().enrolled()).isFalse();
        assertThat(reason(person, AUTHENTICATOR_APP, code)).isEqualTo(ALREADY_USED);
        assertThat(reason(world.person("usr_1"), AUTHENTICATOR_APP, code)).isEqualTo(ALREADY_USED);
        assertThat(reason(world.person(world.other, "usr_1"), AUTHENTICATOR_APP, code))
                .isEqualTo(ALREADY_USED);
    }

    @Test
    @Requirement({"R12", "I2"})
    default void eachRecoveryCodeIsAcceptedOnceAndTheOthersStay() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_1");
        Set<String> accepted = new HashSet<>();
        for (int i = 0; i < user.recoveryCodes().size(); i++) {
            String code = user.recoveryCodes().get(i).reveal();
            ActionSession person = world.person("usr_1");
            assertThat(person.verify(RECOVERY_CODE, code).accepted().enrolled()).isFalse();
            accepted.add(code);
            assertThat(reason(person, RECOVERY_CODE, code)).isEqualTo(ALREADY_USED);
            for (String used : accepted) {
                assertThat(reason(world.person("usr_1"), RECOVERY_CODE, used)).isEqualTo(ALREADY_USED);
            }
        }
        assertThat(accepted).hasSize(10);
    }

    @Test
    @Requirement({"R12", "I2"})
    default void aSentCodeIsAcceptedOnceAndNeverByALaterChallenge() {
        NoteWorld noted = NoteWorld.in(world());
        Verification.Accepted enrolled = noted.enrolled("usr_1");
        assertThat(enrolled.enrolled()).isTrue();
        ActionSession person = noted.person("usr_1");
        String code = noted.send(person);
        assertThat(person.verify(NOTE, code).accepted().enrolled()).isFalse();
        assertThat(reason(person, NOTE, code)).isEqualTo(ALREADY_USED);
        assertThat(person.challenge(NOTE).refused().reason()).isEqualTo(NOT_OPEN);
        assertThat(reason(noted.person("usr_1"), NOTE, code)).isEqualTo(NOT_OPEN);
        assertThat(reason(noted.asked("usr_1"), NOTE, code)).isEqualTo(WRONG_RESPONSE);
    }

    @Test
    @Requirement({"R12", "I2"})
    default void aLinkIsAcceptedOnceAndNotAfterTheCodeOfItsMessage() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        ActionSession first = noted.asked("usr_1");
        Handle link = noted.notes.last().reply();
        Response.OutOfBand yes = new Response.Approved("");
        assertThat(noted.mfa.respond(link, yes).accepted().enrolled()).isFalse();
        assertThat(noted.mfa.respond(link, yes).refused().reason()).isEqualTo(ALREADY_USED);
        assertThat(noted.other.respond(link, yes).refused().reason()).isEqualTo(ALREADY_USED);
        assertThat(reason(first, NOTE, noted.notes.last().code())).isEqualTo(ALREADY_USED);

        ActionSession second = noted.asked("usr_1");
        second.verify(NOTE, noted.notes.last().code()).accepted();
        assertThat(noted.mfa.respond(noted.notes.last().reply(), yes).refused().reason())
                .isEqualTo(ALREADY_USED);
    }

    @Test
    @Requirement({"R22", "I6"})
    default void aCodeWorksForItsOwnUserActionAndKeyOnly() {
        for (int swap = 1; swap < 8; swap++) {
            NoteWorld noted = NoteWorld.in(world());
            String mine = "mine_" + swap;
            String theirs = (swap & 1) == 0 ? mine : "theirs_" + swap;
            noted.enrolled(mine);
            if (!theirs.equals(mine)) {
                noted.enrolled(theirs);
            }
            ActionSession source =
                    noted.person(Intent.user(mine).action("sign-in").idempotencyKey("one"));
            ActionSession target = noted.person(Intent.user(theirs)
                    .action((swap & 2) == 0 ? "sign-in" : "transfer")
                    .idempotencyKey((swap & 4) == 0 ? "one" : "two"));
            String code = noted.send(source);
            assertThat(reason(target, NOTE, code)).as("swap %s", swap).isEqualTo(NOT_OPEN);
            String own = noted.send(target);
            Refused swapped = target.verify(NOTE, code).refused();
            assertThat(swapped.reason()).as("swap %s", swap).isEqualTo(WRONG_RESPONSE);
            assertThat(swapped.attemptsLeft()).as("charged, swap %s", swap).isEqualTo(4);
            assertThat(source.verify(NOTE, code)).as("swap %s", swap).isInstanceOf(Verification.Accepted.class);
            assertThat(target.verify(NOTE, own)).as("swap %s", swap).isInstanceOf(Verification.Accepted.class);
        }
    }

    @Test
    @Requirement("R22")
    default void aLinkOfOneUserOrActionAnswersNoOther() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_1");
        noted.enrolled("usr_2");
        ActionSession mine = noted.asked("usr_1");
        ActionSession theirs = noted.asked("usr_2");
        assertThat(noted.mfa.respond(noted.notes.last().reply(), new Response.Approved("")))
                .isInstanceOf(Verification.Accepted.class);
        assertThat(theirs.verify(NOTE, new Response.Poll())).isInstanceOf(Verification.Accepted.class);
        assertThat(mine.verify(NOTE, new Response.Poll()).refused().reason()).isEqualTo(Refusal.NOT_YET);
    }

    @Test
    @Requirement("R22")
    default void onAChallengeThatIsOverARightCodeGetsTheAnswerOfAWrongOne() {
        NoteWorld noted = NoteWorld.in(world(), Limits.standard().attemptsPerChallenge(3), NoteWorld.LIFE);
        noted.enrolled("usr_1");

        ActionSession consumed = noted.asked("usr_1");
        String code = noted.notes.last().code();
        consumed.verify(NOTE, code).accepted();
        assertThat(consumed.verify(NOTE, code))
                .isEqualTo(consumed.verify(NOTE, noted.notes.wrongCode()))
                .satisfies(same -> assertThat(same.refused().reason()).isEqualTo(ALREADY_USED));

        ActionSession exhausted = noted.asked("usr_1");
        for (int guess = 0; guess < 3; guess++) {
            assertThat(reason(exhausted, NOTE, noted.notes.wrongCode())).isEqualTo(WRONG_RESPONSE);
        }
        assertThat(exhausted.verify(NOTE, noted.notes.last().code()))
                .isEqualTo(exhausted.verify(NOTE, noted.notes.wrongCode()))
                .satisfies(same -> assertThat(same.refused().reason()).isEqualTo(NOT_OPEN));

        ActionSession expired = noted.asked("usr_1");
        noted.world.clock.move(NoteWorld.LIFE);
        assertThat(expired.verify(NOTE, noted.notes.last().code()))
                .isEqualTo(expired.verify(NOTE, noted.notes.wrongCode()))
                .satisfies(same -> assertThat(same.refused().reason()).isEqualTo(EXPIRED));

        ActionSession locked = noted.asked("usr_1");
        ActionSession guessed = noted.asked("usr_1");
        String right = noted.notes.sent().get(noted.notes.sent().size() - 2).code();
        for (int guess = 0; guess < 2; guess++) {
            assertThat(reason(guessed, NOTE, noted.notes.wrongCode())).isEqualTo(WRONG_RESPONSE);
        }
        assertThat(locked.verify(NOTE, right))
                .isEqualTo(locked.verify(NOTE, noted.notes.wrongCode()))
                .satisfies(same -> assertThat(same.refused().reason()).isEqualTo(LOCKED));
    }

    private static Refusal reason(ActionSession person, AuthenticatorType type, String code) {
        return person.verify(type, code).refused().reason();
    }
}
