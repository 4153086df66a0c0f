package io.mfaengine.providers;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Failover;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Handle;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Secret;
import io.mfaengine.providers.Stage.Said;
import io.mfaengine.requirements.Requirement;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in a message that a provider got signs the person in, whatever became of the first provider. */
final class SignInTest {
    private final Shop shop = new Shop();
    private final Stage twilios = Stage.open(TwilioCloud::play);
    private final Stage birds = Stage.open(MessageBirdCloud::play);
    private final Twilio twilio = Twilio.of(TwilioCloud.ACCOUNT, Secret.of(TwilioCloud.TOKEN), "+6421000000")
            .at(twilios.url())
            .patience(Duration.ofSeconds(2), Duration.ofSeconds(2));
    private final MessageBird bird =
            MessageBird.of(Secret.of(MessageBirdCloud.KEY), "Acme").at(birds.url());

    @AfterEach
    void close() {
        twilios.close();
        birds.close();
    }

    private String twiliosCode() {
        return Shop.code(twilios.last().form().get("Body"));
    }

    private String birdsCode() {
        return Shop.code(JsonParser.parseString(birds.last().body())
                .getAsJsonObject()
                .get("body")
                .getAsString());
    }

    private SmsSender both(Twilio first) {
        return Failover.standard().clock(shop.clock).sms(first, bird);
    }

    @Test
    void by_twilio() {
        MfaEngine mfa = shop.texting(twilio);
        ActionSession person = shop.person(mfa, "usr_1", SMS, Some.NUMBER);
        person.challenge(SMS).open();
        assertThat(person.verify(SMS, twiliosCode())).isInstanceOf(Verification.Accepted.class);
        MfaEvent sent = shop.events("message.sent").get(0);
        assertThat(sent.attributes())
                .containsEntry("by", "twilio")
                .containsEntry("reference", TwilioCloud.MESSAGE)
                .containsEntry("segments", "1")
                .containsKey("millis");
    }

