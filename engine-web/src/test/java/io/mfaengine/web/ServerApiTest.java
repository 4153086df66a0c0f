package io.mfaengine.web;

import static io.mfaengine.web.Caller.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.Caller.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Server API, row by row: users, authenticators and actions. */
final class ServerApiTest {
    private static final String NUMBER = "+64271234567";

    private final World world = new World();
    private final Caller app = world.app();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    @Requirement("R84")
    void a_wrong_key_is_told_so_in_the_words_that_sdks_expect() {
        Answer refused = Caller.basic(world.server.url(), "invalid_secret").get("/users/usr_1");
        is(refused, 401, "unauthorized");
        assertThat(refused.text("errorDescription"))
                .isEqualTo("The request is unauthorized. Check that your API key and region base URL are correctly"
                        + " configured.");
        is(Caller.bearer(world.server.url(), World.KEY).get("/users/usr_1"), 401, "unauthorized");
        is(Caller.basic(world.server.url(), "").get("/users/usr_1"), 401, "unauthorized");
    }

    @Test
    void a_key_is_rolled_while_requests_go_on() {
        Secret next = Secret.of("sk_next_0123456789abcdefghij");
        world.keys.add(next);
        Caller later = Caller.basic(world.server.url(), next.reveal());
        assertThat(app.get("/users/usr_1").status()).isEqualTo(200);
        assertThat(later.get("/users/usr_1").status()).isEqualTo(200);
        world.keys.remove(Secret.of(World.KEY));
        is(app.get("/users/usr_1"), 401, "unauthorized");
        assertThat(later.get("/users/usr_1").status()).isEqualTo(200);
    }

    @Test
    @Requirement("R62")
    void an_actions_token_is_no_key_of_the_server_api() {
        String token = app.post("/users/usr_1/actions/signIn", "{}").ok().text("token");
        is(Caller.basic(world.server.url(), token).get("/users/usr_1"), 401, "unauthorized");
        is(Caller.bearer(world.server.url(), token).get("/users/usr_1"), 401, "unauthorized");
    }

    @Test
    void a_user_is_updated_by_patch_and_by_post_and_what_is_not_named_stays() {
        Answer created = app.patch(
                        "/users/usr_1",
                        "{\"email\":\"jane@acme.example\",\"emailVerified\":true,\"username\":\"jane\","
                                + "\"displayName\":\"Jane\",\"locale\":\"de-DE\","
                                + "\"custom\":{\"plan\":\"gold\",\"seats\":5,\"beta\":true,\"groups\":[\"a\",\"b\"]}}")
                .ok();
        assertThat(created.flag("emailVerified")).isTrue();
        assertThat(created.flag("phoneNumberVerified")).isFalse();
        Answer updated = app.post("/users/usr_1", "{\"phoneNumber\":\"" + NUMBER + "\",\"username\":null}")
                .ok();
        assertThat(updated.text("email")).isEqualTo("jane@acme.example");
        assertThat(updated.text("phoneNumber")).isEqualTo(NUMBER);
        assertThat(updated.text("username")).isEqualTo("jane");
        JsonObject custom = app.get("/users/usr_1").ok().object().getAsJsonObject("custom");
        assertThat(custom.toString())
                .isEqualTo("{\"beta\":true,\"groups\":[\"a\",\"b\"],\"plan\":\"gold\",\"seats\":5}");
        assertThat(app.get("/users/usr_1").text("locale")).isEqualTo("de-DE");
        app.post("/users/usr_1", "{\"custom\":{\"seats\":null}}").ok();
        assertThat(app.get("/users/usr_1").object().getAsJsonObject("custom").has("seats"))
                .isFalse();
        assertThat(app.post("/users/usr_1", "{\"emailVerified\":false}").ok().flag("emailVerified"))
                .isFalse();
        assertThat(app.post("/users/usr_1", "{\"emailVerified\":true}").ok().flag("emailVerified"))
                .isTrue();
    }

