package io.mfaengine.web.client;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.client.ClientWorld.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Client API refuses, and how it says so. */
class ClientRefusalTest {
    private static final String NUMBER = "+64271234567";
    private static final String JANE = "jane@shop.example";

    private final ClientWorld world = new ClientWorld();

    @AfterEach
    void stop() {
        world.close();
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
        assertThat(world.mfa
                        .operator("jane")
                        .updateSettings(settings -> settings.off(SMS))
                        .isOn(SMS))
                .isFalse();
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
}
