package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.Refused;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links: opening one shows, an answer spends it, and the first tab learns of it. */
interface LinkRules extends SentRules {
    String JANE = "jane@shop.example";
    Response.OutOfBand YES = new Response.Approved("");

    @Test
    @Requirement({"R12", "I2"})
    default void aScannerSpendsNothingAndOneAnswerDoes() {
        post().adopted("usr_1", EMAIL_MAGIC_LINK, JANE);
        Handle token = post().token("usr_1");
        ActionSession tab = post().session(token);
        assertThat(tab.challenge(EMAIL_MAGIC_LINK).open().prompt())
                .isEqualTo(new Prompt.LinkSent("j\u2022\u2022\u2022@shop.example"));
        Handle reply = post().outbox.lastReply(JANE);
        for (int scan = 0; scan < 100; scan++) {
            ActionStatus shown = post().node(scan).opened(reply).orElseThrow();
            assertThat(shown.intent().action()).isEqualTo("sign-in");
        }
        assertThat(tab.status().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        assertThat(post().refusal(tab.verify(EMAIL_MAGIC_LINK, new Response.Poll())))
                .isEqualTo(Refusal.NOT_YET);

        assertThat(post().other.respond(reply, YES)).isInstanceOf(Verification.Accepted.class);
        assertThat(tab.status().state()).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
        assertThat(tab.verify(EMAIL_MAGIC_LINK, new Response.Poll())).isInstanceOf(Verification.Accepted.class);
        assertThat(post().mfa.opened(reply)).isEmpty();
        assertThat(post().refusal(post().mfa.respond(reply, YES))).isEqualTo(Refusal.ALREADY_USED);
        assertThat(post().mfa.validateChallenge(token, Post.signIn("usr_1")).isValid())
                .isTrue();
    }

    @Test
    @Requirement("R13")
    default void ofManyAnswersToOneLinkOneIsAccepted() {
        post().adopted("usr_1", EMAIL_MAGIC_LINK, JANE);
        Race.rounds(3, (race, round) -> {
            post().person("usr_1").challenge(EMAIL_MAGIC_LINK).open();
            Handle reply = post().outbox.lastReply(JANE);
            List<Verification> answers = race.all(runner -> post().node(runner).respond(reply, YES));
            assertThat(answers)
                    .filteredOn(Verification.Accepted.class::isInstance)
                    .hasSize(1);
        });
    }

    @Test
    @Requirement({"R20", "R21"})
    default void aResendEndsTheOldLink() {
        post().adopted("usr_1", EMAIL_MAGIC_LINK, JANE);
        ActionSession tab = post().person("usr_1");
        tab.challenge(EMAIL_MAGIC_LINK).open();
        Handle old = post().outbox.lastReply(JANE);
        post().clock.move(Duration.ofSeconds(30));
        tab.challenge(EMAIL_MAGIC_LINK).open();
        assertThat(post().mfa.opened(old)).isEmpty();
        assertThat(post().refusal(post().mfa.respond(old, YES))).isEqualTo(Refusal.NOT_OPEN);
        assertThat(post().mfa.respond(post().outbox.lastReply(JANE), YES)).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R19")
    default void aLinkIsGoodForTenMinutes() {
        post().adopted("usr_1", EMAIL_MAGIC_LINK, JANE);
        post().person("usr_1").challenge(EMAIL_MAGIC_LINK).open();
        Handle reply = post().outbox.lastReply(JANE);
        post().clock.move(Duration.ofMinutes(10).minusMillis(1));
        assertThat(post().mfa.opened(reply)).isPresent();
        post().clock.move(Duration.ofMillis(1));
        assertThat(post().mfa.opened(reply)).isEmpty();
        assertThat(post().refusal(post().mfa.respond(reply, YES))).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    default void whoDeclinesEndsTheChallenge() {
        post().adopted("usr_1", EMAIL_MAGIC_LINK, JANE);
        ActionSession tab = post().person("usr_1");
        tab.challenge(EMAIL_MAGIC_LINK).open();
        Handle reply = post().outbox.lastReply(JANE);
        Refused declined = post().mfa.respond(reply, new Response.Declined()).refused();
        assertThat(declined.reason()).isEqualTo(Refusal.DECLINED);
        assertThat(post().refusal(post().mfa.respond(reply, YES))).isEqualTo(Refusal.NOT_OPEN);
        assertThat(tab.status().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    default void aLinkEnrolsAndItsFirstTabShowsTheRecoveryCodes() {
        ActionSession tab = post().person("usr_1");
        tab.enroll(EMAIL_MAGIC_LINK, "Jane@Shop.Example").open();
        Verification elsewhere = post().mfa.respond(post().outbox.lastReply(JANE), YES);
        assertThat(elsewhere.accepted().recoveryCodes()).isEmpty();
        assertThat(tab.verify(EMAIL_MAGIC_LINK, new Response.Poll()).accepted().recoveryCodes())
                .hasSize(10);
        assertThat(post().mfa.getUser("usr_1").email()).isEqualTo(JANE);
        assertThat(post().mfa.getUser("usr_1").emailVerified()).isTrue();
    }

    @Test
    default void theTabInWhichALinkIsAddedLearnsOfItThoughNothingWasPassedByIt() {
        post().texted("usr_1", Post.number(1));
        ActionSession tab = post().manager("usr_1", SMS, Post.number(1));
        assertThat(post().refusal(tab.verify(EMAIL_MAGIC_LINK, new Response.Poll())))
                .isEqualTo(Refusal.NOT_OPEN);
        AuthenticatorId added = tab.enroll(EMAIL_MAGIC_LINK, JANE).open().authenticator();
        assertThat(post().refusal(tab.verify(EMAIL_MAGIC_LINK, new Response.Poll())))
                .isEqualTo(Refusal.NOT_YET);
        Handle reply = post().outbox.lastReply(JANE);
        post().other.respond(reply, YES).accepted();
        Verification.Accepted told =
                tab.verify(EMAIL_MAGIC_LINK, new Response.Poll()).accepted();
        assertThat(told.enrolled()).isTrue();
        assertThat(told.authenticator().id()).isEqualTo(added);
        assertThat(post().refusal(post().mfa.respond(reply, YES))).isEqualTo(Refusal.NOT_OPEN);
    }

    @Test
    default void aPassedChallengeIsNotTakenForTheAnswerToALinkThatIsBeingAdded() {
        post().adopted("usr_1", EMAIL_MAGIC_LINK, JANE);
        Handle token =
                post().mfa.track(TrackRequest.of(Post.signIn("usr_1")).manage()).token();
        ActionSession tab = post().session(token);
        tab.challenge(EMAIL_MAGIC_LINK).open();
        post().mfa.respond(post().outbox.lastReply(JANE), YES).accepted();
        tab.verify(EMAIL_MAGIC_LINK, new Response.Poll()).accepted();

        tab.enroll(EMAIL_MAGIC_LINK, "second@shop.example").open();
        assertThat(post().refusal(tab.verify(EMAIL_MAGIC_LINK, new Response.Poll())))
                .isEqualTo(Refusal.NOT_YET);
        post().mfa.respond(post().outbox.lastReply("second@shop.example"), YES).accepted();
        assertThat(tab.verify(EMAIL_MAGIC_LINK, new Response.Poll()).accepted().enrolled())
                .isTrue();
    }

    @Test
    @Requirement("R42")
    default void aLinkIsBuiltOfTheConfiguredPageAlone() {
        post().adopted("usr_1", EMAIL_MAGIC_LINK, JANE);
        post().person("usr_1").challenge(EMAIL_MAGIC_LINK).open();
        assertThat(post().outbox.lastLink(JANE).toString()).startsWith(Post.LINK_PAGE + "&reply=");
        assertThat(post().outbox.last(JANE).subject()).isEqualTo("Your Acme link");
    }
}
