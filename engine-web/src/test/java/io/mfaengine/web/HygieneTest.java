package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.MfaHttp.Access;
import io.mfaengine.web.Wire.Reply;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every request and every response, whatever it is about. */
final class HygieneTest {
    private static final byte[] NOTHING = {};

    private final List<Access> log = Collections.synchronizedList(new ArrayList<>());
    private final World world =
            new World(tenant -> tenant, surface -> surface.accessLog(log::add).trustedProxy("10.0.0.0/8"));

    @AfterEach
    void stop() {
        world.close();
    }

    private static void isJsonError(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        JsonObject body = JsonParser.parseString(reply.body()).getAsJsonObject();
        assertThat(body.get("error").getAsString()).isNotEmpty();
        assertThat(body.get("errorCode").getAsString()).isNotEmpty();
        assertThat(body.get("errorDescription").getAsString()).isNotEmpty();
        hasAllHeaders(reply);
    }

    private static void hasAllHeaders(Reply reply) {
        assertThat(reply.header("cache-control")).containsExactly("no-store");
        assertThat(reply.header("x-content-type-options")).containsExactly("nosniff");
        assertThat(reply.header("referrer-policy")).containsExactly("no-referrer");
        assertThat(reply.header("cross-origin-opener-policy")).containsExactly("same-origin");
        assertThat(reply.header("x-frame-options")).containsExactly("DENY");
        assertThat(reply.header("content-security-policy").get(0)).contains("default-src 'none'");
        assertThat(reply.header("server")).isEmpty();
    }

    private Reply send(String... lines) {
        return Wire.send(world.server.port(), NOTHING, lines);
    }

