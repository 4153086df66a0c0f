package io.mfaengine.web;

import static io.mfaengine.web.Caller.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.Caller.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row 14: whether a challenge was passed. */
final class ValidateApiTest {
    private static final String NUMBER = "+64271234567";

    private final World world = new World();
    private final Caller app = world.app();

    @AfterEach
    void stop() {
        world.close();
    }

    /** The token of an action whose challenge was passed. */
    private String passed(String userId) {
        Answer tracked = app.post("/users/" + userId + "/actions/signIn", "{}").ok();
        var session = world.mfa.session(Handle.of(tracked.text("token"))).orElseThrow();
        session.challenge(AuthenticatorType.SMS).open();
        session.verify(AuthenticatorType.SMS, world.outbox.lastCode(NUMBER)).accepted();
        return tracked.text("token");
    }

    @Test
    @Requirement({"R58", "R67"})
    void a_passed_challenge_is_valid_and_a_repeated_request_gets_the_same_answer_for_two_minutes() {
        app.texted("usr_1", NUMBER);
        String token = passed("usr_1");
        String body = "{\"token\":\"" + token + "\",\"userId\":\"usr_1\",\"action\":\"signIn\"}";
        Answer valid = app.post("/validate", body).ok();
        assertThat(valid.flag("isValid")).isTrue();
        assertThat(valid.text("state")).isEqualTo("CHALLENGE_SUCCEEDED");
        assertThat(valid.text("actionCode")).isEqualTo("signIn");
        assertThat(valid.text("userId")).isEqualTo("usr_1");
        assertThat(valid.text("verificationMethod")).isEqualTo("SMS");
        assertThat(app.post("/validate", body).raw().body())
                .isEqualTo(valid.raw().body());
        world.clock.move(Duration.ofMinutes(2));
        assertThat(app.post("/validate", body).ok().flag("isValid")).isFalse();
    }

    @Test
    @Requirement("R58")
    void a_strict_tenant_hears_once_that_a_challenge_was_passed() {
        try (World strict = new World(tenant -> tenant.validatesStrictly())) {
            Caller to = strict.app();
            to.post(
                            "/users/usr_1/authenticators",
                            "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"" + NUMBER + "\"}")
                    .ok();
            String token = to.post("/users/usr_1/actions/signIn", "{}").ok().text("token");
            var session = strict.mfa.session(Handle.of(token)).orElseThrow();
            session.challenge(AuthenticatorType.SMS).open();
            session.verify(AuthenticatorType.SMS, strict.outbox.lastCode(NUMBER))
                    .accepted();
            assertThat(to.post("/validate", "{\"token\":\"" + token + "\"}").flag("isValid"))
                    .isTrue();
            assertThat(to.post("/validate", "{\"token\":\"" + token + "\"}").flag("isValid"))
                    .isFalse();
        }
    }

    @Test
    @Requirement({"R58", "R63"})
    void what_was_not_passed_is_not_valid_and_says_where_it_is() {
        app.texted("usr_1", NUMBER);
        String token = app.post("/users/usr_1/actions/Login", "{}").ok().text("token");
        Answer open = app.post("/validate", "{\"token\":\"" + token + "\",\"success\":true}")
                .ok();
        assertThat(open.flag("isValid")).isFalse();
        assertThat(open.text("state")).isEqualTo("CHALLENGE_REQUIRED");
        assertThat(open.text("actionCode")).isEqualTo("Login");
        assertThat(open.text("userId")).isEqualTo("usr_1");
        assertThat(app.post("/validate", "{\"token\":\"garbage\"}").ok().raw().body())
                .isEqualTo("{\"isValid\":false}");
        is(app.post("/validate", "{}"), 400, "invalid_request");
        String passed = passed("usr_1");
        is(app.post("/validate", "{\"token\":\"" + passed + "\",\"userId\":\"usr_2\"}"), 400, "User is invalid.");
        assertThat(app.post("/validate", "{\"token\":\"" + passed + "\",\"action\":\"transfer\"}")
                        .ok()
                        .flag("isValid"))
                .isFalse();
    }
}
