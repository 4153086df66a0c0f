package io.mfaengine.web.client;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.web.client.ClientWorld.ORIGIN;
import static io.mfaengine.web.client.ClientWorld.OTHER_ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.client.ClientWorld.Answer;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may call: those of the listed origins, and no page like them. */
class CorsTest {
    private final ClientWorld world = new ClientWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private Answer preflight(String path, String origin, String method) {
        return world.send(
                "OPTIONS",
                path,
                Map.of(
                        "Origin", origin,
                        "Access-Control-Request-Method", method,
                        "Access-Control-Request-Headers", "authorization,content-type"),
                null);
    }

    private Answer call(String origin, Handle token) {
        Map<String, String> headers = Map.of(
                "Origin", origin, "Authorization", "Bearer " + token.value(), "Content-Type", "application/json");
        return world.send("POST", "/v1/client/challenge/sms", headers, null);
    }

    @Test
    void aListedPageMayAskAndCallAndWithCredentials() {
        Answer asked = preflight("/v1/client/challenge/sms", ORIGIN, "POST");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.text()).isEmpty();
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(asked.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(asked.header("Access-Control-Allow-Headers")).isEqualTo("authorization, content-type");
        assertThat(asked.header("Vary")).contains("Origin");

        world.adopted("usr_1", SMS, "+64271234567");
        Answer called = call(ORIGIN, world.track("usr_1", "sign-in"));
        called.ok();
        assertThat(called.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(called.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(called.header("Vary")).contains("Origin");
    }

    @Test
    void aListedPageReadsWhyItWasRefusedAndHowLongToWait() {
        world.adopted("usr_1", SMS, "+64271234567");
        Handle token = world.track("usr_1", "sign-in");
        call(ORIGIN, token).ok();
        Answer soon = call(ORIGIN, token);
        soon.failed(429, "too_many_requests");
        assertThat(soon.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(soon.header("Access-Control-Expose-Headers")).isEqualTo("Retry-After");
        world.clock.move(Duration.ofMinutes(10));
        for (Answer refused : List.of(call(ORIGIN, token), call(ORIGIN, Handle.of("forged")))) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example:443",
                "https://app.example/",
                "https://app.example.evil.example",
                "https://evilapp.example",
                "https://x.app.example",
                "https://APP.example",
                "https://app.example@evil.example",
                "null",
                "*",
                "https://*.example",
                "https://app.example, https://evil.example",
            })
    @Requirement("R79")
    void noPageLikeAListedOneMayAskOrCall(String origin) {
        world.adopted("usr_1", SMS, "+64271234567");
        Answer asked = preflight("/v1/client/challenge/sms", origin, "POST");
        asked.failed(403, "origin_not_allowed");
        Answer called = call(origin, world.track("usr_1", "sign-in"));
        called.failed(403, "origin_not_allowed");
        for (Answer answer : List.of(asked, called)) {
            assertThat(ClientWorld.cors(answer)).isEmpty();
            assertThat(answer.header("Vary")).contains("Origin");
        }
        assertThat(world.outbox.size()).isZero();
    }

    @Test
    @Requirement({"R79", "R85"})
    void aPageOfAnotherTenantDoesNothingWithATokenOfThisOne() {
        world.adopted("usr_1", SMS, "+64271234567");
        call(OTHER_ORIGIN, world.track("usr_1", "sign-in")).failed(403, "origin_not_allowed");
        assertThat(world.outbox.size()).isZero();
    }

    @Test
    void twoOriginsAreNone() {
        HttpRequest twice = HttpRequest.newBuilder(URI.create(world.server.url() + "/v1/client/init"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header(
                        "Authorization",
                        "Bearer " + world.track("usr_1", "sign-in").value())
                .header("Origin", ORIGIN)
                .header("Origin", ORIGIN)
                .build();
        Answer answer = world.send(twice);
        answer.failed(400, "invalid_request");
        assertThat(ClientWorld.cors(answer)).isEmpty();
    }

    @Test
    void whoIsNoPageCallsWithoutAnOrigin() {
        Answer answer = world.post("init", world.track("usr_1", "sign-in"), null);
        answer.ok();
        assertThat(ClientWorld.cors(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users/usr_1", "/v1/validate", "/v1/users/usr_1/authenticators", "/v1/nothing", "/"})
    void noPageCallsTheServerApi(String path) {
        Answer asked = preflight(path, ORIGIN, "GET");
        assertThat(asked.status()).isBetween(400, 499);
        assertThat(ClientWorld.cors(asked)).isEmpty();
        Answer called = world.send(
                "GET",
                path,
                Map.of("Origin", ORIGIN, "Authorization", "Basic " + ClientWorld.base64(ClientWorld.KEY + ":")),
                null);
        assertThat(ClientWorld.cors(called)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ORIGIN, "https://evil.example", "null"})
    @Requirement("R79")
    void noPageUsesASecretKeyThatABrowserKnows(String origin) {
        Map<String, String> headers =
                Map.of("Origin", origin, "Authorization", "Basic " + ClientWorld.base64(ClientWorld.KEY + ":"));
        world.send("POST", "/v1/users/usr_1/actions/sign-in", headers, null).failed(403, "origin_not_allowed");
        world.send("DELETE", "/v1/users/usr_1", headers, null).failed(403, "origin_not_allowed");
    }

    @Test
    void optionsThatAskNothingAreAMethodThatIsNotThere() {
        world.send("OPTIONS", "/v1/client/init", Map.of("Origin", ORIGIN), null).failed(405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://app.example/",
                "https://app.example/path",
                "https://app.example?x",
                "https://user@app.example",
                "https://App.example",
                "https://app.example:443",
                "http://app.example:80",
                "https://app.example:",
                "https://*.example",
                "app.example",
                "ftp://app.example",
                "https://",
                "https://app.example:99999",
            })
    void anOriginThatNoBrowserSendsIsNotListed(String origin) {
        Tenant tenant = Tenant.of(world.mfa, SecretKeys.of());
        assertThatIllegalArgumentException().isThrownBy(() -> tenant.origin(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://app.example", "http://localhost:8080", "http://127.0.0.1:3000", "http://[::1]:3000"})
    void anOriginAsBrowsersSendItIsListed(String origin) {
        assertThat(Tenant.of(world.mfa, SecretKeys.of()).origin(origin).origins())
                .contains(origin);
    }
}
