package io.mfaengine.web;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Secret;
import io.mfaengine.providers.Twilio;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A carrier calls back to the surface, for one of two tenants. */
@Requirement("R41")
final class ReceiptTest {
    private static final String ACCOUNT = "AC" + "a".repeat(32);
    private static final String MESSAGE = "SM" + "d".repeat(32);
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final URI BACK = URI.create("https://mfa.example/v1/receipts");

    private final List<MfaEvent> events = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> sent = new CopyOnWriteArrayList<>();
    private HttpServer cloud;
    private MfaEngine other;
    private MfaEngine mfa;
    private MfaHttp http;

    @BeforeEach
    void start() throws IOException {
        cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloud.createContext("/", exchange -> {
            sent.add(form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] answer = ("{\"sid\":\"" + MESSAGE + "\",\"status\":\"queued\",\"num_segments\":\"1\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        cloud.start();
        Twilio twilio = Twilio.of(ACCOUNT, Secret.of(TOKEN), "+6421000000")
                .at(URI.create("http://127.0.0.1:" + cloud.getAddress().getPort()))
                .receiptsTo(BACK);
        other = engine("other", twilio);
        mfa = engine("shop", twilio);
        http = MfaHttp.builder(tenant(other)).tenant(tenant(mfa)).build();
    }

    private MfaEngine engine(String tenant, Twilio twilio) {
        return MfaEngine.builder(MemoryStore.create(), KeyRing.generate())
                .tenant(tenant)
                .onEvent(events::add)
                .method(SmsCode.of("Acme", twilio, "NZ"))
                .build();
    }

    private static Tenant tenant(MfaEngine engine) {
        return Tenant.of(engine, SecretKeys.of(Secret.of("sk_" + engine.tenant() + "_0123456789abcdefghij")));
    }

    @AfterEach
    void stop() {
        cloud.stop(0);
        other.close();
        mfa.close();
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : encoded.split("&", -1)) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** Somebody to whom a code was sent. */
    private ActionSession person() {
        mfa.enrollVerifiedAuthenticator("usr_1", SMS, Secret.of("+64271000001"), TrackRequest.Scope.ADD_AUTHENTICATORS)
                .accepted();
        ActionSession person = mfa.session(
                        mfa.track(Intent.user("usr_1").action("signIn")).token())
                .orElseThrow();
        person.challenge(SMS).open();
        return person;
    }

    /** Twilio's documentation, "Webhooks security": HMAC-SHA-1 over the URL and the form's names and values by name. */
    private static String signature(String url, Map<String, String> fields) throws GeneralSecurityException {
        StringBuilder text = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, value) -> text.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse call(String query, String status, String signature) {
        return http.handle(HttpRequest.of("POST", "/v1/receipts")
                .query(query)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature)
                .body(("MessageSid=" + MESSAGE + "&MessageStatus=" + status).getBytes(StandardCharsets.UTF_8)));
    }

    private List<MfaEvent> receipts() {
        return events.stream()
                .filter(event -> event.type().equals("message.receipt"))
                .toList();
    }

    @Test
    void what_the_carrier_signed_is_noted_and_proves_nothing_about_the_person() throws GeneralSecurityException {
        ActionSession person = person();
        String url = sent.get(0).get("StatusCallback");
        assertThat(url).startsWith(BACK + "?receipt=");
        String query = URI.create(url).getRawQuery();
        String signature = signature(url, Map.of("MessageSid", MESSAGE, "MessageStatus", "delivered"));

        assertThat(call(query, "delivered", signature).status()).isEqualTo(204);
        assertThat(call(query, "delivered", signature).status()).as("again").isEqualTo(204);
        assertThat(receipts())
                .singleElement()
                .satisfies(event -> assertThat(event.attributes())
                        .containsEntry("status", "DELIVERED")
                        .containsEntry("reference", MESSAGE));
        assertThat(person.status().state().name()).isEqualTo("CHALLENGE_REQUIRED");
        Matcher code = Pattern.compile("\\d{6}").matcher(sent.get(0).get("Body"));
        assertThat(code.find()).isTrue();
        assertThat(person.verify(SMS, code.group())).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void what_is_forged_or_about_nothing_is_refused_and_not_noted() throws GeneralSecurityException {
        assertThat(person()).isNotNull();
        String url = sent.get(0).get("StatusCallback");
        String query = URI.create(url).getRawQuery();
        String signature = signature(url, Map.of("MessageSid", MESSAGE, "MessageStatus", "delivered"));

        assertThat(call(query, "undelivered", signature).status())
                .as("another status")
                .isEqualTo(401);
        assertThat(call(query, "delivered", "").status()).isEqualTo(401);
        assertThat(call("receipt=made-up", "delivered", signature).status()).isEqualTo(401);
        assertThat(call("", "delivered", signature).status()).isEqualTo(401);
        assertThat(call(query + "&" + query, "delivered", signature).status()).isEqualTo(400);
        assertThat(receipts()).isEmpty();
    }
}
