package io.mfaengine.web.client;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.mfaengine.TrackRequest;
import io.mfaengine.model.ActionState;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call of the Client API, over HTTP. */
class ClientApiTest {
    private static final String NUMBER = "+64271234567";
    private static final String JANE = "jane@shop.example";

    private ClientWorld world;

    @BeforeEach
    void start() {
        world = new ClientWorld();
    }

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
    @Requirement("R24")
    void wrongCodesAreToldInTheTwoWordsThatClientsKnow() {
        world.adopted("usr_1", SMS, NUMBER);
        Handle token = world.track("usr_1", "sign-in");
        world.post("challenge/sms", token, null).ok();
        for (String code : List.of("12345", "", "x".repeat(10_000), "\u0661\u0662\u0663\u0664\u0665\u0666")) {
            assertThat(world.verify("sms", token, code).ok().toString())
                    .isEqualTo("{\"isVerified\":false,\"failureReason\":\"CODE_INVALID_OR_EXPIRED\"}");
        }
        String wrong = world.outbox.wrongCode();
        for (int guess = 0; guess < 4; guess++) {
            assertThat(world.verify("sms", token, wrong)
                            .ok()
                            .get("failureReason")
                            .getAsString())
                    .isEqualTo("CODE_INVALID_OR_EXPIRED");
        }
        assertThat(world.verify("sms", token, wrong).ok().get("failureReason").getAsString())
                .isEqualTo("MAX_ATTEMPTS_EXCEEDED");
        assertThat(world.isValid(token, "usr_1", "sign-in")).isFalse();
    }

    @Test
    @Requirement("R25")
    void whoHasToWaitIsToldForHowLong() {
        world.adopted("usr_1", SMS, NUMBER);
        Handle token = world.track("usr_1", "sign-in");
        world.post("challenge/sms", token, null).ok();
        String right = world.outbox.lastCode(NUMBER);
        for (int guess = 0; guess < 5; guess++) {
            world.verify("sms", token, world.outbox.wrongCode()).ok();
        }
        world.clock.move(Duration.ofMillis(500));
        for (String code : List.of(right, world.outbox.wrongCode())) {
            Answer locked = world.verify("sms", token, code);
            locked.failed(429, "too_many_requests");
            assertThat(locked.header("Retry-After")).isEqualTo("30");
        }
        world.post("challenge/sms", token, null).failed(429, "too_many_requests");
        assertThat(world.outbox.size()).isEqualTo(1);
    }

