package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.testkit.engine.NoteMethod.NOTE;
import static io.mfaengine.testkit.engine.Steps.MILLI;
import static io.mfaengine.testkit.engine.Steps.intent;
import static io.mfaengine.testkit.engine.Steps.outcome;
import static io.mfaengine.testkit.engine.Steps.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Validation;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a handle is good for, and that a forged one is found out without the store. */
interface TokenRules extends EngineRules {
    @Test
    @Requirement({"R5", "R62", "I6"})
    default void aForgedTokenIsRefusedWithoutACallToTheStore() {
        EngineWorld world = world();
        String value = world.mfa.track(EngineWorld.signIn("usr_123")).token().value();
        List<String> forged = new ArrayList<>(
                List.of("", " ", "=", "garbage", "\ud800", "x".repeat(3_000), value + value, value + "A"));
        for (int i = 0; i < value.length(); i++) {
            char changed = value.charAt(i) == 'A' ? 'B' : 'A';
            forged.add(value.substring(0, i) + changed + value.substring(i + 1));
            forged.add(value.substring(0, i));
        }
        FaultyStore counting = FaultyStore.around(world.store);
        MfaEngine mfa = world.engine(counting).build();
        for (String text : forged) {
            finds(mfa, Handle.of(text));
        }
        assertThat(counting.calls()).isZero();
        assertThat(mfa.session(Handle.of(value))).as("the genuine one").isPresent();
        assertThat(counting.calls()).isZero();
    }

    @Test
    @Requirement({"R5", "R62", "I6"})
    default void aTokenOfAnotherTenantKeyRingOrPurposeIsRefusedWithoutACallToTheStore() {
        EngineWorld world = world();
        NoteMethod notes = new NoteMethod(Duration.ofMinutes(5));
        MfaEngine mfa = world.engine(world.store).method(notes).build();
        MfaEngine neighbour = world.engine(world.store).tenant("other").build();
        MfaEngine stranger = MfaEngine.builder(world.store, KeyRing.generate())
                .tenant("third")
                .clock(world.clock)
                .method(notes)
                .build();
        Handle token = neighbour.track(EngineWorld.signIn("usr_123")).token();
        Handle strange = stranger.track(EngineWorld.signIn("usr_123")).token();
        assertThat(outcome(mfa.session(mfa.track(EngineWorld.signIn("usr_123")).token())
                        .orElseThrow()
                        .enroll(NOTE, "home")))
                .isEqualTo("done");
        FaultyStore counting = FaultyStore.around(world.store);
        MfaEngine counted = world.engine(counting).method(notes).build();
        finds(counted, token);
        finds(counted, strange);
        assertThat(counted.session(notes.last().reply())).isEmpty();
        assertThat(counted.getAction(notes.last().reply())).isEmpty();
        assertThat(counted.validateChallenge(notes.last().reply(), EngineWorld.signIn("usr_123"))
                        .reason())
                .contains(Validation.Invalid.UNKNOWN_TOKEN);
        Handle mine = world.mfa.track(EngineWorld.signIn("usr_123")).token();
        assertThat(outcome(counted.respond(mine, new Response.Approved("")))).isEqualTo("NOT_OPEN");
        assertThat(counting.calls()).isZero();
    }

    private static void finds(MfaEngine mfa, Handle forged) {
        assertThat(mfa.session(forged)).as(forged.value()).isEmpty();
        assertThat(mfa.getAction(forged)).as(forged.value()).isEmpty();
        assertThat(mfa.validateChallenge(forged, EngineWorld.signIn("usr_123")).reason())
                .as(forged.value())
                .contains(Validation.Invalid.UNKNOWN_TOKEN);
        assertThat(outcome(mfa.respond(forged, new Response.Approved(""))))
                .as(forged.value())
                .isEqualTo("NOT_OPEN");
    }

    @Test
    @Requirement({"R58", "R62"})
    default void aTokenOpensASessionForTenMinutes() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        Decision decision = world.mfa.track(EngineWorld.signIn("usr_123"));
        ActionSession opened = world.session(decision.token());
        world.clock.move(Duration.ofMinutes(10).minus(MILLI));
        assertThat(world.mfa.session(decision.token())).isPresent();
        world.clock.move(MILLI);
        FaultyStore counting = FaultyStore.around(world.store);
        assertThat(world.engine(counting).build().session(decision.token())).isEmpty();
        assertThat(counting.calls()).isZero();
        assertThat(outcome(opened.verify(AUTHENTICATOR_APP, user.phone().code())))
                .as("a session that was opened in time is over too")
                .isEqualTo("EXPIRED");
        assertThat(outcome(opened.challenge(AUTHENTICATOR_APP))).isEqualTo("EXPIRED");
        assertThat(outcome(opened.enroll(AUTHENTICATOR_APP))).isEqualTo("EXPIRED");
        assertThat(Steps.manage(opened, Steps.apps(world, "usr_123").get(0)))
                .allSatisfy((verb, came) -> assertThat(came).as(verb).isEqualTo("EXPIRED"));
        assertThat(world.mfa.getAction(decision.token()).orElseThrow().state())
                .isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    @Requirement({"R22", "R62", "I6"})
    default void aTokenOfOneUserDoesNothingForAnother() {
        EngineWorld world = world();
        EngineWorld.Enrolled one = world.enrolled("usr_1");
        EngineWorld.Enrolled two = world.enrolled("usr_2");
        Intent mine = intent("usr_1", "transfer", "k");
        Decision decision = world.mfa.track(intent("usr_2", "transfer", "k"));
        ActionSession theirs = world.session(decision.token());
        assertThat(outcome(theirs.verify(AUTHENTICATOR_APP, one.phone().code())))
                .isEqualTo("WRONG_RESPONSE");
        Secret code = one.recoveryCodes().get(0);
        assertThat(outcome(theirs.verify(RECOVERY_CODE, code.reveal()))).isEqualTo("WRONG_RESPONSE");
        pass(world, decision, two.phone());
        assertThat(world.mfa.validateChallenge(decision.token(), mine).isValid())
                .isFalse();
        assertThat(world.mfa
                        .validateChallenge(world.mfa.track(mine).token(), mine)
                        .isValid())
                .isFalse();
        assertThat(outcome(world.person("usr_1").verify(RECOVERY_CODE, code.reveal())))
                .as("what was tried elsewhere is not used up here")
                .isEqualTo("done");
    }

