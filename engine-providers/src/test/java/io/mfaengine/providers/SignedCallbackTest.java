package io.mfaengine.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Delivery.Receipt.Status;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls back, by the providers' published examples, and what they say. */
@Requirement("R41")
final class SignedCallbackTest {
    private static final URI BACK = URI.create("https://shop.example/receipts");
    private static final Secret TOKEN = Secret.of("12345");
    private static final String QUERY = "receipt=a-handle";
    private static final Secret SIGNING_KEY =
            Secret.of("36efdd1aace2e26cd490f0d951138253bef2f7c6d34d18981da781555cc4cebb");

    private final Twilio twilio = Twilio.of(TwilioCloud.ACCOUNT, TOKEN, "Acme").receiptsTo(BACK);
    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    private final MessageBird bird = MessageBird.of(Secret.of("key"), "Acme").receiptsTo(BACK, SIGNING_KEY, clock);

    /** Twilio's documentation, "Webhooks security", and the tests of its official helper libraries. */
    @Test
    void twilios_published_example_is_signed() {
        URI url = URI.create("https://mycompany.com/myapp.php?foo=1&bar=2");
        Map<String, String> form = Map.of(
                "CallSid",
                "CA1234567890ABCDE",
                "Caller",
                "+14158675309",
                "Digits",
                "1234",
                "From",
                "+14158675309",
                "To",
                "+18005551212");
        assertThat(TwilioReceipt.isSigned(url, form, TOKEN, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isTrue();
        assertThat(TwilioReceipt.isSigned(url, form, TOKEN, "kvajT1Ptam85bY51eRf/AJRuM3w="))
                .as("some servers sign the port")
                .isTrue();
        URI ported = URI.create("https://mycompany.com:1234/myapp.php?foo=1&bar=2");
        assertThat(TwilioReceipt.isSigned(ported, form, TOKEN, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isTrue();
        assertThat(TwilioReceipt.isSigned(url, form, Secret.of("12346"), "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isFalse();
        Map<String, String> changed = new TreeMap<>(form);
        changed.put("Digits", "1235");
        assertThat(TwilioReceipt.isSigned(url, changed, TOKEN, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isFalse();
    }

    /** The test data of MessageBird's official SDKs. */
    @Test
    void messagebirds_published_examples_are_told_apart() throws Exception {
        JsonObject file;
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(
                        SignedCallbackTest.class.getResourceAsStream("/vectors/messagebird-signed-requests.json")),
                StandardCharsets.UTF_8)) {
            file = JsonParser.parseReader(in).getAsJsonObject();
        }
        assertThat(file.getAsJsonArray("vectors")).hasSize(14);
        for (JsonElement element : file.getAsJsonArray("vectors")) {
            JsonObject vector = element.getAsJsonObject();
            boolean signed = MessageBirdReceipt.isSigned(
                    vector.get("url").getAsString(),
                    vector.get("payload").getAsString(),
                    Secret.of(vector.get("secret").getAsString()),
                    OffsetDateTime.parse(vector.get("timestamp").getAsString()).toInstant(),
                    vector.get("token").getAsString());
            assertThat(signed)
                    .as(vector.get("name").getAsString())
                    .isEqualTo(vector.get("valid").getAsBoolean());
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Delivery.Callback twilios(String query, Map<String, String> fields) {
        String signature = TwilioReceipt.sign("12345", BACK + "?" + query, fields);
        return new Delivery.Callback(query, Map.of("x-twilio-signature", signature), form(fields));
    }

    private static Map<String, String> message(String status, String error) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "MessageSid",
                TwilioCloud.MESSAGE,
                "SmsSid",
                TwilioCloud.MESSAGE,
                "AccountSid",
                TwilioCloud.ACCOUNT,
                "To",
                Some.NUMBER,
                "MessageStatus",
                status));
        if (error != null) {
            fields.put("ErrorCode", error);
        }
        return fields;
    }

    @ParameterizedTest
    @CsvSource({
        "queued,      ,      QUEUED,      UNSAID",
        "sent,        ,      SENT,        UNSAID",
        "delivered,   ,      DELIVERED,   UNSAID",
        "read,        ,      DELIVERED,   UNSAID",
        "undelivered, 30003, UNDELIVERED, BAD_ADDRESS",
        "undelivered, 30007, UNDELIVERED, REFUSED",
        "failed,      30008, UNDELIVERED, UNAVAILABLE",
        "failed,      12345, UNDELIVERED, UNSAID",
    })
    void a_status_of_twilios_is_read(String name, String error, Status status, Cause cause) {
        assertThat(twilio.read(twilios(QUERY, message(name, error))))
                .contains(new Receipt("twilio", TwilioCloud.MESSAGE, status, cause));
    }

    @Test
    void what_is_not_twilios_says_nothing() {
        Map<String, String> sent = message("sent", null);
        Delivery.Callback good = twilios(QUERY, sent);
        assertThat(twilio.read(good)).isPresent();
        String signature = good.headers().get("x-twilio-signature");
        assertThat(twilio.read(new Delivery.Callback(QUERY, Map.of(), good.body())))
                .isEmpty();
        assertThat(twilio.read(new Delivery.Callback(QUERY, Map.of("x-twilio-signature", ""), good.body())))
                .isEmpty();
        assertThat(twilio.read(new Delivery.Callback("receipt=another", good.headers(), good.body())))
                .isEmpty();
        assertThat(twilio.read(new Delivery.Callback("", good.headers(), good.body())))
                .isEmpty();
        assertThat(twilio.read(new Delivery.Callback(QUERY, good.headers(), form(message("delivered", null)))))
                .isEmpty();
        assertThat(twilio.read(new Delivery.Callback(QUERY, good.headers(), good.body() + "&MessageStatus=delivered")))
                .as("a name that comes twice")
                .isEmpty();
        assertThat(twilio.read(new Delivery.Callback(QUERY, good.headers(), good.body() + "&%zz")))
                .isEmpty();
        assertThat(Twilio.of(TwilioCloud.ACCOUNT, Secret.of("other"), "Acme")
                        .receiptsTo(BACK)
                        .read(good))
                .isEmpty();
        assertThat(Twilio.of(TwilioCloud.ACCOUNT, TOKEN, "Acme").read(good))
                .as("never asked for")
                .isEmpty();
        assertThat(twilio.read(twilios(QUERY, message("dancing", null)))).isEmpty();
        sent.put("MessageSid", "SM\r\nX");
        assertThat(twilio.read(twilios(QUERY, sent))).isEmpty();
        assertThat(signature).isNotEmpty();
    }

    private Delivery.Callback birds(String query, String algorithm, String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String head = base64.encodeToString(
                ("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}").getBytes(StandardCharsets.UTF_8));
        String body = base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        String mac = base64.encodeToString(Macs.hmac("HmacSHA256", SIGNING_KEY.reveal(), head + "." + body));
        return new Delivery.Callback(query, Map.of("messagebird-signature-jwt", head + "." + body + "." + mac), "");
    }

    private String claims(String query) {
        long now = clock.instant().getEpochSecond();
        return "{\"iss\":\"MessageBird\",\"nbf\":" + now + ",\"exp\":" + (now + 60) + ",\"jti\":\"1\",\"url_hash\":\""
                + HexFormat.of().formatHex(Macs.sha256(BACK + "?" + query)) + "\"}";
    }

    @ParameterizedTest
    @CsvSource({
        "buffered,        '',                   QUEUED,      UNSAID",
        "sent,            '',                   SENT,        UNSAID",
        "delivered,       successfully delivered, DELIVERED, UNSAID",
        "delivery_failed, unknown subscriber,   UNDELIVERED, BAD_ADDRESS",
        "delivery_failed, opted out,            UNDELIVERED, REFUSED",
        "delivery_failed, insufficient balance, UNDELIVERED, UNPAID",
        "expired,         '',                   UNDELIVERED, UNSAID",
    })
    void a_status_of_messagebirds_is_read(String name, String reason, Status status, Cause cause) {
        String query = QUERY + "&id=" + MessageBirdCloud.MESSAGE + "&reference=x&recipient=64271000001&status=" + name
                + "&statusReason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        assertThat(bird.read(birds(query, "HS256", claims(query))))
                .contains(new Receipt("messagebird", MessageBirdCloud.MESSAGE, status, cause));
    }

    @Test
    void what_is_not_messagebirds_or_too_old_says_nothing() {
        String query = QUERY + "&id=" + MessageBirdCloud.MESSAGE + "&status=delivered";
        Delivery.Callback good = birds(query, "HS256", claims(query));
        assertThat(bird.read(good)).isPresent();
        assertThat(bird.read(new Delivery.Callback(query, Map.of(), ""))).isEmpty();
        assertThat(bird.read(new Delivery.Callback(query + "&x=1", good.headers(), "")))
                .isEmpty();
        assertThat(bird.read(new Delivery.Callback(query, good.headers(), "body")))
                .isEmpty();
        assertThat(bird.read(birds(query, "none", claims(query)))).isEmpty();
        assertThat(bird.read(birds(query, "HS256", claims(query).replace("MessageBird", "Somebody"))))
                .isEmpty();
        assertThat(bird.read(birds(query, "HS256", "{}"))).isEmpty();
        assertThat(bird.read(new Delivery.Callback(query, Map.of("messagebird-signature-jwt", "a.b"), "")))
                .isEmpty();
        assertThat(bird.read(new Delivery.Callback(query, Map.of("messagebird-signature-jwt", "%.%.%"), "")))
                .isEmpty();
        String token = good.headers().get("messagebird-signature-jwt");
        String cut = token.substring(0, token.lastIndexOf('.') + 1);
        assertThat(bird.read(new Delivery.Callback(query, Map.of("messagebird-signature-jwt", cut), "")))
                .isEmpty();
        String odd = query.replace("delivered", "dancing");
        assertThat(bird.read(birds(odd, "HS256", claims(odd)))).isEmpty();
        clock.move(Duration.ofSeconds(62));
        assertThat(bird.read(good)).as("over").isEmpty();
    }
}
