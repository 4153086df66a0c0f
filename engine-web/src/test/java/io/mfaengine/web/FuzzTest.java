package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.google.gson.JsonParser;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * Requests that Jazzer makes up, guided by what they reach: none is an error of ours, and each answer is JSON. It makes
 * them up where the environment has {@code JAZZER_FUZZ=1}; elsewhere it tries an empty one.
 */
final class FuzzTest {
    private static final KeyRing KEYS = KeyRing.generate();
    private static final String AUTHORIZATION = Wire.KEY.substring("Authorization: ".length());

    @com.code_intelligence.jazzer.junit.FuzzTest(maxDuration = "1m")
    @Tag("long")
    @Requirement({"R10", "R11", "R83"})
    void no_request_is_an_error_of_ours(FuzzedDataProvider data) {
        MfaEngine mfa = MfaEngine.builder(MemoryStore.create(), KEYS)
                .method(AuthenticatorApp.of("Acme"))
                .method(EmailCode.of("Acme", email -> Delivery.ACCEPTED))
                .build();
        MfaHttp http = MfaHttp.builder(Tenant.of(mfa, SecretKeys.of(Secret.of(World.KEY))))
                .build();
        List<Route> routes = http.routes();
        for (int request = 0; request < 8 && data.remainingBytes() > 0; request++) {
            Route route = routes.get(data.consumeInt(0, routes.size() - 1));
            String path = data.consumeBoolean()
                    ? route.path().replaceAll("\\{[A-Za-z]+}", data.consumeBoolean() ? "x" : "%7E")
                    : "/" + data.consumeString(200);
            HttpResponse response = http.handle(
                    HttpRequest.of(data.consumeBoolean() ? route.method() : data.consumeAsciiString(8), path)
                            .query(data.consumeBoolean() ? data.consumeString(100) : null)
                            .header("Authorization", data.consumeBoolean() ? AUTHORIZATION : data.consumeString(60))
                            .header("Content-Type", "application/json")
                            .body(data.consumeBytes(2_000)));
            assertThat(response.status()).as(path).isLessThan(500);
            if (response.body().length > 0) {
                assertThat(JsonParser.parseString(new String(response.body(), StandardCharsets.UTF_8))
                                .isJsonNull())
                        .isFalse();
            }
        }
    }
}
