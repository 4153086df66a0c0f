package io.mfaengine.web.client;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.client.ClientWorld.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the calls of the Client API do, over HTTP. */
class ClientApiTest {
    private static final String NUMBER = "+64271234567";
    private static final String JANE = "jane@shop.example";

    private final ClientWorld world = new ClientWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "email-otp, EMAIL_OTP, email, jane@shop.example",
        "sms, SMS, phoneNumber, +64271234567",
        "whatsapp, WHATSAPP, phoneNumber, +64271234567",
    })
    void aSentCodeEnrolsAndThenPassesAChallenge(String path, String type, String member, String address) {
        Handle token = world.track("usr_1", "sign-in");
        JsonObject begun = world.post("user-authenticators/" + path, token, Map.of(member, address))
                .ok();
        assertThat(begun.get("userId").getAsString()).isEqualTo("usr_1");
        String id = begun.get("userAuthenticatorId").getAsString();

        JsonObject enrolled =
                world.verify(path, token, world.outbox.lastCode(address)).ok();
        assertThat(enrolled.get("isVerified").getAsBoolean()).isTrue();
        assertThat(enrolled.get("accessToken").getAsString()).isEqualTo(token.value());
        JsonObject told = enrolled.getAsJsonObject("userAuthenticator");
        assertThat(told.get("userAuthenticatorId").getAsString()).isEqualTo(id);
        assertThat(told.get("verificationMethod").getAsString()).isEqualTo(type);
        assertThat(told.toString()).doesNotContain(address);
        assertThat(enrolled.getAsJsonArray("recoveryCodes")).hasSize(10);
        assertThat(world.isValid(token, "usr_1", "sign-in")).isTrue();

        Handle next = world.track("usr_1", "transfer");
        JsonObject asked = world.post("challenge/" + path, next, null).ok();
        assertThat(asked.get("challengeId").getAsString()).isNotEmpty();
        JsonObject passed =
                world.verify(path, next, world.outbox.lastCode(address)).ok();
        assertThat(passed.keySet()).containsExactly("isVerified", "accessToken");
        assertThat(world.isValid(next, "usr_1", "transfer")).isTrue();
    }

    @Test
    void anAppIsEnrolledAndAskedWithoutAChallengeCall() {
        Handle token = world.track("usr_1", "sign-in");
        JsonObject begun = world.post("user-authenticators/totp", token, null).ok();
        URI uri = URI.create(begun.get("uri").getAsString());
        assertThat(uri.toString()).contains("secret=" + begun.get("secret").getAsString());
        PhoneApp phone = PhoneApp.scan(uri, world.clock);
        assertThat(world.verify("totp", token, phone.code())
                        .ok()
                        .get("isVerified")
                        .getAsBoolean())
                .isTrue();
        world.clock.move(Duration.ofMinutes(1));
        Handle next = world.track("usr_1", "transfer");
        assertThat(world.verify("totp", next, phone.code()).ok().keySet()).containsExactly("isVerified", "accessToken");
        assertThat(world.isValid(next, "usr_1", "transfer")).isTrue();
    }

    @Test
    void aRecoveryCodeIsAnotherWayOnce() {
        Handle token = world.track("usr_1", "sign-in");
        world.post("user-authenticators/sms", token, Map.of("phoneNumber", NUMBER))
                .ok();
        JsonObject enrolled =
                world.verify("sms", token, world.outbox.lastCode(NUMBER)).ok();
        String code = enrolled.getAsJsonArray("recoveryCodes").get(0).getAsString();
        Handle next = world.track("usr_1", "transfer");
        assertThat(world.verify("recovery-code", next, code)
                        .ok()
                        .get("isVerified")
                        .getAsBoolean())
                .isTrue();
        Answer again = world.verify("recovery-code", world.track("usr_1", "transfer"), code);
        assertThat(again.ok().get("failureReason").getAsString()).isEqualTo("CODE_INVALID_OR_EXPIRED");
    }

    @Test
    @Requirement({"R12", "R80"})
    void aLinkThatAnotherBrowserAnsweredEndsThePoll() {
        Handle token = world.track("usr_1", "sign-in");
        JsonObject begun = world.post("user-authenticators/email-magic-link", token, Map.of("email", JANE))
                .ok();
        assertThat(begun.keySet()).containsExactly("userAuthenticatorId", "userId", "challengeId");
        for (int poll = 0; poll < 3; poll++) {
            assertThat(world.poll(token).ok().toString()).isEqualTo("{\"isVerified\":false}");
        }
        world.mfa
                .respond(world.outbox.lastReply(JANE), new Response.Approved(""))
                .accepted();
        JsonObject enrolled = world.poll(token).ok();
        assertThat(enrolled.get("isVerified").getAsBoolean()).isTrue();
        assertThat(enrolled.get("accessToken").getAsString()).isEqualTo(token.value());
        assertThat(enrolled.getAsJsonArray("recoveryCodes")).hasSize(10);
        assertThat(world.poll(token).ok().has("recoveryCodes")).isFalse();
        assertThat(world.isValid(token, "usr_1", "sign-in")).isTrue();

        Handle next = world.track("usr_1", "transfer");
        world.post("challenge/email-magic-link", next, null).ok();
        assertThat(world.poll(next).ok().get("isVerified").getAsBoolean()).isFalse();
        world.mfa
                .respond(world.outbox.lastReply(JANE), new Response.Approved(""))
                .accepted();
        assertThat(world.poll(next).ok().get("isVerified").getAsBoolean()).isTrue();
    }

    @Test
    void aLinkThatIsAddedEndsThePollToo() {
        world.adopted("usr_1", SMS, NUMBER);
        Handle token = world.mfa
                .track(TrackRequest.of(ClientWorld.intent("usr_1", "settings")).manage())
                .token();
        world.post("challenge/sms", token, null).ok();
        world.verify("sms", token, world.outbox.lastCode(NUMBER)).ok();
        world.post("user-authenticators/email-magic-link", token, Map.of("email", JANE))
                .ok();
        assertThat(world.poll(token).ok().get("isVerified").getAsBoolean()).isFalse();
        world.mfa
                .respond(world.outbox.lastReply(JANE), new Response.Approved(""))
                .accepted();
        assertThat(world.poll(token)
                        .ok()
                        .getAsJsonObject("userAuthenticator")
                        .get("verificationMethod")
                        .getAsString())
                .isEqualTo("EMAIL_MAGIC_LINK");
    }

    @Test
    void aMessageThatIsNotSentIsToldSoAndAnotherWayIsOpen() {
        world.adopted("usr_1", SMS, NUMBER);
        world.adopted("usr_1", EMAIL_OTP, JANE);
        world.outbox.answer(message -> io.mfaengine.delivery.Delivery.REFUSED);
        Handle token = world.track("usr_1", "sign-in");
        world.post("challenge/sms", token, null).failed(502, "not_sent");
        world.outbox.answer(message -> io.mfaengine.delivery.Delivery.ACCEPTED);
        world.post("challenge/email-otp", token, null).ok();
    }

    @Test
    @Requirement("R85")
    void aPageLearnsWhatItNeedsToBegin() {
        JsonObject nothing =
                world.post("init", world.track("usr_1", "sign-in"), Map.of()).ok();
        assertThat(nothing.getAsJsonObject("challengeOptions").keySet())
                .containsExactly("token", "verificationMethods");
        assertThat(nothing.getAsJsonObject("challengeOptions").getAsJsonArray("verificationMethods"))
                .isEmpty();

        world.adopted("usr_1", SMS, NUMBER);
        world.adopted("usr_1", WHATSAPP, NUMBER);
        Handle token = world.track("usr_1", "sign-in");
        JsonObject options = world.post("init", token, null).ok().getAsJsonObject("challengeOptions");
        assertThat(options.get("token").getAsString()).isEqualTo(token.value());
        assertThat(options.get("defaultVerificationMethod").getAsString()).isEqualTo("SMS");
        assertThat(options.getAsJsonArray("verificationMethods").toString()).contains("\"SMS\"", "\"WHATSAPP\"");
        assertThat(options.toString()).doesNotContain(NUMBER);

        Answer held = world.call("GET", "user-authenticators", token.value(), null);
        assertThat(held.status()).isEqualTo(200);
        assertThat(held.text())
                .startsWith("[")
                .contains("\"SMS\"", "\"isDefault\":false")
                .doesNotContain(NUMBER);

        Answer types = world.call("GET", "authenticators", token.value(), null);
        assertThat(types.status()).isEqualTo(200);
        assertThat(types.text()).startsWith("[").contains("\"EMAIL_MAGIC_LINK\"", "\"isActive\":true");
    }

    @Test
    void anEnrolmentThatIsNotConfirmedIsNotListed() {
        Handle token = world.track("usr_1", "sign-in");
        world.post("user-authenticators/totp", token, null).ok();
        assertThat(world.call("GET", "user-authenticators", token.value(), null).text())
                .isEqualTo("[]");
    }

    @Test
    void typesOfOneActionDoNotAnswerForEachOther() {
        world.adopted("usr_1", SMS, NUMBER);
        world.adopted("usr_1", WHATSAPP, NUMBER);
        world.adopted("usr_1", EMAIL_MAGIC_LINK, JANE);
        Handle token = world.track("usr_1", "sign-in");
        world.post("challenge/sms", token, null).ok();
        String code = world.outbox.lastCode(NUMBER);
        for (AuthenticatorType other : List.of(WHATSAPP, EMAIL_OTP)) {
            String path = other.equals(WHATSAPP) ? "whatsapp" : "email-otp";
            assertThat(world.verify(path, token, code).ok().get("isVerified").getAsBoolean())
                    .isFalse();
        }
        assertThat(world.poll(token).ok().get("isVerified").getAsBoolean()).isFalse();
        assertThat(world.verify("sms", token, code).ok().get("isVerified").getAsBoolean())
                .isTrue();
        assertThat(world.poll(token).ok().get("isVerified").getAsBoolean()).isFalse();
    }
}
