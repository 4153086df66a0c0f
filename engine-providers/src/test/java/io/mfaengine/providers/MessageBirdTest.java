package io.mfaengine.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Fate;
import io.mfaengine.delivery.Sms;
import io.mfaengine.model.Secret;
import io.mfaengine.providers.Stage.Said;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageBirdTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Stage cloud = Stage.open(MessageBirdCloud::play);
    private final MessageBird bird =
            MessageBird.of(Secret.of(MessageBirdCloud.KEY), "Acme").at(cloud.url());

    @AfterEach
    void close() {
        cloud.close();
    }

    private JsonObject body() {
        return JsonParser.parseString(cloud.last().body()).getAsJsonObject();
    }

    @Test
    void a_text_message_goes_as_json_with_the_access_key() {
        assertThat(bird.send(Some.sms()))
                .isEqualTo(Delivery.ACCEPTED
                        .by("messagebird", MessageBirdCloud.MESSAGE)
                        .segments(1));
        assertThat(body().toString())
                .isEqualTo("{\"recipients\":[\"64271000001\"],\"originator\":\"Acme\",\"body\":\""
                        + Some.TEXT
                        + "\",\"reference\":\"sendId-0001\",\"datacoding\":\"plain\"}");
    }

    @Test
    void a_text_that_the_small_alphabet_lacks_goes_as_unicode() {
        Sms message = new Sms("sendId-0001", Sms.Channel.SMS, Some.number(), "123456 dla Łodzi", Locale.ENGLISH);
        assertThat(bird.send(message).isAccepted()).isTrue();
        assertThat(body().get("datacoding").getAsString()).isEqualTo("unicode");
    }

    @Test
    void receipts_are_asked_for_with_the_handle_of_the_message() {
        MessageBird told = bird.receiptsTo(
                URI.create("https://shop.example/receipts"),
                Secret.of("signing key"),
                MovableClock.at("2026-11-24T09:00:00Z"));
        assertThat(told.send(Some.sms()).isAccepted()).isTrue();
        assertThat(body().get("reportUrl").getAsString())
                .isEqualTo("https://shop.example/receipts?receipt=" + Some.RECEIPT.value());
    }

    @Test
    void whatsapp_is_not_offered() {
        assertThat(bird.send(Some.sms(Sms.Channel.WHATSAPP)))
                .isEqualTo(Delivery.UNAVAILABLE.because(Cause.MISCONFIGURED).by("messagebird", ""));
        assertThat(cloud.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, 2,  access_key, UNAVAILABLE, MISCONFIGURED",
        "422, 9,  recipients, REFUSED,     BAD_ADDRESS",
        "422, 10, recipient,  REFUSED,     BAD_ADDRESS",
        "422, 10, originator, REFUSED,     REFUSED",
        "422, 10, gateway,    UNAVAILABLE, MISCONFIGURED",
        "402, 25, ,           UNAVAILABLE, UNPAID",
        "422, 25, ,           UNAVAILABLE, UNPAID",
        "404, 98, ,           UNAVAILABLE, MISCONFIGURED",
        "429, 0,  ,           UNAVAILABLE, THROTTLED",
        "503, 99, ,           UNAVAILABLE, UNAVAILABLE",
        "500, 99, ,           UNKNOWN,     UNAVAILABLE",
    })
    void a_documented_error_has_its_cause(int status, int code, String parameter, Fate fate, Cause cause) {
        cloud.play(asked -> MessageBirdCloud.error(status, code, "canary", parameter));
        Delivery delivery = bird.send(Some.sms());
        assertThat(delivery.fate()).isEqualTo(fate);
        assertThat(delivery.cause()).isEqualTo(cause);
        assertThat(delivery.toString()).doesNotContain("canary");
        assertThat(cloud.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "[]", "{\"id\":7}", "{\"id\":\"a b\"}", "{\"id\":"})
    @Requirement("R40")
    void an_answer_that_is_not_the_protocols_leaves_open_whether_the_message_went(String rubbish) {
        cloud.play(asked -> new Said(201, rubbish));
        assertThat(bird.send(Some.sms()))
                .isEqualTo(Delivery.UNKNOWN.because(Cause.BAD_ANSWER).by("messagebird", ""));
        cloud.play(asked -> new Said(422, rubbish));
        assertThat(bird.send(Some.sms()).fate()).isEqualTo(Fate.UNAVAILABLE);
    }

    @Test
    void what_it_says_of_the_parts_is_believed_only_if_it_makes_sense() {
        for (String recipients : new String[] {"7", "{}", "{\"items\":[]}", "{\"items\":[7]}", "{\"items\":[{}]}"}) {
            cloud.play(asked -> new Said(201, "{\"id\":\"abc\",\"recipients\":" + recipients + "}"));
            assertThat(bird.send(Some.sms())).isEqualTo(Delivery.ACCEPTED.by("messagebird", "abc"));
        }
    }

    @Test
    @Requirement("R40")
    void a_late_answer_or_none_leaves_open_whether_the_message_went_and_it_is_not_sent_again() {
        cloud.play(cloud.silent);
        assertThat(bird.patience(SHORT, SHORT).send(Some.sms()).fate()).isEqualTo(Fate.UNKNOWN);
        cloud.play(Stage.CUT);
        assertThat(bird.send(Some.sms()).fate()).isEqualTo(Fate.UNKNOWN);
        assertThat(cloud.asked).hasSize(2);
        assertThat(bird.at(Stage.nobody()).send(Some.sms()).fate()).isEqualTo(Fate.UNAVAILABLE);
    }

    @Test
    void a_check_proves_the_key_without_a_message() {
        assertThat(bird.check().isAccepted()).isTrue();
        assertThat(cloud.last().uri().getPath()).isEqualTo("/balance");
        MessageBird wrong = MessageBird.of(Secret.of("wrong"), "Acme").at(cloud.url());
        assertThat(wrong.check().cause()).isEqualTo(Cause.MISCONFIGURED);
        assertThat(bird.at(Stage.nobody()).check().cause()).isEqualTo(Cause.UNAVAILABLE);
    }

    @Test
    void what_is_out_of_bounds_is_named_and_not_repeated() {
        assertThatThrownBy(() -> MessageBird.of(Secret.of(""), "Acme")).hasMessageContaining("accessKey");
        assertThatThrownBy(() -> MessageBird.of(Secret.of("canary"), "a name that is too long"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("originator")
                .hasMessageNotContaining("too long");
        assertThat(bird.toString()).doesNotContain(MessageBirdCloud.KEY);
    }
}
