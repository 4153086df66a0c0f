package io.mfaengine.web.client;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.providers.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks that hand messages on are read by the official Node client, unmodified. */
class WebhookSdkTest {
    private static final String KEY = "the-server-api-secret-key";
    private static final String NEXT = "the-key-that-comes-after-it";

    private final BlockingQueue<Hook> hooks = new LinkedBlockingQueue<>();
    private HttpServer service;

    /** What came in. */
    private record Hook(String signature, String body) {}

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            hooks.add(new Hook(exchange.getRequestHeaders().getFirst("X-Signature-V2"), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private WebhookSender webhook(String key) {
        URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/hook");
        return WebhookSender.of(url, Secret.of(key), InstantSource.system());
    }

    private static String constructed(String key, Hook hook) throws IOException, InterruptedException {
        return Sdk.node(
                Map.of("MFA_SECRET", key, "HOOK_HEADER", hook.signature(), "HOOK_BODY", hook.body()), "webhook.mjs");
    }

    @Test
    void theCodeThatTheClientReadsSignsThePersonIn() throws IOException, InterruptedException {
        try (MfaEngine mfa = MfaEngine.builder(MemoryStore.create(), KeyRing.generate())
                .method(SmsCode.of("Acme", webhook(KEY), "NZ"))
                .build()) {
            mfa.enrollVerifiedAuthenticator(
                            "usr_1", SMS, Secret.of("+64271000001"), TrackRequest.Scope.ADD_AUTHENTICATORS)
                    .accepted();
            ActionSession person = mfa.session(
                            mfa.track(Intent.user("usr_1").action("signIn")).token())
                    .orElseThrow();
            person.challenge(SMS).open();
            Hook hook = Objects.requireNonNull(hooks.poll());
            JsonObject event = JsonParser.parseString(constructed(KEY, hook)).getAsJsonObject();
            assertThat(event.get("type").getAsString()).isEqualTo("sms.created");
            JsonObject data = event.getAsJsonObject("data");
            assertThat(data.get("userId").getAsString()).isEqualTo("usr_1");
            assertThat(person.verify(SMS, data.get("code").getAsString())).isInstanceOf(Verification.Accepted.class);
        }
    }

    @Test
    void eitherOfTwoKeysIsAcceptedWhileOneIsRolledAndNoOther() throws IOException, InterruptedException {
        try (MfaEngine mfa = MfaEngine.builder(MemoryStore.create(), KeyRing.generate())
                .method(SmsCode.of("Acme", webhook(NEXT).older(Secret.of(KEY)), "NZ"))
                .build()) {
            assertThat(mfa.operator("jane@acme").sendTest(SMS, "+64271000001").isAccepted())
                    .isTrue();
            Hook hook = Objects.requireNonNull(hooks.poll());
            assertThat(constructed(KEY, hook)).contains("sms.created");
            assertThat(constructed(NEXT, hook)).contains("sms.created");
            assertThatThrownBy(() -> constructed("another-key-of-somebody", hook))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Signature mismatch");
            Hook changed = new Hook(hook.signature(), hook.body().replace("sms.created", "sms.dropped"));
            assertThatThrownBy(() -> constructed(KEY, changed)).hasMessageContaining("Signature mismatch");
        }
    }
}