    @Test
    void an_update_that_can_not_be_right_is_refused_by_name_and_changes_nothing() {
        is(app.patch("/users/usr_1", "{\"email\":\"nonsense\"}"), 400, "invalid_request");
        is(app.patch("/users/usr_1", "{\"email\":17}"), 400, "invalid_request");
        is(app.patch("/users/usr_1", "{\"locale\":\"not a tag\"}"), 400, "invalid_request");
        is(app.patch("/users/usr_1", "{\"custom\":{\"deep\":{\"er\":1}}}"), 400, "invalid_request");
        is(app.patch("/users/usr_1", "{\"defaultVerificationMethod\":\"SMS\"}"), 400, "invalid_request");
        assertThat(app.patch("/users/usr_1", "{\"email\":17}").text("errorDescription"))
                .isEqualTo("email must be a string");
        assertThat(app.get("/users").ok().object().getAsJsonArray("users")).isEmpty();
    }

    @Test
    void a_verified_number_moves_the_authenticator_and_the_default_can_be_chosen() {
        app.texted("usr_1", NUMBER);
        app.post(
                        "/users/usr_1/authenticators",
                        "{\"verificationMethod\":\"EMAIL_OTP\",\"email\":\"jane@acme.example\",\"isDefault\":true}")
                .ok();
        assertThat(app.get("/users/usr_1").text("defaultVerificationMethod")).isEqualTo("EMAIL_OTP");
        Answer updated = app.patch(
                        "/users/usr_1",
                        "{\"phoneNumber\":\"+64279999999\",\"phoneNumberVerified\":true,"
                                + "\"defaultVerificationMethod\":\"SMS\"}")
                .ok();
        assertThat(updated.text("defaultVerificationMethod")).isEqualTo("SMS");
        assertThat(app.get("/users/usr_1/authenticators").raw().body())
                .contains("+64279999999")
                .doesNotContain(NUMBER);
    }

    @Test
    void a_deleted_user_is_not_enrolled_and_deleting_again_is_no_error() {
        app.texted("usr_1", NUMBER);
        assertThat(app.delete("/users/usr_1").ok().flag("success")).isTrue();
        assertThat(app.get("/users/usr_1").ok().flag("isEnrolled")).isFalse();
        assertThat(app.delete("/users/usr_1?actions=true").ok().flag("success")).isTrue();
    }

    @Test
    void users_are_found_by_what_is_known_of_them_and_listed_page_by_page() {
        for (int i = 1; i <= 5; i++) {
            app.patch("/users/usr_" + i, "{\"username\":\"jane" + i % 2 + "\",\"email\":\"j" + i + "@acme.example\"}")
                    .ok();
        }
        assertThat(ids(app.get("/users?username=JANE1").ok())).isEqualTo("usr_1 usr_3 usr_5");
        assertThat(ids(app.get("/users?email=j2%40acme.example").ok())).isEqualTo("usr_2");
        assertThat(ids(app.get("/users?email=j2%40acme.example&username=jane1").ok()))
                .isEmpty();
        Answer first = app.get("/users?limit=2").ok();
        assertThat(ids(first)).isEqualTo("usr_1 usr_2");
        Answer second = app.get("/users?limit=3&lastEvaluatedUserId=" + first.text("lastEvaluatedUserId"))
                .ok();
        assertThat(ids(second)).isEqualTo("usr_3 usr_4 usr_5");
        is(app.get("/users?limit=0"), 400, "invalid_request");
        is(app.get("/users?email=nonsense"), 400, "invalid_request");
        is(app.get("/users?limit=1&limit=2"), 400, "invalid_request");
        String token = app.post("/users/usr_4/actions/signIn", "{}").ok().text("token");
        Answer byToken = app.get("/users?token=" + token).ok();
        assertThat(ids(byToken)).isEqualTo("usr_4");
        assertThat(byToken.object()
                        .getAsJsonObject("tokenPayload")
                        .getAsJsonObject("other")
                        .get("actionCode")
                        .getAsString())
                .isEqualTo("signIn");
        assertThat(ids(app.get("/users?token=forged").ok())).isEmpty();
    }

    private static String ids(Answer answer) {
        StringBuilder ids = new StringBuilder();
        answer.object()
                .getAsJsonArray("users")
                .forEach(user -> ids.append(' ')
                        .append(user.getAsJsonObject().get("userId").getAsString()));
        return ids.toString().strip();
    }

