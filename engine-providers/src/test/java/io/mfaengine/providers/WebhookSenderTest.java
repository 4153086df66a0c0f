package io.mfaengine.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Fate;
import io.mfaengine.delivery.Email;
import io.mfaengine.model.Secret;
import io.mfaengine.providers.Stage.Said;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookSenderTest {
    private static final String KEY = "a-server-api-secret-key";

    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    private final Stage service = Stage.open(asked -> new Said(204, ""));
    private final WebhookSender webhook = WebhookSender.of(service.url().resolve("/hooks/mfa"), Secret.of(KEY), clock);

    @AfterEach
    void close() {
        service.close();
    }

    private JsonObject event() {
        return JsonParser.parseString(service.last().body()).getAsJsonObject();
    }

    @Test
    void a_text_message_is_told_with_its_code() {
        assertThat(webhook.tenant("shop").send(Some.sms())).isEqualTo(Delivery.ACCEPTED.by("webhook", ""));
        assertThat(service.last().method() + " " + service.last().uri()).isEqualTo("POST /hooks/mfa");
        assertThat(service.last().header("content-type")).isEqualTo("application/json");
        JsonObject data = event().remove("data").getAsJsonObject();
        assertThat(data.toString())
                .isEqualTo(
                        "{\"to\":\"+64271000001\",\"code\":\"123456\",\"userId\":\"usr_1\",\"actionCode\":\"sign-in\","
                                + "\"idempotencyKey\":\"key 1\",\"locale\":\"en\",\"channel\":\"SMS\",\"text\":\""
                                + Some.TEXT + "\"}");
        JsonObject envelope = event();
        assertThat(envelope.keySet()).containsExactly("version", "id", "source", "time", "tenantId", "type", "data");
        assertThat(envelope.get("version").getAsInt()).isEqualTo(1);
        assertThat(envelope.get("id").getAsString()).isEqualTo("sendId-0001");
        assertThat(envelope.get("time").getAsString()).isEqualTo("2026-11-24T09:00:00Z");
        assertThat(envelope.get("tenantId").getAsString()).isEqualTo("shop");
        assertThat(envelope.get("type").getAsString()).isEqualTo("sms.created");
    }

    @Test
    void an_email_is_told_with_its_code_or_its_link() {
        assertThat(webhook.send(Some.email()).isAccepted()).isTrue();
        assertThat(event().get("type").getAsString()).isEqualTo("email.created");
        JsonObject data = event().getAsJsonObject("data");
        assertThat(data.get("code").getAsString()).isEqualTo("123456");
        assertThat(data.get("subject").getAsString()).isEqualTo("Your Acme code");
        assertThat(data.get("html").getAsString()).contains("<b>123456</b>");
        Delivery.About link =
                new Delivery.About(Some.about().action(), Secret.of("https://shop.example/link?reply=x"), Some.RECEIPT);
        Email email =
                new Email("sendId-0003", Some.address("jane@shop.example"), "Link", "text", null, Locale.GERMAN, link);
        assertThat(webhook.send(email).isAccepted()).isTrue();
        assertThat(event().getAsJsonObject("data").get("url").getAsString())
                .isEqualTo("https://shop.example/link?reply=x");
        assertThat(event().getAsJsonObject("data").has("code")).isFalse();
        assertThat(event().getAsJsonObject("data").has("html")).isFalse();
    }

    @Test
    void the_signature_is_one_for_each_key_without_padding() throws Exception {
        Secret old = Secret.of("the-key-before-that-one");
        assertThat(webhook.older(old).send(Some.sms()).isAccepted()).isTrue();
        String header = service.last().header("x-signature-v2");
        long seconds = clock.instant().getEpochSecond();
        assertThat(header)
                .startsWith("t=" + seconds + ",v2=")
                .doesNotContain("==")
                .doesNotEndWith("=");
        List<String> signatures = Stream.of(header.split(","))
                .filter(part -> part.startsWith("v2="))
                .map(part -> part.substring(3))
                .toList();
        assertThat(signatures)
                .containsExactly(
                        mac(KEY, seconds + "." + service.last().body()),
                        mac(old.reveal(), seconds + "." + service.last().body()));
        assertThat(webhook.send(Some.sms()).isAccepted()).isTrue();
        assertThat(service.last().header("x-signature-v2").split(",")).hasSize(2);
    }

    private static String mac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder()
                .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                .replace("=", "");
    }

    @ParameterizedTest
    @CsvSource({
        "200, ACCEPTED,    UNSAID",
        "202, ACCEPTED,    UNSAID",
        "302, UNAVAILABLE, BAD_ANSWER",
        "400, REFUSED,     REFUSED",
        "401, UNAVAILABLE, MISCONFIGURED",
        "404, UNAVAILABLE, MISCONFIGURED",
        "429, UNAVAILABLE, THROTTLED",
        "500, UNKNOWN,     UNAVAILABLE",
        "503, UNAVAILABLE, UNAVAILABLE",
    })
    @Requirement("R40")
    void the_status_says_what_became_of_it(int status, Fate fate, Cause cause) {
        service.play(asked -> new Said(status, "{}"));
        Delivery delivery = webhook.send(Some.sms());
        assertThat(delivery.fate()).isEqualTo(fate);
        assertThat(delivery.cause()).isEqualTo(cause);
        assertThat(service.asked).hasSize(1);
    }

    @Test
    @Requirement("R40")
    void no_answer_leaves_it_open_and_nobody_there_says_that_it_did_not_go() {
        service.play(service.silent);
        Duration brief = Duration.ofSeconds(1);
        assertThat(webhook.patience(brief, brief).send(Some.email()).fate()).isEqualTo(Fate.UNKNOWN);
        WebhookSender nowhere = WebhookSender.of(Stage.nobody(), Secret.of(KEY), clock);
        assertThat(nowhere.send(Some.email()).fate()).isEqualTo(Fate.UNAVAILABLE);
    }

    @Test
    void what_is_out_of_bounds_is_named_and_not_repeated() {
        assertThatThrownBy(() -> WebhookSender.of(URI.create("http://a.example/"), Secret.of(KEY), clock))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebhookSender.of(service.url(), Secret.of("canary"), clock))
                .hasMessageContaining("key")
                .hasMessageNotContaining("canary");
        assertThat(webhook.toString()).doesNotContain(KEY);
    }
}
