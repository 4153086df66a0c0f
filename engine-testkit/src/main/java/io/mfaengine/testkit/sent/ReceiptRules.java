package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Delivery.Receipt.Status;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who carried a message, and what they tell of it later: noted, and nothing more. */
interface ReceiptRules extends SentRules {
    Receipt SENT = new Receipt("carrier", "SM1", Status.SENT, Cause.UNSAID);
    Receipt LOST = new Receipt("carrier", "SM1", Status.UNDELIVERED, Cause.BAD_ADDRESS);

    @Test
    default void anEventTellsWhoCarriedAMessageAndWhoDidNot() {
        post().texted("usr_1", number(1));
        post().outbox.answer(message -> {
            post().clock.move(Duration.ofMillis(812));
            return Delivery.ACCEPTED
                    .by("second", "SM7")
                    .segments(2)
                    .after(Delivery.UNAVAILABLE.because(Cause.UNPAID).by("first", ""));
        });
        post().person("usr_1").challenge(SMS).open();
        assertThat(post().events("message.sent"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes())
                        .isEqualTo(Map.of(
                                "type", "SMS",
                                "by", "second",
                                "country", "NZ",
                                "millis", "812",
                                "reference", "SM7",
                                "segments", "2",
                                "before", "first:UNPAID:0")));
    }

    @Test
    default void anEventTellsWhyAMessageDidNotGo() {
        post().texted("usr_1", number(1));
        post().outbox
                .answer(message -> Delivery.REFUSED.because(Cause.BAD_ADDRESS).by("carrier", ""));
        assertThat(post().person("usr_1").challenge(SMS).refused().reason()).isEqualTo(Refusal.NOT_SENT);
        assertThat(post().events("message.failed"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes())
                        .containsEntry("fate", "REFUSED")
                        .containsEntry("cause", "BAD_ADDRESS")
                        .containsEntry("country", "NZ")
                        .containsEntry("by", "carrier"));
    }

    @Test
    @Requirement("R41")
    default void aReceiptIsNotedOnceHoweverOftenAndInWhateverOrderItComes() {
        post().texted("usr_1", number(1));
        ActionSession person = post().person("usr_1");
        person.challenge(SMS).open();
        Handle about = post().outbox.lastReceipt(number(1));
        Race.rounds(1, (race, round) -> {
            List<Boolean> answers =
                    race.all(runner -> post().node(runner).received(about, runner % 3 == 0 ? SENT : LOST));
            assertThat(answers).containsOnly(true);
        });
        assertThat(post().events("message.receipt"))
                .extracting(event -> event.attributes().get("status"))
                .containsExactlyInAnyOrder("SENT", "UNDELIVERED");
        assertThat(post().events("message.receipt"))
                .allSatisfy(event -> assertThat(event.actor()).isEqualTo("carrier"));
        assertThat(person.verify(SMS, post().outbox.lastCode(number(1)))).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R41")
    default void aReceiptVerifiesNothing() {
        post().texted("usr_1", number(1));
        post().adopted("usr_1", EMAIL_MAGIC_LINK, "jane@shop.example");
        Handle token = post().token("usr_1");
        post().session(token).challenge(SMS).open();
        post().session(token).challenge(EMAIL_MAGIC_LINK).open();
        for (String to : List.of(number(1), "jane@shop.example")) {
            Handle about = post().outbox.lastReceipt(to);
            assertThat(post().mfa.received(about, new Receipt("carrier", "SM1", Status.DELIVERED, Cause.UNSAID)))
                    .isTrue();
            assertThat(post().refusal(post().mfa.respond(about, new Response.Approved(""))))
                    .as("it is no reply handle")
                    .isEqualTo(Refusal.NOT_OPEN);
            assertThat(post().mfa.session(about)).as("nor a token").isEmpty();
            assertThat(post().mfa.opened(about)).isEmpty();
        }
        assertThat(post().mfa.getAction(token).orElseThrow().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    @Requirement("R41")
    default void aForgedReceiptAndOneOfAnotherPurposeChangeNothing() {
        post().texted("usr_1", number(1));
        post().adopted("usr_1", EMAIL_MAGIC_LINK, "jane@shop.example");
        Handle token = post().token("usr_1");
        post().session(token).challenge(SMS).open();
        post().session(token).challenge(EMAIL_MAGIC_LINK).open();
        String genuine = post().outbox.lastReceipt(number(1)).value();
        for (Handle forged : List.of(
                Handle.of(""),
                Handle.of("forged"),
                Handle.of(genuine.substring(1)),
                Handle.of(genuine + "A"),
                token,
                post().outbox.lastReply("jane@shop.example"))) {
            assertThat(post().mfa.received(forged, LOST)).isFalse();
            assertThat(post().mfa.received(forged, new Delivery.Callback("", Map.of(), "")))
                    .isFalse();
        }
        assertThat(post().mfa.received(Handle.of(genuine), new Delivery.Callback("", Map.of(), "")))
                .as("the sender here knows no call-backs")
                .isFalse();
        assertThat(post().events("message.receipt")).isEmpty();
    }

    @Test
    @Requirement("R41")
    default void aReceiptOfAFinishedChallengeChangesNoStateAndOneOfAnErasedUserIsNotKept() {
        post().texted("usr_1", number(1));
        Handle token = post().token("usr_1");
        post().session(token).challenge(SMS).open();
        Handle about = post().outbox.lastReceipt(number(1));
        post().session(token).verify(SMS, post().outbox.lastCode(number(1))).accepted();
        assertThat(post().mfa.received(about, LOST)).isTrue();
        assertThat(post().mfa.getAction(token).orElseThrow().state()).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
        assertThat(post().mfa.received(about, new Receipt("carrier", "SM1", Status.QUEUED, Cause.UNSAID)))
                .as("what was known already")
                .isTrue();
        assertThat(post().events("message.receipt")).hasSize(1);
        assertThat(post().mfa.deleteUser("usr_1")).isTrue();
        assertThat(post().mfa.received(about, SENT)).isFalse();
        assertThat(post().events("message.receipt")).hasSize(1);
    }
}