    @Test
    void the_types_of_the_tenant_are_listed_with_those_that_are_off() {
        Settings unused = world.mfa.operator("jane").updateSettings(settings -> settings.off(AuthenticatorType.SMS));
        JsonArray types = app.get("/authenticators").ok().json().getAsJsonArray();
        assertThat(types.toString())
                .contains("{\"authenticatorId\":\"SMS\",\"verificationMethod\":\"SMS\",\"isActive\":false")
                .contains("\"verificationMethod\":\"EMAIL_OTP\",\"isActive\":true");
        assertThat(types).hasSize(6);
        assertThat(app.get("/users/usr_1").raw().body()).doesNotContain("\"SMS\"");
    }

    @Test
    @Requirement({"R49", "R85"})
    void authenticators_are_enrolled_listed_and_removed_and_those_of_others_look_missing() {
        String mine = app.texted("usr_1", NUMBER)
                .object()
                .getAsJsonObject("authenticator")
                .get("userAuthenticatorId")
                .getAsString();
        app.texted("usr_2", NUMBER);
        Answer again = app.texted("usr_1", NUMBER);
        assertThat(again.object()
                        .getAsJsonObject("authenticator")
                        .get("userAuthenticatorId")
                        .getAsString())
                .isEqualTo(mine);
        assertThat(again.has("recoveryCodes")).isFalse();
        assertThat(app.get("/users/usr_1/authenticators").ok().json().getAsJsonArray())
                .hasSize(1);
        Answer others = app.delete("/users/usr_2/authenticators/" + mine);
        Answer random = app.delete("/users/usr_2/authenticators/Zm9vYmFy");
        is(others, 404, "not_found");
        assertThat(others.raw().body()).isEqualTo(random.raw().body());
        assertThat(app.delete("/users/usr_1/authenticators/" + mine).status()).isEqualTo(200);
        assertThat(app.get("/users/usr_1/authenticators").ok().json().getAsJsonArray())
                .isEmpty();
        assertThat(app.get("/users/usr_1").flag("isEnrolled")).isFalse();
        assertThat(app.get("/users/nobody/authenticators").ok().json().getAsJsonArray())
                .isEmpty();
        assertThat(world.outbox.size()).isZero();
    }

    @Test
    void an_enrolment_that_can_not_be_is_refused() {
        is(app.post("/users/usr_1/authenticators", "{}"), 400, "invalid_request");
        is(app.post("/users/usr_1/authenticators", "{\"verificationMethod\":\"SMS\"}"), 400, "invalid_request");
        is(
                app.post("/users/usr_1/authenticators", "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"17\"}"),
                400,
                "invalid_request");
        is(
                app.post(
                        "/users/usr_1/authenticators",
                        "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"+12125551234\"}"),
                400,
                "invalid_request");
        is(app.post("/users/usr_1/authenticators", "{\"verificationMethod\":\"PUSH\"}"), 400, "invalid_request");
        String weak = "otpauth://totp/a?secret=" + "A".repeat(16);
        is(
                app.post(
                        "/users/usr_1/authenticators",
                        "{\"verificationMethod\":\"AUTHENTICATOR_APP\",\"otpUri\":\"" + weak + "\"}"),
                400,
                "invalid_request");
        String strong = "otpauth://totp/a?secret=" + "A".repeat(32);
        app.post(
                        "/users/usr_1/authenticators",
                        "{\"verificationMethod\":\"AUTHENTICATOR_APP\",\"otpUri\":\"" + strong + "\"}")
                .ok();
        assertThat(app.get("/users/usr_1/authenticators").raw().body()).doesNotContain("AAAA");
    }

    @Test
    void an_action_is_tracked_with_all_that_sdks_send() {
        Answer tracked = app.post(
                        "/users/usr_1/actions/signIn",
                        "{\"idempotencyKey\":\"k1\",\"redirectUrl\":\"https://example.app?state=7\","
                                + "\"redirectToSettings\":false,\"email\":\"jane@acme.example\",\"phoneNumber\":\""
                                + NUMBER
                                + "\",\"username\":\"jane\",\"ipAddress\":\"203.0.113.7\",\"userAgent\":\"x\","
                                + "\"deviceId\":\"d\",\"scope\":\"read:authenticators add:authenticators\","
                                + "\"custom\":{\"groups\":[\"a\"]},\"locale\":\"en\",\"customDomain\":\"x\"}")
                .ok();
        assertThat(tracked.text("idempotencyKey")).isEqualTo("k1");
        assertThat(app.get("/users/usr_1").text("email")).isEqualTo("jane@acme.example");
        Answer again = app.post("/users/usr_1/actions/signIn", "{\"idempotencyKey\":\"k1\"}")
                .ok();
        assertThat(again.text("state")).isEqualTo(tracked.text("state"));
        assertThat(app.get("/users/usr_1/actions").json().getAsJsonArray()).hasSize(1);
    }

