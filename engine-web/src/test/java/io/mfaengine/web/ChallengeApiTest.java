package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.Caller.Answer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows 15 to 18: codes without a page, and the challenge of an address that finds its user later. */
final class ChallengeApiTest {
    private static final String NUMBER = "+64271234567";
    private static final String SMS =
            "{\"verificationMethod\":\"SMS\",\"action\":\"signIn\",\"phoneNumber\":\"" + NUMBER + "\"}";

    private final World world = new World();
    private final Caller app = world.app();

    @AfterEach
    void stop() {
        world.close();
    }

    private String challenged(String body) {
        return app.post("/challenge", body).ok().text("challengeId");
    }

    private Answer verify(String challengeId, String code) {
        return app.post("/verify", "{\"challengeId\":\"" + challengeId + "\",\"verificationCode\":\"" + code + "\"}");
    }

    private Answer claim(String challengeId, String userId) {
        return app.post("/claim", "{\"challengeId\":\"" + challengeId + "\",\"userId\":\"" + userId + "\"}");
    }

    @Test
    void an_address_proves_itself_and_its_user_is_found_and_enrolled_by_that() {
        Answer challenge = app.post("/challenge", SMS).ok();
        assertThat(challenge.object().get("expiresAt").getAsLong())
                .isEqualTo(world.clock.instant().plus(Duration.ofMinutes(5)).getEpochSecond());
        assertThat(challenge.text("idempotencyKey")).isNotEmpty();
        String id = challenge.text("challengeId");
        Answer right = verify(id, world.outbox.lastCode(NUMBER)).ok();
        assertThat(right.flag("isVerified")).isTrue();
        assertThat(right.text("phoneNumber")).isEqualTo(NUMBER);
        assertThat(right.text("verificationMethod")).isEqualTo("SMS");
        Answer claimed = claim(id, "usr_1").ok();
        assertThat(claimed.text("verificationMethod")).isEqualTo("SMS");
        Answer valid = app.post("/validate", "{\"token\":\"" + claimed.text("token") + "\",\"userId\":\"usr_1\"}")
                .ok();
        assertThat(valid.flag("isValid")).isTrue();
        assertThat(valid.text("actionCode")).isEqualTo("signIn");
        assertThat(app.get("/users/usr_1").flag("isEnrolled")).isTrue();
        assertThat(app.get("/users/usr_1/authenticators").raw().body()).contains(NUMBER);
        assertThat(world.outbox.size()).isEqualTo(1);
    }

    @Test
    void a_user_who_holds_the_address_passes_with_it_and_with_no_other() {
        app.post("/users/usr_1/authenticators", "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"" + NUMBER + "\"}")
                .ok();
        app.post("/users/usr_2/authenticators", "{\"verificationMethod\":\"EMAIL_OTP\",\"email\":\"joe@acme.example\"}")
                .ok();
        String id = challenged(SMS);
        verify(id, world.outbox.lastCode(NUMBER)).ok();
        assertThat(claim(id, "usr_2").status()).isEqualTo(400);
        assertThat(app.get("/users/usr_2/authenticators").json().getAsJsonArray())
                .hasSize(1);
        String token = claim(id, "usr_1").ok().text("token");
        assertThat(app.post("/validate", "{\"token\":\"" + token + "\"}").flag("isValid"))
                .isTrue();
    }

    @Test
    @Requirement({"R13", "R58"})
    void a_challenge_is_claimed_by_one_user_only_and_again_by_the_same() {
        String id = challenged(SMS);
        verify(id, world.outbox.lastCode(NUMBER)).ok();
        long winners = IntStream.rangeClosed(1, 16)
                .parallel()
                .filter(user -> claim(id, "usr_" + user).status() == 200)
                .count();
        assertThat(winners).isEqualTo(1);
        long enrolled = IntStream.rangeClosed(1, 16)
                .filter(user -> app.get("/users/usr_" + user).flag("isEnrolled"))
                .count();
        assertThat(enrolled).isEqualTo(1);
        int winner = IntStream.rangeClosed(1, 16)
                .filter(user -> app.get("/users/usr_" + user).flag("isEnrolled"))
                .findFirst()
                .orElseThrow();
        assertThat(claim(id, "usr_" + winner).status()).isEqualTo(200);
    }

    @Test
    void what_was_not_verified_is_not_claimed_unless_that_is_said_and_then_proves_nothing() {
        String id = challenged(SMS);
        assertThat(claim(id, "usr_1").status()).isEqualTo(400);
        Answer skipped = app.post(
                        "/claim",
                        "{\"challengeId\":\"" + id + "\",\"userId\":\"usr_1\",\"skipVerificationCheck\":true}")
                .ok();
        assertThat(app.post("/validate", "{\"token\":\"" + skipped.text("token") + "\"}")
                        .flag("isValid"))
                .isFalse();
        verify(id, world.outbox.lastCode(NUMBER)).ok();
        world.clock.move(Duration.ofMinutes(2));
        assertThat(claim(id, "usr_1").status()).isEqualTo(400);
    }

