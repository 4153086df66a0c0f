package io.mfaengine.web.client;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What opens a session of the Client API, and what does not. */
class ClientTokenTest {
    private static final String NUMBER = "+64271234567";
    private static final String JANE = "jane@shop.example";

    private final ClientWorld world = new ClientWorld();

    @AfterEach
    void stop() {
        world.close();
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
                "Authorization",
                "Basic " + ClientWorld.base64(ClientWorld.KEY + ":"),
                "Content-Type",
                "application/json");
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
}
