package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Refusal;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Senders that refuse, fail, or say nothing. */
interface SenderRules extends SentRules {
    @Test
    @Requirement("R39")
    default void aMessageGoesOutWhenItsQuestionIsCommitted() {
        post().texted("usr_1", number(1));
        Handle token = post().token("usr_1");
        List<Verification> answers = new ArrayList<>();
        post().outbox.answer(message -> {
            answers.add(post().other
                    .session(token)
                    .orElseThrow()
                    .verify(SMS, post().outbox.lastCode(number(1))));
            return Delivery.ACCEPTED;
        });
        assertThat(post().session(token).challenge(SMS)).isInstanceOf(Challenge.Open.class);
        assertThat(answers).singleElement().isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement({"R36", "R40"})
    default void aRefusedMessageLeavesTheChallengeOpenAnotherTypePossibleAndTheBudgetSpent() {
        for (Delivery delivery : List.of(Delivery.REFUSED, Delivery.UNAVAILABLE)) {
            String userId = "usr_" + delivery;
            String number = number(delivery == Delivery.REFUSED ? 1 : 2);
            post().texted(userId, number);
            post().adopted(userId, EMAIL_OTP, "jane@shop.example");
            post().outbox.answer(message -> message.channel().equals("SMS") ? delivery : Delivery.ACCEPTED);
            ActionSession person = post().person(userId);
            assertThat(person.challenge(SMS).refused().reason()).isEqualTo(Refusal.NOT_SENT);
            assertThat(person.challenge(SMS).refused().reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
            assertThat(person.challenge(EMAIL_OTP)).isInstanceOf(Challenge.Open.class);
            assertThat(person.verify(SMS, post().outbox.lastCode(number)))
                    .as("it came all the same: the provider lied")
                    .isInstanceOf(Verification.Accepted.class);
            assertThat(post().events)
                    .filteredOn(event -> event.type().equals("message.failed"))
                    .last()
                    .satisfies(event -> assertThat(event.attributes()).containsEntry("fate", delivery.name()));
        }
    }

    @Test
    @Requirement({"R36", "R40"})
    default void aSenderThatThrowsHasPerhapsSent() {
        post().texted("usr_1", number(1));
        post().outbox.answer(message -> {
            throw new IllegalStateException("canary " + message.text());
        });
        ActionSession person = post().person("usr_1");
        assertThat(person.challenge(SMS)).isInstanceOf(Challenge.Open.class);
        assertThat(person.challenge(SMS).refused().reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
        post().outbox.answer(message -> Delivery.ACCEPTED);
        post().clock.move(Duration.ofSeconds(30));
        person.challenge(SMS).open();
        assertThat(post().outbox.messages()).extracting(Outbox.Message::sendId).doesNotHaveDuplicates();
        assertThat(person.verify(SMS, post().outbox.lastCode(number(1)))).isInstanceOf(Verification.Accepted.class);
        assertThat(post().events.toString()).doesNotContain("canary");
    }
}