    @Test
    void by_whatsapp() {
        MfaEngine mfa =
                shop.engine().method(SmsCode.whatsApp("Acme", twilio, "NZ")).build();
        ActionSession person = shop.person(mfa, "usr_1", WHATSAPP, Some.NUMBER);
        person.challenge(WHATSAPP).open();
        assertThat(twilios.last().form()).containsEntry("To", "whatsapp:" + Some.NUMBER);
        assertThat(person.verify(WHATSAPP, twiliosCode())).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void by_messagebird() {
        MfaEngine mfa = shop.texting(bird);
        ActionSession person = shop.person(mfa, "usr_1", SMS, Some.NUMBER);
        person.challenge(SMS).open();
        assertThat(person.verify(SMS, birdsCode())).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void by_mail(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.make(folder);
        try (MailServer server = MailServer.start(certificate.sockets())) {
            Smtp smtp = Smtp.of("localhost", server.port(), Some.address("mfa@acme.example"), shop.clock)
                    .trust(certificate.sockets())
                    .login(MailServer.USER, Secret.of(MailServer.PASSWORD));
            MfaEngine mfa = shop.engine().method(EmailCode.of("Acme", smtp)).build();
            ActionSession person = shop.person(mfa, "usr_1", EMAIL_OTP, "jane@shop.example");
            person.challenge(EMAIL_OTP).open();
            String letter = server.letters.get(0);
            assertThat(letter).contains("Content-Type: text/plain").contains("Content-Type: text/html");
            assertThat(letter.substring(0, letter.indexOf("\r\n\r\n")))
                    .contains("Subject: Your Acme code")
                    .doesNotContain(Shop.code(letter.substring(letter.indexOf("\r\n\r\n    "))));
            assertThat(person.verify(EMAIL_OTP, Shop.code(letter.substring(letter.indexOf("\r\n\r\n    ")))))
                    .isInstanceOf(Verification.Accepted.class);
        }
    }

    @Test
    void by_a_webhook() {
        try (Stage service = Stage.open(asked -> new Said(200, ""))) {
            WebhookSender webhook = WebhookSender.of(service.url(), Secret.of("a-key-of-16-characters"), shop.clock);
            MfaEngine mfa = shop.texting(webhook);
            ActionSession person = shop.person(mfa, "usr_1", SMS, Some.NUMBER);
            person.challenge(SMS).open();
            String code = JsonParser.parseString(service.last().body())
                    .getAsJsonObject()
                    .getAsJsonObject("data")
                    .get("code")
                    .getAsString();
            assertThat(person.verify(SMS, code)).isInstanceOf(Verification.Accepted.class);
        }
    }

    @Test
    @Requirement("R40")
    void by_the_second_if_the_first_is_dead_refuses_is_misset_or_answers_rubbish_instead_of_taking_it() {
        MfaEngine mfa = shop.texting(both(twilio));
        MfaEngine dead = shop.texting(both(twilio.at(Stage.nobody())));
        int user = 0;
        for (Stage.Scene scene : List.<Stage.Scene>of(
                asked -> TwilioCloud.error(400, 21612, "this sender not to there"),
                asked -> TwilioCloud.error(401, 20003, "Authenticate"),
                asked -> TwilioCloud.error(429, 20429, "Too many requests"),
                asked -> TwilioCloud.error(503, 20503, "Service unavailable"),
                asked -> new Said(418, "<html>rubbish"))) {
            twilios.play(scene);
            ActionSession person = shop.person(mfa, "usr_" + ++user, SMS, "+6427100000" + user);
            person.challenge(SMS).open();
            assertThat(person.verify(SMS, birdsCode())).isInstanceOf(Verification.Accepted.class);
        }
        ActionSession person = shop.person(dead, "usr_9", SMS, "+64271000009");
        person.challenge(SMS).open();
        assertThat(person.verify(SMS, birdsCode())).isInstanceOf(Verification.Accepted.class);
        assertThat(shop.events("message.sent"))
                .hasSize(6)
                .allSatisfy(event -> assertThat(event.attributes()).containsEntry("by", "messagebird"));
        assertThat(shop.events("message.sent").get(0).attributes().get("before"))
                .startsWith("twilio:REFUSED:");
        assertThat(shop.events.toString())
                .doesNotContain(TwilioCloud.TOKEN)
                .doesNotContain(MessageBirdCloud.KEY)
                .doesNotContain(Some.NUMBER);

        twilios.play(TwilioCloud::play);
        shop.clock.move(Duration.ofHours(1));
        ActionSession back = shop.person(mfa, "usr_10", SMS, "+64271000010");
        back.challenge(SMS).open();
        assertThat(back.verify(SMS, twiliosCode())).as("the first is back").isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R40")
    void by_the_second_when_the_person_asks_again_if_nobody_knows_whether_the_first_sent() {
        MfaEngine mfa = shop.texting(both(twilio.patience(Duration.ofSeconds(1), Duration.ofSeconds(1))));
        int user = 0;
        for (Stage.Scene scene : List.<Stage.Scene>of(
                twilios.silent, Stage.CUT, asked -> new Said(201, "rubbish"), asked -> new Said(500, ""))) {
            twilios.play(scene);
            int before = birds.asked.size();
            ActionSession person = shop.person(mfa, "usr_" + ++user, SMS, "+6427100000" + user);
            assertThat(person.challenge(SMS)).as("it may have come").isInstanceOf(Challenge.Open.class);
            assertThat(birds.asked).as("no two messages for one challenge").hasSize(before);
            String first = twiliosCode();
            assertThat(person.challenge(SMS).refused().reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
            shop.clock.move(Duration.ofSeconds(30));
            person.challenge(SMS).open();
            assertThat(birds.asked).hasSize(before + 1);
            assertThat(person.verify(SMS, first).refused().reason())
                    .as("one live code")
                    .isEqualTo(Refusal.WRONG_RESPONSE);
            assertThat(person.verify(SMS, birdsCode())).isInstanceOf(Verification.Accepted.class);
            shop.clock.move(Duration.ofHours(1));
        }
        assertThat(shop.events("message.failed"))
                .extracting(event -> event.attributes().get("cause"))
                .containsExactly("NO_ANSWER", "NO_ANSWER", "BAD_ANSWER", "UNAVAILABLE");
    }

    @Test
    @Requirement("R36")
    void wrong_credentials_close_nothing_give_nothing_back_and_say_nothing_secret() {
        Twilio wrong = Twilio.of(TwilioCloud.ACCOUNT, Secret.of("canary-token"), "+6421000000")
                .at(twilios.url());
        MfaEngine mfa = shop.engine()
                .method(SmsCode.of("Acme", wrong, "NZ"))
                .method(SmsCode.whatsApp("Acme", twilio, "NZ"))
                .build();
        ActionSession person = shop.person(mfa, "usr_1", SMS, Some.NUMBER);
        shop.person(mfa, "usr_1", WHATSAPP, Some.NUMBER);
        assertThat(person.challenge(SMS).refused().reason()).isEqualTo(Refusal.NOT_SENT);
        assertThat(person.challenge(SMS).refused().reason()).isEqualTo(Refusal.TOO_MANY_SENDS);
        assertThat(shop.events("message.failed"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes())
                        .containsEntry("fate", "UNAVAILABLE")
                        .containsEntry("cause", "MISCONFIGURED")
                        .containsEntry("by", "twilio"));
        assertThat(shop.events.toString()).doesNotContain("canary");
        person.challenge(WHATSAPP).open();
        assertThat(person.verify(WHATSAPP, twiliosCode())).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    @Requirement("R41")
    void a_call_back_that_twilio_signed_is_noted_and_a_forged_one_is_not() {
        URI back = URI.create("https://shop.example/receipts");
        MfaEngine mfa = shop.texting(both(twilio.receiptsTo(back)));
        ActionSession person = shop.person(mfa, "usr_1", SMS, Some.NUMBER);
        person.challenge(SMS).open();
        URI callback = URI.create(twilios.last().form().get("StatusCallback"));
        Handle about = Handle.of(callback.getRawQuery().substring((Delivery.RECEIPT + "=").length()));
        Map<String, String> fields = Map.of("MessageSid", TwilioCloud.MESSAGE, "MessageStatus", "delivered");
        String body = "MessageSid=" + TwilioCloud.MESSAGE + "&MessageStatus=delivered";
        String signature = TwilioReceipt.sign(TwilioCloud.TOKEN, callback.toString(), fields);
        Delivery.Callback genuine =
                new Delivery.Callback(callback.getRawQuery(), Map.of("x-twilio-signature", signature), body);
        Delivery.Callback forged = new Delivery.Callback(
                callback.getRawQuery(), Map.of("x-twilio-signature", signature), body.replace("delivered", "sent"));
        assertThat(mfa.received(about, forged)).isFalse();
        assertThat(shop.events("message.receipt")).isEmpty();
        assertThat(mfa.received(about, genuine)).isTrue();
        assertThat(shop.events("message.receipt"))
                .singleElement()
                .satisfies(event -> assertThat(event.attributes())
                        .containsEntry("status", "DELIVERED")
                        .containsEntry("by", "twilio")
                        .containsEntry("reference", TwilioCloud.MESSAGE));
        assertThat(person.verify(SMS, twiliosCode())).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void what_an_operator_sets_is_checked_by_pattern_and_sends() {
        MfaEngine mfa = shop.engine()
                .method(SmsCode.chosen("Acme", Providers.of(shop.clock).sms(), "NZ"))
                .method(EmailCode.chosen("Acme", Providers.of(shop.clock).email()))
                .build();
        var operator = mfa.operator("jane@acme");
        assertThat(operator.providers(SMS))
                .extracting(provider -> provider.name())
                .containsExactly("twilio", "messagebird", "webhook");
        assertThat(operator.providers(EMAIL_OTP))
                .extracting(provider -> provider.name())
                .containsExactly("smtp", "webhook");
        try (Stage service = Stage.open(asked -> new Said(200, ""))) {
            // the one kind of provider that may be on this machine
            ProviderSettings smtp = ProviderSettings.of("smtp")
                    .field("host", "127.0.0.1")
                    .field("port", Integer.toString(Stage.nobody().getPort()))
                    .field("security", "none")
                    .field("from", "mfa@acme.example");
            assertThat(operator.updateSettings(settings -> settings.type(EMAIL_OTP, type -> type.provider(smtp))))
                    .isNotNull();
            assertThat(operator.checkProvider(EMAIL_OTP).cause()).isEqualTo(Delivery.Cause.UNAVAILABLE);
            assertThat(operator.sendTest(EMAIL_OTP, "jane@shop.example").fate()).isEqualTo(Delivery.Fate.UNAVAILABLE);
            ProviderSettings remote = smtp.field("host", "mail.example");
            assertThat(operator.updateSettings(settings -> settings.type(EMAIL_OTP, type -> type.provider(remote))))
                    .isNotNull();
            assertThat(operator.checkProvider(EMAIL_OTP).cause())
                    .as("no TLS, and not this machine")
                    .isEqualTo(Delivery.Cause.MISCONFIGURED);
            assertThat(service.asked).isEmpty();
        }
    }
}
