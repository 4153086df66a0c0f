package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.mfaengine.web.Wire.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Requests as the Java SDK 2.10.1 sends them: ids not encoded, POST for an update, {@code Content-Length: 0} on GET and
 * DELETE, no {@code Accept}, a look-up without its question mark; and answers whose shape its models take.
 */
final class JavaSdkTest {
    private static final byte[] NOTHING = {};

    private final World world = new World();

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonElement get(String method, String path) {
        return ok(Wire.send(
                world.server.port(),
                NOTHING,
                method + " /v1" + path + " HTTP/1.1",
                Wire.KEY,
                "X-Authsignal-Version: 2.10.1",
                "User-Agent: authsignal-java",
                "Content-Length: 0"));
    }

    @CanIgnoreReturnValue
    private JsonElement send(String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ok(Wire.send(
                world.server.port(),
                bytes,
                method + " /v1" + path + " HTTP/1.1",
                Wire.KEY,
                "X-Authsignal-Version: 2.10.1",
                "User-Agent: Java-http-client/17",
                "Content-Type: application/json",
                "Content-Length: " + bytes.length));
    }

    private static JsonElement ok(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return JsonParser.parseString(reply.body());
    }

    @Test
    void a_user_lives_as_the_java_sdk_sees_them() {
        String user = "/users/auth0|usr@acme.example;v=1,(a)!";
        send("POST", user + "/authenticators", "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"+64271234567\"}");
        JsonObject got = get("GET", user).getAsJsonObject();
        assertThat(got.get("isEnrolled").getAsBoolean()).isTrue();
        assertThat(got.get("userId").getAsString()).isEqualTo("auth0|usr@acme.example;v=1,(a)!");
        JsonObject updated = send("POST", user, "{\"displayName\":\"Jane\",\"custom\":{\"foo\":\"bar\"}}")
                .getAsJsonObject();
        assertThat(updated.get("displayName").getAsString()).isEqualTo("Jane");
        updated.getAsJsonObject("custom")
                .entrySet()
                .forEach(value -> assertThat(value.getValue().isJsonPrimitive()).isTrue());
        JsonArray held = get("GET", user + "/authenticators").getAsJsonArray();
        assertThat(held).hasSize(1);
        String id = held.get(0).getAsJsonObject().get("userAuthenticatorId").getAsString();

        JsonObject tracked = send("POST", user + "/actions/signIn", "{}").getAsJsonObject();
        assertThat(tracked.get("state").getAsString()).isEqualTo("CHALLENGE_REQUIRED");
        String key = tracked.get("idempotencyKey").getAsString();
        assertThat(get("GET", user + "/actions/signIn/" + key)
                        .getAsJsonObject()
                        .get("state")
                        .getAsString())
                .isEqualTo("CHALLENGE_REQUIRED");
        assertThat(send("PATCH", user + "/actions/signIn/" + key, "{\"state\":\"REVIEW_REQUIRED\"}")
                        .getAsJsonObject()
                        .get("state")
                        .getAsString())
                .isEqualTo("REVIEW_REQUIRED");
        assertThat(get("GET", user + "/actions").isJsonArray()).isTrue();
        JsonObject validated = send(
                        "POST",
                        "/validate",
                        "{\"token\":\"" + tracked.get("token").getAsString() + "\"}")
                .getAsJsonObject();
        assertThat(validated.get("actionCode").getAsString()).isEqualTo("signIn");
        assertThat(validated.get("isValid").getAsBoolean()).isFalse();

        assertThat(get("DELETE", user + "/authenticators/" + id).isJsonObject()).isTrue();
        assertThat(get("DELETE", user).isJsonObject()).isTrue();
        assertThat(get("GET", user).getAsJsonObject().get("isEnrolled").getAsBoolean())
                .isFalse();
    }

    @Test
    void an_address_is_challenged_verified_claimed_and_looked_up() {
        JsonObject challenge = send(
                        "POST",
                        "/challenge",
                        "{\"verificationMethod\":\"SMS\",\"action\":\"signIn\",\"phoneNumber\":\"+64271234567\"}")
                .getAsJsonObject();
        // its model reads an int, so milliseconds would be too many
        assertThat(challenge.get("expiresAt").getAsLong()).isBetween(1L, (long) Integer.MAX_VALUE);
        String id = challenge.get("challengeId").getAsString();
        JsonObject open = send(
                        "POST", "/challengeschallengeId=" + id + "&action=signIn", "{\"challengeId\":\"" + id + "\"}")
                .getAsJsonObject();
        assertThat(open.get("challengeId").getAsString()).isEqualTo(id);
        String code = world.outbox.lastCode("+64271234567");
        assertThat(send("POST", "/verify", "{\"challengeId\":\"" + id + "\",\"verificationCode\":\"" + code + "\"}")
                        .getAsJsonObject()
                        .get("isVerified")
                        .getAsBoolean())
                .isTrue();
        assertThat(send("POST", "/claim", "{\"challengeId\":\"" + id + "\",\"userId\":\"usr_1\"}")
                        .getAsJsonObject()
                        .get("token")
                        .getAsString())
                .isNotEmpty();
    }

    @Test
    void an_id_that_was_encoded_is_the_same_and_one_with_a_slash_is_possible() {
        send("POST", "/users/a%7Cb", "{\"displayName\":\"Jane\"}");
        assertThat(get("GET", "/users/a|b").getAsJsonObject().get("displayName").getAsString())
                .isEqualTo("Jane");
        send("POST", "/users/a%2Fb%20c%3Fd%C3%A9", "{\"displayName\":\"Joe\"}");
        assertThat(world.mfa.getUser("a/b c?dé").displayName()).isEqualTo("Joe");
        assertThat(get("GET", "/users/a+b").getAsJsonObject().get("userId").getAsString())
                .isEqualTo("a+b");
    }
}
