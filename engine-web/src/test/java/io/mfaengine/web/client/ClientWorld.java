package io.mfaengine.web.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaEngineBuilder;
import io.mfaengine.TrackRequest;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.web.MfaHttp;
import io.mfaengine.web.MfaServer;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server with two tenants that share a store and a key ring, and browsers of the first one's people. */
final class ClientWorld implements AutoCloseable {
    static final String KEY = "sk_test_of_the_first_tenant";
    static final String ORIGIN = "https://app.example";
    static final String OTHER_ORIGIN = "https://other.example";
    static final String OTPAUTH = "otpauth://totp/Acme:x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final MovableClock clock = MovableClock.at("2026-11-28T09:00:00Z");
    final Outbox outbox = Outbox.create();
    final MfaEngine mfa;
    final MfaEngine other;
    final MfaServer server;
    volatile boolean vetoes;

    ClientWorld(String... moreOrigins) {
        MfaStore store = MemoryStore.create();
        KeyRing keys = KeyRing.generate();
        this.mfa = engine(store, keys).veto((action, by) -> !vetoes).build();
        this.other = engine(store, keys).tenant("other").build();
        Tenant first = Tenant.of(mfa, SecretKeys.of(Secret.of(KEY)))
                .redirectUrl("https://example.app/done")
                .pages(URI.create("https://mfa.example/"))
                .origin(ORIGIN);
        for (String origin : moreOrigins) {
            first = first.origin(origin);
        }
        Tenant second = Tenant.of(other, SecretKeys.of(Secret.of("sk_test_of_the_other_tenant")))
                .origin(OTHER_ORIGIN);
        this.server = MfaServer.start(MfaHttp.builder(first).tenant(second).build(), 0);
    }

    private MfaEngineBuilder engine(MfaStore store, KeyRing keys) {
        return MfaEngine.builder(store, keys)
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .method(SmsCode.of("Acme", outbox.sms(), "NZ", "AU"))
                .method(SmsCode.whatsApp("Acme", outbox.sms(), "NZ"))
                .method(EmailCode.of("Acme", outbox.email()))
                .method(EmailLink.of("Acme", outbox.email(), URI.create("https://mfa.example/link")))
                .method(RecoveryCodes.of().rounds(1_000));
    }

    static Intent intent(String userId, String action) {
        return Intent.user(userId).action(action);
    }

    Handle track(String userId, String action) {
        return mfa.track(intent(userId, action)).token();
    }

    boolean isValid(Handle token, String userId, String action) {
        return mfa.validateChallenge(token, intent(userId, action)).isValid();
    }

    /** A user whose authenticator another system has proved. */
    void adopted(String userId, AuthenticatorType type, String proved) {
        mfa.enrollVerifiedAuthenticator(userId, type, Secret.of(proved), TrackRequest.Scope.ADD_AUTHENTICATORS)
                .accepted();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What came back. */
    record Answer(HttpResponse<String> raw) {
        int status() {
            return raw.statusCode();
        }

        String text() {
            return raw.body();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** What it says, once it is sure that it went well. */
        @CanIgnoreReturnValue
        JsonObject ok() {
            assertThat(status()).as(text()).isEqualTo(200);
            JsonObject object = JsonParser.parseString(text()).getAsJsonObject();
            // clients look for the name, and not for a value
            assertThat(object.has("error")).isFalse();
            return object;
        }

        void failed(int status, String code) {
            assertThat(status()).as(text()).isEqualTo(status);
            JsonObject object = JsonParser.parseString(text()).getAsJsonObject();
            assertThat(object.get("error").getAsString()).isEqualTo(code);
            assertThat(object.get("errorCode").getAsString()).isEqualTo(code);
            assertThat(object.get("errorDescription").getAsString()).isNotEmpty();
        }
    }

    /** A call with a token, as the SDK makes it: a content type even without a body. */
    Answer post(String path, Handle token, @Nullable Map<String, String> body) {
        JsonObject members = new JsonObject();
        if (body != null) {
            body.forEach(members::addProperty);
        }
        return call("POST", path, token.value(), body == null ? null : members.toString());
    }

    Answer verify(String kind, Handle token, String code) {
        return post("verify/" + kind, token, Map.of("verificationCode", code));
    }

    Answer poll(Handle token) {
        return post("verify/email-magic-link/finalize", token, Map.of());
    }

    Answer call(String method, String path, @Nullable String token, @Nullable String body) {
        Map<String, String> headers = token == null
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token);
        return send(method, "/v1/client/" + path, headers, body);
    }

    Answer send(String method, String path, Map<String, String> headers, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of what an answer allows pages to do. */
    static List<String> cors(Answer answer) {
        return answer.raw().headers().map().keySet().stream()
                .filter(name -> name.startsWith("access-control-"))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        server.close();
        mfa.close();
    }
}
