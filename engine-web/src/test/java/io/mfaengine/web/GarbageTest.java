package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies, paths and queries that are no requests at all: each ends in a JSON 4xx, soon, and leaves nothing behind. */
final class GarbageTest {
    private static final String AUTHORIZATION = Wire.KEY.substring("Authorization: ".length());

    private final World world = new World();

    @AfterEach
    void stop() {
        world.close();
    }

    /** Bodies of up to 64 KiB that are no object that any route could want. */
    static List<byte[]> bodies() {
        List<byte[]> bodies = new ArrayList<>();
        int full = HttpRequest.MAX_BODY;
        for (int value = 0; value < 256; value += 5) {
            byte[] same = new byte[full];
            Arrays.fill(same, (byte) value);
            bodies.add(same);
        }
        for (String text : List.of(
                "{",
                "[",
                "\"",
                "{\"a\":",
                "{\"a\":1,",
                "nul",
                "{\"a\":0x10}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":\"\\u12\"}",
                "{}x",
                "{\"\\ud800\":1,\"\\ud800\":2}",
                "/* c */{}")) {
            bodies.add(text.getBytes(StandardCharsets.UTF_8));
        }
        for (String unit :
                List.of("[", "{\"a\":", "{\"a\":[", "\"a\",", "\\u0000", "9", "1e", "{}", "[],", "é", "𝄞")) {
            bodies.add(fill(unit, full));
            bodies.add(fill("{\"token\":" + unit, unit, full));
        }
        bodies.add(fill("{\"token\":\"", "\\", full));
        bodies.add(fill("{\"token\":-0.", "0", full));
        StringBuilder members = new StringBuilder("{");
        while (members.length() < full - 32) {
            members.append("\"k").append(members.length()).append("\":1,");
        }
        bodies.add(members.toString().getBytes(StandardCharsets.UTF_8));
        // every prefix of something good
        byte[] good = "{\"token\":\"abc\",\"custom\":{\"a\":[true,null,-1.5e3]}}".getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < good.length; length++) {
            bodies.add(Arrays.copyOf(good, length));
        }
        return bodies;
    }

    private static byte[] fill(String unit, int length) {
        return fill("", unit, length);
    }

    private static byte[] fill(String start, String unit, int length) {
        String text = start + unit.repeat(length / unit.length());
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), length);
    }

    private static void isRefused(HttpResponse response, String what) {
        assertThat(response.status()).as(what).isBetween(400, 499);
        assertThat(JsonParser.parseString(new String(response.body(), StandardCharsets.UTF_8))
                        .getAsJsonObject()
                        .has("errorCode"))
                .as(what)
                .isTrue();
    }

    @Test
    @Requirement({"R11", "R10"})
    void a_body_of_garbage_is_refused_on_every_route() {
        List<byte[]> bodies = bodies();
        assertThat(bodies).hasSizeGreaterThan(100);
        for (Route route : world.http.routes()) {
            if (route.method().equals("GET") || route.method().equals("DELETE")) {
                continue;
            }
            String path = route.path().replaceAll("\\{[A-Za-z]+}", "x");
            for (int i = 0; i < bodies.size(); i++) {
                HttpResponse response = world.http.handle(HttpRequest.of(route.method(), path)
                        .header("Authorization", AUTHORIZATION)
                        .header("Content-Type", "application/json")
                        .body(bodies.get(i)));
                isRefused(response, route.method() + " " + path + " body " + i);
            }
        }
        assertThat(world.mfa.queryUsers(io.mfaengine.UserQuery.all())).isEmpty();
    }

    @Test
    @Requirement({"R10", "R83"})
    void a_member_of_the_wrong_kind_is_refused_and_never_an_error_of_ours() {
        List<String> names = List.of(
                "token",
                "userId",
                "action",
                "email",
                "phoneNumber",
                "username",
                "displayName",
                "custom",
                "locale",
                "verificationMethod",
                "oobChannel",
                "otpUri",
                "isDefault",
                "idempotencyKey",
                "redirectUrl",
                "redirectToSettings",
                "ipAddress",
                "scope",
                "challengeId",
                "verificationCode",
                "state",
                "smsChannel",
                "emailVerified",
                "phoneNumberVerified",
                "skipVerificationCheck",
                "defaultVerificationMethod");
        List<String> values = List.of(
                "1",
                "true",
                "[]",
                "[\"a\"]",
                "{}",
                "{\"a\":{}}",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"" + "x".repeat(5_000) + "\"",
                "-1e300");
        for (Route route : world.http.routes()) {
            String path = route.path().replaceAll("\\{[A-Za-z]+}", "x");
            for (String name : names) {
                for (String value : values) {
                    HttpResponse response = world.http.handle(HttpRequest.of(route.method(), path)
                            .header("Authorization", AUTHORIZATION)
                            .header("Content-Type", "application/json")
                            .body(("{\"" + name + "\":" + value + "}").getBytes(StandardCharsets.UTF_8)));
                    assertThat(response.status())
                            .as("%s %s %s=%s", route.method(), path, name, value)
                            .isLessThan(500);
                }
            }
        }
    }
}
