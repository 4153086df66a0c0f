package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.Caller.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guide's calls, with host and key replaced: what somebody tries first. */
final class GuideTest {
    private final World world = new World();
    private final Caller app = world.app();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    @Requirement("R77")
    void the_four_calls_of_the_guide_enrol_a_user_and_a_challenge_goes_to_their_number() {
        Answer unknown = app.get("/users/usr_123").ok();
        assertThat(unknown.flag("isEnrolled")).isFalse();

        Answer enroll = app.post("/users/usr_123/actions/enroll", "{\"redirectUrl\": \"https://example.app\"}")
                .ok();
        assertThat(enroll.text("state")).isEqualTo("ALLOW");
        assertThat(enroll.flag("isEnrolled")).isFalse();
        assertThat(enroll.text("url")).isEqualTo("https://mfa.example/?token=" + enroll.text("token"));
        assertThat(enroll.text("idempotencyKey")).isNotEmpty();

        String manage = "{\"redirectUrl\": \"https://example.app/settings/mfa\"}";
        assertThat(app.post("/users/usr_123/actions/manageSettings", manage)
                        .ok()
                        .text("state"))
                .isEqualTo("ALLOW");
        String settings = "{\"redirectUrl\": \"https://example.app/settings/mfa\", \"redirectToSettings\": true}";
        assertThat(app.post("/users/usr_123/actions/manageSettings", settings)
                        .ok()
                        .text("state"))
                .isEqualTo("ALLOW");

        Answer enrolled = app.post(
                        "/users/usr_123/authenticators", "{\"oobChannel\": \"SMS\", \"phoneNumber\": \"+64271234567\"}")
                .ok();
        assertThat(enrolled.object()
                        .getAsJsonObject("authenticator")
                        .get("phoneNumber")
                        .getAsString())
                .isEqualTo("+64271234567");
        assertThat(enrolled.object().getAsJsonArray("recoveryCodes")).hasSize(10);

        Answer known = app.get("/users/usr_123").ok();
        assertThat(known.flag("isEnrolled")).isTrue();
        assertThat(known.object().getAsJsonArray("enrolledVerificationMethods").toString())
                .contains("\"SMS\"");
        assertThat(known.text("defaultVerificationMethod")).isEqualTo("SMS");
        assertThat(world.outbox.size()).isZero();

        Answer signIn = app.post("/users/usr_123/actions/signIn", "{}").ok();
        assertThat(signIn.text("state")).isEqualTo("CHALLENGE_REQUIRED");
        world.mfa
                .session(io.mfaengine.model.Handle.of(signIn.text("token")))
                .orElseThrow()
                .challenge(io.mfaengine.model.AuthenticatorType.SMS)
                .open();
        assertThat(world.outbox.last("+64271234567").text()).contains(world.outbox.lastCode("+64271234567"));
    }

    @Test
    @Requirement("R77")
    void a_redirect_that_nobody_listed_is_refused_and_the_setting_named() {
        Answer refused = app.post("/users/usr_123/actions/enroll", "{\"redirectUrl\": \"https://evil.example\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
        assertThat(refused.text("errorDescription")).contains("redirectUrl");
        assertThat(app.get("/users/usr_123/actions").ok().json().getAsJsonArray())
                .isEmpty();
    }
}
