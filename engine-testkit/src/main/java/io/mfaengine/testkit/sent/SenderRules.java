package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Refusal;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
            String userId = "usr_" + delivery.fate();
            String number = number(delivery.equals(Delivery.REFUSED) ? 1 : 2);
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
                    .satisfies(event -> assertThat(event.attributes())
                            .containsEntry("fate", delivery.fate().name()));
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

    @Test
    @Requirement({"R36", "R39", "R40"})
    default void aSenderThatHangsHasPerhapsSentAndHoldsNobodyUp() throws Exception {
        post().texted("usr_1", number(1));
        CompletableFuture<String> fate = new CompletableFuture<>();
        post().outbox.answer(message -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                fate.complete("interrupted");
            }
            return Delivery.ACCEPTED;
        });
        MfaEngine hasty = post().engine(post().store, Limits.standard())
                .sendPatience(Duration.ofMillis(50))
                .build();
        ActionSession person = hasty.session(post().token("usr_1")).orElseThrow();
        assertThat(person.challenge(SMS)).isInstanceOf(Challenge.Open.class);
        assertThat(fate.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
        assertThat(person.challenge(SMS).refused().reason())
                .as("the budget stays spent")
                .isEqualTo(Refusal.TOO_MANY_SENDS);
        assertThat(post().events)
                .filteredOn(event -> event.type().equals("message.failed"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes()).containsEntry("fate", "UNKNOWN"));
        assertThat(person.verify(SMS, post().outbox.lastCode(number(1)))).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R39")
    default void whileASenderTakesItsTimeThePersonUsesAnotherTypeAndOthersGoOn() throws Exception {
        post().texted("usr_1", number(1));
        post().texted("usr_2", number(2));
        Handle token = post().token("usr_2");
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        post().outbox.answer(message -> {
            if (message.to().equals(number(2))) {
                return Delivery.ACCEPTED;
            }
            taken.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Delivery.ACCEPTED;
        });
        ActionSession slow = post().person("usr_1");
        CompletableFuture<Challenge> asked = CompletableFuture.supplyAsync(() -> slow.challenge(SMS));
        taken.await();
        ActionSession other = post().session(token);
        other.challenge(SMS).open();
        assertThat(other.verify(SMS, post().outbox.lastCode(number(2)))).isInstanceOf(Verification.Accepted.class);
        assertThat(slow.verify(SMS, post().outbox.lastCode(number(1))))
                .as("the message came before its sender said so")
                .isInstanceOf(Verification.Accepted.class);
        assertThat(asked).isNotDone();
        goOn.countDown();
        assertThat(asked.get(1, TimeUnit.MINUTES)).isInstanceOf(Challenge.Open.class);
    }

    @Test
    @Requirement({"R36", "R40"})
    default void aSenderThatSaysNothingSensibleHasPerhapsSent() {
        post().texted("usr_1", number(1));
        post().outbox.answer(message -> {
            throw new StackOverflowError("canary " + message.text());
        });
        assertThat(post().person("usr_1").challenge(SMS)).isInstanceOf(Challenge.Open.class);
        assertThat(post().events)
                .filteredOn(event -> event.type().equals("message.failed"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes()).containsEntry("fate", "UNKNOWN"));
    }
}