    @Test
    void a_challenge_id_given_to_track_brings_what_was_proved() {
        String id = challenged(SMS);
        verify(id, world.outbox.lastCode(NUMBER)).ok();
        assertThat(app.post("/users/usr_1/actions/transfer", "{\"challengeId\":\"" + id + "\"}")
                        .status())
                .isEqualTo(400);
        Answer tracked = app.post("/users/usr_1/actions/signIn", "{\"challengeId\":\"" + id + "\"}")
                .ok();
        assertThat(tracked.text("state")).isEqualTo("CHALLENGE_SUCCEEDED");
    }

    @Test
    @Requirement({"R24", "R25"})
    void wrong_codes_are_counted_by_the_address_whatever_challenge_they_are_for() {
        String id = challenged(SMS);
        String wrong = world.outbox.wrongCode();
        for (int guess = 1; guess <= 4; guess++) {
            Answer refused = verify(id, wrong).ok();
            assertThat(refused.flag("isVerified")).isFalse();
            assertThat(refused.text("failureReason")).isEqualTo("CODE_INVALID_OR_EXPIRED");
        }
        assertThat(verify(id, wrong).ok().text("failureReason")).isEqualTo("MAX_ATTEMPTS_EXCEEDED");
        Answer locked = verify(id, world.outbox.lastCode(NUMBER));
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.text("error")).isEqualTo("too_many_requests");
        assertThat(locked.text("failureReason")).isEqualTo("MAX_ATTEMPTS_EXCEEDED");
        assertThat(locked.raw().headers().firstValue("Retry-After")).contains("30");
        Answer another = app.post("/challenge", SMS);
        assertThat(another.status()).isEqualTo(429);
        assertThat(another.raw().headers().firstValue("Retry-After")).contains("30");
    }

    @Test
    @Requirement("R10")
    void a_code_is_a_string_and_nothing_else() {
        String id = challenged(SMS);
        for (String value : new String[] {"null", "true", "123456", "[\"123456\"]", "{}"}) {
            assertThat(app.post("/verify", "{\"challengeId\":\"" + id + "\",\"verificationCode\":" + value + "}")
                            .status())
                    .isEqualTo(400);
        }
        assertThat(verify(id, "").ok().flag("isVerified")).isFalse();
        assertThat(verify("nonsense", "123456").status()).isEqualTo(400);
        assertThat(verify("SMS.nonsense", "123456").ok().flag("isVerified")).isFalse();
        assertThat(verify(id, world.outbox.lastCode(NUMBER)).flag("isVerified")).isTrue();
    }

    @Test
    @Requirement("R35")
    void a_code_is_sent_again_by_the_challenges_id_after_its_cool_down() {
        String id = challenged(SMS);
        String first = world.outbox.lastCode(NUMBER);
        String again = "{\"challengeId\":\"" + id + "\"}";
        assertThat(app.post("/challenge", again).status()).isEqualTo(429);
        world.clock.move(Duration.ofSeconds(30));
        assertThat(app.post("/challenge", again).ok().text("challengeId")).isEqualTo(id);
        assertThat(world.outbox.size()).isEqualTo(2);
        String second = world.outbox.lastCode(NUMBER);
        assertThat(first.equals(second) || !verify(id, first).flag("isVerified"))
                .isTrue();
        assertThat(verify(id, second).flag("isVerified")).isTrue();
    }

    @Test
    void a_known_user_is_challenged_at_what_they_hold_and_nowhere_else() {
        app.post("/users/usr_1/authenticators", "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"" + NUMBER + "\"}")
                .ok();
        String body = "{\"verificationMethod\":\"SMS\",\"action\":\"signIn\",\"userId\":\"usr_1\",\"phoneNumber\":\"";
        assertThat(app.post("/challenge", body + "+64279999999\"}").status()).isEqualTo(400);
        String id = challenged(body + "+64 27 123 4567\"}");
        assertThat(verify(id, world.outbox.lastCode(NUMBER)).flag("isVerified")).isTrue();
        assertThat(claim(id, "usr_2").status()).isEqualTo(400);
        assertThat(claim(id, "usr_1").ok().text("token")).isNotEmpty();
    }

    @Test
    void an_e_mail_address_is_challenged_too_and_what_is_out_of_bounds_is_refused() {
        String id = challenged(
                "{\"verificationMethod\":\"EMAIL_OTP\",\"action\":\"signIn\",\"email\":\"jane@acme.example\","
                        + "\"idempotencyKey\":\"k1\",\"ipAddress\":\"203.0.113.7\",\"locale\":\"de\"}");
        Answer right = verify(id, world.outbox.lastCode("jane@acme.example")).ok();
        assertThat(right.text("email")).isEqualTo("jane@acme.example");
        for (String body : new String[] {
            "{}",
            "{\"verificationMethod\":\"SMS\",\"action\":\"signIn\"}",
            "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"" + NUMBER + "\"}",
            "{\"verificationMethod\":\"SMS\",\"action\":\"sign in\",\"phoneNumber\":\"" + NUMBER + "\"}",
            "{\"verificationMethod\":\"SMS\",\"action\":\"signIn\",\"phoneNumber\":\"+12125551234\"}",
            "{\"verificationMethod\":\"EMAIL_OTP\",\"action\":\"signIn\",\"email\":\"nonsense\"}",
            "{\"verificationMethod\":\"PUSH\",\"action\":\"signIn\",\"phoneNumber\":\"" + NUMBER + "\"}",
            "{\"challengeId\":\"SMS.forged\"}",
        }) {
            assertThat(app.post("/challenge", body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void a_challenge_is_looked_up_also_as_the_java_sdk_asks() {
        String id = challenged(SMS);
        Answer open = app.get("/challenges?challengeId=" + id).ok();
        assertThat(open.text("action")).isEqualTo("signIn");
        assertThat(open.text("phoneNumber")).isEqualTo(NUMBER);
        assertThat(open.has("verificationMethod")).isFalse();
        verify(id, world.outbox.lastCode(NUMBER)).ok();
        Answer malformed = app.post(
                        "/challengeschallengeId=" + id + "&userId=usr_1", "{\"challengeId\":\"" + id + "\"}")
                .ok();
        assertThat(malformed.text("verificationMethod")).isEqualTo("SMS");
        assertThat(app.post("/challengeschallengeId=" + id, "{}").ok().text("challengeId"))
                .isEqualTo(id);
        assertThat(app.post("/challenges", "{}").ok().raw().body()).isEqualTo("{}");
        assertThat(app.get("/challenges").ok().raw().body()).isEqualTo("{}");
        assertThat(app.get("/challenges?challengeId=SMS.forged").ok().raw().body())
                .isEqualTo("{}");
        app.post("/users/usr_1/actions/pay", "{}").ok();
        assertThat(app.get("/challenges?userId=usr_1&action=pay").ok().text("action"))
                .isEqualTo("pay");
    }

    @Test
    @Requirement("R80")
    void looking_spends_nothing_however_often() {
        String id = challenged(SMS);
        for (int i = 0; i < 50; i++) {
            app.get("/challenges?challengeId=" + id).ok();
            assertThat(app.send("HEAD", "/challenges?challengeId=" + id, null).status())
                    .isEqualTo(200);
        }
        assertThat(verify(id, world.outbox.lastCode(NUMBER)).flag("isVerified")).isTrue();
        assertThat(world.outbox.size()).isEqualTo(1);
    }

    @Test
    @Requirement({"R62", "R85"})
    void who_stands_for_an_address_is_nobody_to_anybody() {
        String id = challenged(SMS);
        verify(id, world.outbox.lastCode(NUMBER)).ok();
        String token = id.substring(id.indexOf('.') + 1);
        String userId = world.mfa.getAction(Handle.of(token)).orElseThrow().id().userId();
        assertThat(userId).doesNotContain(NUMBER.substring(1));
        assertThat(app.get("/users").ok().object().getAsJsonArray("users")).isEmpty();
        assertThat(app.get("/users?phoneNumber=%2B64271234567").ok().object().getAsJsonArray("users"))
                .isEmpty();
        String path = "/users/" + userId.replace(":", "%3A");
        assertThat(app.get(path).status()).isEqualTo(404);
        assertThat(app.post(path + "/actions/signIn", "{}").status()).isEqualTo(404);
        assertThat(app.post("/validate", "{\"token\":\"" + token + "\"}").raw().body())
                .isEqualTo("{\"isValid\":false}");
        assertThat(claim(id, userId).status()).isEqualTo(404);
        assertThat(world.person(token).post("/client/init", "{}").status()).isNotEqualTo(200);
    }

    @Test
    @Requirement("R43")
    void who_is_bound_by_an_app_does_not_get_a_number_by_a_claim() {
        app.post(
                        "/users/usr_1/authenticators",
                        "{\"verificationMethod\":\"AUTHENTICATOR_APP\",\"otpUri\":\"otpauth://totp/a?secret="
                                + "A".repeat(32) + "\"}")
                .ok();
        String id = challenged(SMS);
        verify(id, world.outbox.lastCode(NUMBER)).ok();
        assertThat(claim(id, "usr_1").status()).isEqualTo(400);
        assertThat(app.get("/users/usr_1/authenticators").json().getAsJsonArray())
                .hasSize(1);
        assertThat(claim(id, "usr_2").status()).isEqualTo(200);
    }
}