    @Test
    @Requirement({"R62", "R22", "I6"})
    default void aReplyAnswersTheQuestionThatItsMessageAskedAndNoOther() {
        EngineWorld world = world();
        NoteMethod notes = new NoteMethod(Duration.ofMinutes(5));
        MfaEngine mfa = world.engine(world.store).method(notes).build();
        ActionSession first = session(mfa, "usr_123", "one");
        assertThat(first.enroll(NOTE, "home").open().resendAt()).isNotNull();
        Handle old = notes.last().reply();
        world.clock.move(Duration.ofMinutes(1));
        assertThat(outcome(first.enroll(NOTE, "home"))).isEqualTo("done");
        assertThat(outcome(mfa.respond(old, new Response.Approved(""))))
                .as("the message that was sent again is the one that counts")
                .isEqualTo("NOT_OPEN");
        assertThat(mfa.respond(notes.last().reply(), new Response.Approved(""))
                        .accepted()
                        .recoveryCodes())
                .as("what an enrolment brings is shown in the session")
                .isEmpty();
        assertThat(outcome(mfa.respond(notes.last().reply(), new Response.Approved(""))))
                .isEqualTo("ALREADY_USED");

        ActionSession second = session(mfa, "usr_123", "two");
        ActionSession third = session(mfa, "usr_123", "three");
        assertThat(outcome(second.challenge(NOTE))).isEqualTo("done");
        Handle toSecond = notes.last().reply();
        assertThat(outcome(third.challenge(NOTE))).isEqualTo("done");
        assertThat(outcome(mfa.respond(toSecond, new Response.Approved("")))).isEqualTo("done");
        assertThat(second.status().state()).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
        assertThat(third.status().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    @Requirement({"R55", "R67"})
    default void codesThatAreOwedAreShownOnceInTheSession() {
        EngineWorld world = world();
        NoteMethod notes = new NoteMethod(Duration.ofMinutes(5));
        MfaEngine mfa = world.engine(world.store).method(notes).build();
        ActionSession person = session(mfa, "usr_1", "k");
        assertThat(outcome(person.enroll(NOTE, "home"))).isEqualTo("done");
        assertThat(outcome(person.verify(NOTE, new Response.Poll()))).isEqualTo("NOT_YET");
        assertThat(outcome(mfa.respond(notes.last().reply(), new Response.Approved(""))))
                .isEqualTo("done");
        assertThat(person.verify(NOTE, new Response.Poll()).accepted().recoveryCodes())
                .hasSize(10);
        assertThat(person.verify(NOTE, new Response.Poll()).accepted().recoveryCodes())
                .isEmpty();
        assertThat(session(mfa, "usr_1", "k")
                        .verify(NOTE, new Response.Poll())
                        .accepted()
                        .recoveryCodes())
                .isEmpty();
    }

    @Test
    @Requirement("R55")
    default void codesThatCameMeanwhileAreNotReplacedByThoseThatWereOwed() {
        EngineWorld world = world();
        NoteMethod notes = new NoteMethod(Duration.ofMinutes(5));
        MfaEngine mfa = world.engine(world.store).method(notes).build();
        ActionSession first = session(mfa, "usr_1", "k");
        assertThat(outcome(first.enroll(NOTE, "home"))).isEqualTo("done");
        assertThat(outcome(mfa.respond(notes.last().reply(), new Response.Approved(""))))
                .isEqualTo("done");
        ActionSession manager =
                mfa.session(Steps.managing(mfa, "usr_1", "m").token()).orElseThrow();
        assertThat(outcome(manager.challenge(NOTE))).isEqualTo("done");
        assertThat(outcome(manager.verify(NOTE, notes.last().code()))).isEqualTo("done");
        Secret code = manager.regenerateRecoveryCodes().done().recoveryCodes().get(0);
        assertThat(first.verify(NOTE, new Response.Poll()).accepted().recoveryCodes())
                .isEmpty();
        assertThat(outcome(session(mfa, "usr_1", "l").verify(RECOVERY_CODE, code.reveal())))
                .isEqualTo("done");
    }

    @Test
    @Requirement("R55")
    default void codesThatAreNotOwedAreNotIssuedByAsking() {
        EngineWorld world = world();
        Steps.update(world.mfa, settings -> settings.off(RECOVERY_CODE));
        ActionSession person = world.person("usr_1");
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(outcome(person.verify(AUTHENTICATOR_APP, phone.code()))).isEqualTo("done");
        Steps.update(world.mfa, settings -> settings.on(RECOVERY_CODE));
        assertThat(person.verify(AUTHENTICATOR_APP, new Response.Poll())
                        .accepted()
                        .recoveryCodes())
                .isEmpty();
        assertThat(Steps.ids(world, "usr_1", RECOVERY_CODE)).isEmpty();
    }

    private static ActionSession session(MfaEngine mfa, String userId, String key) {
        return mfa.session(mfa.track(intent(userId, "sign-in", key)).token()).orElseThrow();
    }
}