    private Reply post(String path, String type, byte[] body) {
        return Wire.send(
                world.server.port(),
                body,
                "POST " + path + " HTTP/1.1",
                Wire.KEY,
                "Content-Type: " + type,
                "Content-Length: " + body.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Requirement("R81")
    void every_route_has_every_header_on_good_and_on_bad_answers() {
        assertThat(world.http.routes()).hasSizeGreaterThanOrEqualTo(20);
        for (Route route : world.http.routes()) {
            String path = route.path().replaceAll("\\{[A-Za-z]+}", "x");
            hasAllHeaders(send(route.method() + " " + path + " HTTP/1.1", Wire.KEY));
            isJsonError(send(route.method() + " " + path + " HTTP/1.1"), 401);
            isJsonError(send("PUT " + path + " HTTP/1.1", Wire.KEY), 405);
        }
        Reply enrolled = send("GET /v1/users/usr_1 HTTP/1.1", Wire.KEY);
        assertThat(enrolled.status()).isEqualTo(200);
        hasAllHeaders(enrolled);
        assertThat(enrolled.header("content-type")).containsExactly("application/json");
    }

    @Test
    @Requirement("R81")
    void over_tls_browsers_are_told_to_stay_there() {
        HttpResponse secure = world.http.handle(HttpRequest.of("GET", "/").from("127.0.0.1", true));
        HttpResponse plain = world.http.handle(HttpRequest.of("GET", "/").from("127.0.0.1", false));
        assertThat(secure.headers()).containsKey("Strict-Transport-Security");
        assertThat(plain.headers()).doesNotContainKey("Strict-Transport-Security");
    }

    @Test
    @Requirement("R83")
    void unknown_paths_and_methods_are_told_in_json() {
        isJsonError(send("GET / HTTP/1.1", Wire.KEY), 404);
        isJsonError(send("GET /v1 HTTP/1.1", Wire.KEY), 404);
        isJsonError(send("GET /v1/users/ HTTP/1.1", Wire.KEY), 404);
        isJsonError(send("GET /v1/users/../authenticators HTTP/1.1", Wire.KEY), 404);
        isJsonError(send("GET /v2/users/usr_1 HTTP/1.1", Wire.KEY), 404);
        for (String method : List.of("PUT", "TRACE", "OPTIONS", "CONNECT", "BREW")) {
            Reply refused = send(method + " /v1/users/usr_1 HTTP/1.1", Wire.KEY);
            isJsonError(refused, method.equals("CONNECT") ? refused.status() : 405);
            assertThat(refused.status()).isBetween(400, 499);
        }
        assertThat(send("PUT /v1/users/usr_1 HTTP/1.1", Wire.KEY).header("allow"))
                .containsExactly("DELETE, GET, PATCH, POST");
        isJsonError(send("GET /v1/users/usr_1 HTTP/1.1", Wire.KEY, "X-HTTP-Method-Override: DELETE"), 405);
        isJsonError(send("GET /v1/users/usr_1?_method=DELETE HTTP/1.1", Wire.KEY), 400);
        Reply head = send("HEAD /v1/users/usr_1 HTTP/1.1", Wire.KEY);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    @Requirement("R83")
    void what_comes_twice_is_refused() {
        isJsonError(send("GET /v1/users?limit=1&limit=2 HTTP/1.1", Wire.KEY), 400);
        isJsonError(send("GET /v1/users?limit=1&%6cimit=2 HTTP/1.1", Wire.KEY), 400);
        isJsonError(send("GET /v1/users/usr_1 HTTP/1.1", Wire.KEY, Wire.KEY), 400);
        isJsonError(post("/v1/verify", "application/json", utf8("{\"challengeId\":\"a\",\"challengeId\":\"b\"}")), 400);
    }

    @Test
    @Requirement({"R11", "R79"})
    void a_body_is_json_and_bounded() {
        String path = "/v1/users/usr_1";
        assertThat(post(path, "application/json; charset=utf-8", utf8("{}")).status())
                .isEqualTo(200);
        assertThat(post(path, "application/json", NOTHING).status()).isEqualTo(200);
        isJsonError(post(path, "text/plain", utf8("{}")), 415);
        isJsonError(post(path, "application/x-www-form-urlencoded", utf8("email=a%40b.example")), 415);
        isJsonError(post(path, "multipart/form-data; boundary=x", utf8("--x--")), 415);
        isJsonError(post(path, "application/json", new byte[HttpRequest.MAX_BODY + 1]), 413);
        isJsonError(post(path, "application/json", utf8("{\"custom\":" + "[".repeat(21) + "]".repeat(21) + "}")), 400);
        isJsonError(post(path, "application/json", utf8("[]")), 400);
        isJsonError(post(path, "application/json", utf8("{} {}")), 400);
        isJsonError(post(path, "application/json", utf8("{\"a\":1e999}")), 400);
        isJsonError(post(path, "application/json", utf8("{a:1}")), 400);
        isJsonError(post(path, "application/json", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}), 400);
        assertThat(world.mfa.getUser("usr_1").email()).isNull();
    }

    @Test
    @Requirement("R83")
    void what_is_not_even_http_is_refused_in_json() {
        isJsonError(Wire.raw(world.server.port(), utf8("NONSENSE\r\n\r\n")), 400);
        isJsonError(
                Wire.raw(
                        world.server.port(),
                        utf8("GET /v1/users/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")),
                400);
        Reply chunk = Wire.send(
                world.server.port(),
                utf8("zz\r\n{}\r\n0\r\n\r\n"),
                "POST /v1/validate HTTP/1.1",
                Wire.KEY,
                "Content-Type: application/json",
                "Transfer-Encoding: chunked");
        isJsonError(chunk, 400);
        isJsonError(send("GET /v1/users/usr_1 HTTP/1.1", Wire.KEY, "X: " + "a".repeat(20_000)), 431);
        isJsonError(send("GET /v1/users/" + "a".repeat(5_000) + " HTTP/1.1", Wire.KEY), 414);
        isJsonError(send("GET /v1/users/a%00b HTTP/1.1", Wire.KEY), 400);
        isJsonError(send("GET /v1/users/a%ffb HTTP/1.1", Wire.KEY), 400);
    }

    @Test
    @Requirement("R86")
    void what_a_stranger_says_of_where_they_come_from_is_not_believed() {
        for (int i = 0; i < 1_000; i++) {
            HttpResponse answer = world.http.handle(HttpRequest.of("GET", "/v1/users/usr_1")
                    .header("X-Forwarded-For", "203.0.113." + i % 256 + ", 10.0.0." + i % 256)
                    .from("198.51.100.7", false));
            assertThat(answer.status()).isEqualTo(401);
        }
        assertThat(clients()).containsExactly("198.51.100.7");
    }

    @Test
    @Requirement("R86")
    void our_proxies_are_believed_up_to_the_first_that_is_not_ours() {
        HttpResponse answer = world.http.handle(HttpRequest.of("GET", "/v1/users/usr_1")
                .header("X-Forwarded-For", "192.0.2.66, 203.0.113.9")
                .header("X-Forwarded-For", "10.1.1.1")
                .from("10.0.0.1", false));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(clients()).containsExactly("203.0.113.9");
    }

    private Set<String> clients() {
        return log.stream().map(Access::client).collect(Collectors.toSet());
    }

    @Test
    @Requirement({"R82", "R91"})
    void the_access_log_holds_no_secret() {
        Caller app = world.app();
        String token = app.post("/users/usr_secret/actions/signIn", "{}").ok().text("token");
        app.get("/users?token=" + token).ok();
        app.post("/validate", "{\"token\":\"" + token + "\"}").ok();
        app.post("/challengeschallengeId=SMS." + token, "{}").ok();
        app.get("/nonsense/" + token);
        assertThat(log).hasSize(5);
        assertThat(log.toString())
                .contains("/v1/users/{userId}/actions/{action}")
                .doesNotContain(token, "usr_secret", World.KEY);
    }

    @Test
    @Requirement("R84")
    void a_wrong_key_learns_nothing_of_users() {
        Caller app = world.app();
        app.post("/users/usr_1/authenticators", "{\"verificationMethod\":\"EMAIL_OTP\",\"email\":\"a@b.example\"}")
                .ok();
        Caller stranger = Caller.basic(world.server.url(), "sk_wrong_0123456789abcdefgh");
        Set<String> answers = IntStream.range(0, 4)
                .mapToObj(i -> stranger.get("/users/usr_" + i).raw())
                .map(raw -> raw.statusCode() + raw.body() + raw.headers().map().keySet())
                .collect(Collectors.toSet());
        assertThat(answers).hasSize(1);
    }
}