    @Test
    void an_action_that_can_not_be_is_refused() {
        is(app.post("/users/usr_1/actions/sign%20in", "{}"), 400, "invalid_request");
        is(app.post("/users/usr_1/actions/" + "a".repeat(65), "{}"), 400, "invalid_request");
        is(app.post("/users/usr_1/actions/signIn", "{\"ipAddress\":\"localhost\"}"), 400, "invalid_request");
        is(app.post("/users/usr_1/actions/signIn", "{\"redirectToSettings\":\"yes\"}"), 400, "invalid_request");
        is(app.post("/users/usr_1/actions/signIn", "{\"custom\":[1]}"), 400, "invalid_request");
        is(app.post("/users/usr_1/actions/signIn", "{\"challengeId\":\"x\"}"), 400, "invalid_request");
    }

    @Test
    void without_any_type_switched_on_nothing_can_be_tracked() {
        Settings unused = world.mfa.operator("jane").updateSettings(settings -> {
            var off = settings;
            for (var type : world.mfa.getUser("usr_1").permitted()) {
                off = off.off(type);
            }
            return off;
        });
        is(app.post("/users/usr_1/actions/signIn", "{}"), 400, "AUTHENTICATOR_NOT_FOUND");
    }

    @Test
    @Requirement("R85")
    void an_action_is_read_ruled_and_listed_and_those_of_others_look_missing() {
        app.texted("usr_1", NUMBER);
        String key = app.post("/users/usr_1/actions/signIn", "{}").ok().text("idempotencyKey");
        String path = "/users/usr_1/actions/signIn/" + key;
        assertThat(app.get(path).ok().text("state")).isEqualTo("CHALLENGE_REQUIRED");
        Answer reviewed = app.patch(path, "{\"state\":\"REVIEW_REQUIRED\"}").ok();
        assertThat(reviewed.text("state")).isEqualTo("REVIEW_REQUIRED");
        assertThat(app.patch(path, "{\"state\":\"REVIEW_REQUIRED\"}").status()).isEqualTo(200);
        is(app.patch(path, "{\"state\":\"CHALLENGE_SUCCEEDED\"}"), 400, "invalid_request");
        is(app.patch(path, "{\"state\":\"NONSENSE\"}"), 400, "invalid_request");
        is(app.patch(path, "{}"), 400, "invalid_request");
        Answer others = app.get("/users/usr_2/actions/signIn/" + key);
        is(others, 404, "not_found");
        assertThat(others.raw().body())
                .isEqualTo(app.get("/users/usr_2/actions/signIn/k").raw().body());
        is(app.patch("/users/usr_2/actions/signIn/" + key, "{\"state\":\"BLOCK\"}"), 404, "not_found");

        world.clock.move(Duration.ofHours(1));
        app.post("/users/usr_1/actions/transfer", "{}").ok();
        assertThat(codes(app.get("/users/usr_1/actions").ok())).isEqualTo("transfer signIn");
        assertThat(codes(app.get("/users/usr_1/actions?codes=signIn").ok())).isEqualTo("signIn");
        assertThat(codes(app.get("/users/usr_1/actions?codes=signIn,transfer").ok()))
                .isEqualTo("transfer signIn");
        assertThat(codes(app.get("/users/usr_1/actions?state=REVIEW_REQUIRED").ok()))
                .isEqualTo("signIn");
        assertThat(codes(app.get("/users/usr_1/actions?fromDate=2026-11-28T09:30:00Z")
                        .ok()))
                .isEqualTo("transfer");
        is(app.get("/users/usr_1/actions?fromDate=yesterday"), 400, "invalid_request");
        is(app.get("/users/usr_1/actions?state=NONSENSE"), 400, "invalid_request");
        assertThat(app.get("/users/nobody/actions").ok().json().getAsJsonArray())
                .isEmpty();
    }

    private static String codes(Answer answer) {
        StringBuilder codes = new StringBuilder();
        answer.json()
                .getAsJsonArray()
                .forEach(action -> codes.append(' ')
                        .append(action.getAsJsonObject().get("actionCode").getAsString()));
        return codes.toString().strip();
    }
}