    @Test
    @Requirement("R35")
    void anotherMessageHasToWait() {
        world.adopted("usr_1", EMAIL_OTP, JANE);
        Handle token = world.track("usr_1", "sign-in");
        world.post("challenge/email-otp", token, null).ok();
        world.clock.move(Duration.ofSeconds(29));
        Answer soon = world.post("challenge/email-otp", token, null);
        soon.failed(429, "too_many_requests");
        assertThat(soon.header("Retry-After")).isEqualTo("1");
        world.clock.move(Duration.ofSeconds(1));
        world.post("challenge/email-otp", token, null).ok();
        assertThat(world.outbox.size()).isEqualTo(2);
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
    @Requirement({"R43", "I5"})
    void whoIsEnrolledAddsNothingWithoutAPassedChallenge() {
        world.adopted("usr_1", SMS, NUMBER);
        Handle token = world.track("usr_1", "sign-in");
        world.post("user-authenticators/totp", token, null).failed(403, "challenge_required");
        world.post("user-authenticators/email-otp", token, Map.of("email", JANE))
                .failed(403, "challenge_required");
        world.post("challenge/sms", token, null).ok();
        world.verify("sms", token, world.outbox.lastCode(NUMBER)).ok();
        // nor after one that was passed in an action that is not for managing (R44)
        world.post("user-authenticators/totp", token, null).failed(403, "challenge_required");
        assertThat(world.mfa.getAuthenticators("usr_1"))
                .noneMatch(one -> one.type().equals(AUTHENTICATOR_APP));
        assertThat(world.outbox.size()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "email-otp, nobody",
        "email-otp, a@b@c.example",
        "email-otp, ''",
        "email-magic-link, nobody",
        "sms, 12",
        "sms, +33612345678",
        "sms, +19001234567",
        "whatsapp, nobody",
    })
    @Requirement("R37")
    void whatNoMessageCanGoToIsRefused(String path, String address) {
        Handle token = world.track("usr_1", "sign-in");
        String member = path.startsWith("email") ? "email" : "phoneNumber";
        world.post("user-authenticators/" + path, token, Map.of(member, address))
                .failed(400, "invalid_request");
        assertThat(world.outbox.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"challenge/sms", "challenge/whatsapp", "challenge/email-otp", "challenge/email-magic-link"})
    void whoHoldsNothingOfATypeIsNotAsked(String path) {
        world.adopted("usr_1", AUTHENTICATOR_APP, ClientWorld.OTPAUTH);
        world.post(path, world.track("usr_1", "sign-in"), null).failed(400, "invalid_request");
        world.post(path, world.track("usr_2", "sign-in"), null).failed(400, "invalid_request");
        assertThat(world.outbox.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"verificationCode\":true}",
                "{\"verificationCode\":123456}",
                "{\"verificationCode\":[\"123456\"]}",
                "{\"verificationCode\":{}}",
                "{\"verificationCode\":null}",
                "{}",
                "",
                "[]",
                "{\"verificationCode\":\"1\",\"verificationCode\":\"2\"}",
                "{\"verificationCode\":\"1\"} {}",
                "null",
            })
    @Requirement({"R10", "R83"})
    void whatIsNoCodeIsRefusedAndNotCounted(String body) {
        world.adopted("usr_1", SMS, NUMBER);
        Handle token = world.track("usr_1", "sign-in");
        world.post("challenge/sms", token, null).ok();
        for (int i = 0; i < 6; i++) {
            world.call("POST", "verify/sms", token.value(), body).failed(400, "invalid_request");
        }
        assertThat(world.verify("sms", token, world.outbox.lastCode(NUMBER))
                        .ok()
                        .get("isVerified")
                        .getAsBoolean())
                .isTrue();
    }

    @Test
    @Requirement({"R62", "R82"})
    void aTokenIsNoSecretKeyAndASecretKeyNoToken() {
        Handle token = world.track("usr_1", "sign-in");
        String key = ClientWorld.KEY;
        for (String authorization : List.of(
                "Bearer " + key,
                "Basic " + ClientWorld.base64(key + ":"),
                "Basic " + ClientWorld.base64(token.value() + ":"),
                "Basic " + ClientWorld.base64("default"),
                "Basic " + ClientWorld.base64("default:"),
                "Bearer",
                "Bearer ",
                "Bearer " + token.value() + "x",
                token.value())) {
            world.send("POST", "/v1/client/init", Map.of("Authorization", authorization), null)
                    .failed(401, "unauthorized");
        }
        world.send("POST", "/v1/client/init", Map.of(), null).failed(401, "unauthorized");
        for (String authorization :
                List.of("Bearer " + token.value(), "Basic " + ClientWorld.base64(token.value() + ":"))) {
            world.send("GET", "/v1/users/usr_1", Map.of("Authorization", authorization), null)
                    .failed(401, "unauthorized");
        }
        world.send("POST", "/v1/client/init?token=" + token.value(), Map.of("Cookie", "token=" + token.value()), null)
                .failed(401, "unauthorized");
    }

    @Test
    @Requirement("R85")
    void aTokenOfAnotherTenantOpensNothingOfThisOneAndALinkIsNoToken() {
        world.adopted("usr_1", SMS, NUMBER);
        Handle theirs =
                world.other.track(ClientWorld.intent("usr_1", "sign-in")).token();
        // the other tenant's user of that name has no number, whoever holds one here
        world.post("challenge/sms", theirs, null).failed(400, "invalid_request");
        assertThat(world.call("GET", "user-authenticators", theirs.value(), null)
                        .text())
                .isEqualTo("[]");
        Handle token = world.track("usr_2", "sign-in");
        world.post("user-authenticators/email-magic-link", token, Map.of("email", JANE))
                .ok();
        world.post("init", world.outbox.lastReply(JANE), null).failed(401, "unauthorized");
        assertThat(world.outbox.size()).isEqualTo(1);
    }

    @Test
    @Requirement("R85")
    void theIdOfAChallengeWithoutAUserOpensNoSession() {
        Map<String, String> headers = Map.of(
                "Authorization", "Basic " + ClientWorld.base64(ClientWorld.KEY + ":"), "Content-Type", "application/json");
        JsonObject asked = world.send(
                        "POST",
                        "/v1/challenge",
                        headers,
                        "{\"verificationMethod\":\"SMS\",\"action\":\"sign-in\",\"phoneNumber\":\"" + NUMBER + "\"}")
                .ok();
        String id = asked.get("challengeId").getAsString();
        for (String token : List.of(id, id.substring(id.indexOf('.') + 1))) {
            world.post("user-authenticators/totp", Handle.of(token), null).failed(401, "unauthorized");
            world.post("init", Handle.of(token), null).failed(401, "unauthorized");
        }
    }

    @Test
    void aTokenThatIsOverIsToldApartFromAForgedOne() {
        Handle token = world.track("usr_1", "sign-in");
        world.clock.move(Duration.ofMinutes(10));
        for (String path : List.of("init", "user-authenticators/totp", "challenge/sms", "verify/sms")) {
            world.post(path, token, Map.of("verificationCode", "123456")).failed(401, "expired_token");
        }
        world.call("GET", "user-authenticators", token.value(), null).failed(401, "expired_token");
        world.post("init", Handle.of("forged"), null).failed(401, "unauthorized");
        assertThat(world.mfa.deleteUser("usr_1")).isTrue();
        world.post("init", token, null).failed(401, "unauthorized");
    }

    @Test
    void theTokenOfAnErasedUserEnrolsNothing() {
        Handle token = world.track("usr_1", "sign-in");
        assertThat(world.mfa.deleteUser("usr_1")).isTrue();
        world.post("user-authenticators/totp", token, null).failed(401, "expired_token");
        assertThat(world.verify("totp", token, "123456").ok().get("isVerified").getAsBoolean())
                .isFalse();
        assertThat(world.mfa.getUser("usr_1").isEnrolled()).isFalse();
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
    void theHostsVetoIsNoFailureOfTheCode() {
        world.vetoes = true;
        world.adopted("usr_1", SMS, NUMBER);
        Handle token = world.track("usr_1", "sign-in");
        world.post("challenge/sms", token, null).ok();
        assertThat(world.verify("sms", token, world.outbox.lastCode(NUMBER))
                        .ok()
                        .toString())
                .isEqualTo("{\"isVerified\":false}");
        assertThat(world.mfa.session(token).orElseThrow().status().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @Test
    void aTypeThatIsOffIsNotUsed() {
        world.adopted("usr_1", SMS, NUMBER);
        assertThat(world.mfa.operator("jane").updateSettings(settings -> settings.off(SMS)).isOn(SMS)).isFalse();
        Handle token = world.track("usr_1", "sign-in");
        world.post("challenge/sms", token, null).failed(400, "invalid_request");
        world.verify("sms", token, "123456").failed(400, "invalid_request");
        assertThat(world.call("GET", "authenticators", token.value(), null).text())
                .doesNotContain("\"SMS\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, init",
        "DELETE, user-authenticators",
        "PUT, verify/sms",
        "GET, verify/sms",
        "GET, verify/email-magic-link/finalize",
        "TRACE, init",
    })
    @Requirement({"R80", "R83"})
    void aMethodThatAPathHasNotIsRefused(String method, String path) {
        world.call(method, path, world.track("usr_1", "sign-in").value(), null).failed(405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify/email-magic-link",
                "verify/push",
                "challenge/totp",
                "challenge",
                "user-authenticators/passkey",
                "user-authenticators/recovery-code",
                "users/usr_1",
                "",
            })
    void aPathThatThereIsNotIsRefused(String path) {
        world.call("POST", path, world.track("usr_1", "sign-in").value(), "{}").failed(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""})
    @Requirement("R79")
    void aBodyThatIsNotJsonIsRefused(String type) {
        world.adopted("usr_1", SMS, NUMBER);
        Handle token = world.track("usr_1", "sign-in");
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token.value(), "Content-Type", type);
        world.send("POST", "/v1/client/verify/sms", headers, "{\"verificationCode\":\"123456\"}")
                .failed(415, "invalid_request");
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
