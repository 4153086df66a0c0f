package io.mfaengine.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Fate;
import io.mfaengine.delivery.Sms;
import io.mfaengine.delivery.Sms.Channel;
import io.mfaengine.model.Secret;
import io.mfaengine.providers.Stage.Said;
import io.mfaengine.requirements.Requirement;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TwilioTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Stage cloud = Stage.open(TwilioCloud::play);
    private final Twilio twilio = Twilio.of(TwilioCloud.ACCOUNT, Secret.of(TwilioCloud.TOKEN), "+6421000000")
            .at(cloud.url());

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_text_message_goes_as_a_form_from_the_account() {
        Delivery delivery = twilio.send(Some.sms());
        assertThat(delivery)
                .isEqualTo(Delivery.ACCEPTED.by("twilio", TwilioCloud.MESSAGE).segments(1));
        assertThat(cloud.last().form()).isEqualTo(Map.of("To", Some.NUMBER, "From", "+6421000000", "Body", Some.TEXT));
    }

    @Test
    void letters_beyond_ascii_and_what_a_form_would_take_apart_arrive_as_they_were() {
        String text = "123456 & 100% = Größe + \u20ac \ud83d\udc4d";
        Sms message = new Sms("sendId-0001", Channel.SMS, Some.number(), text, Locale.GERMAN);
        assertThat(twilio.send(message).isAccepted()).isTrue();
        assertThat(cloud.last().form()).containsEntry("Body", text);
    }

    @Test
    void a_messaging_service_chooses_the_number() {
        Twilio service = Twilio.of(TwilioCloud.ACCOUNT, Secret.of(TwilioCloud.TOKEN), TwilioCloud.SERVICE)
                .at(cloud.url());
        assertThat(service.send(Some.sms()).isAccepted()).isTrue();
        assertThat(cloud.last().form())
                .containsEntry("MessagingServiceSid", TwilioCloud.SERVICE)
                .doesNotContainKey("From");
    }

    @Test
    void an_api_key_calls_instead_of_the_auth_token() {
        Twilio keyed = Twilio.of(TwilioCloud.ACCOUNT, Secret.of("not the auth token"), "Acme")
                .at(cloud.url());
        assertThat(keyed.send(Some.sms()).cause()).isEqualTo(Cause.MISCONFIGURED);
        assertThat(keyed.apiKey(TwilioCloud.KEY, Secret.of(TwilioCloud.KEY_SECRET))
                        .send(Some.sms())
                        .isAccepted())
                .isTrue();
    }

    @Test
    void whatsapp_has_its_own_addresses() {
        assertThat(twilio.send(Some.sms(Channel.WHATSAPP)).isAccepted()).isTrue();
        assertThat(cloud.last().form())
                .containsEntry("To", "whatsapp:" + Some.NUMBER)
                .containsEntry("From", "whatsapp:+6421000000");
        assertThat(twilio.whatsApp("+14155550100")
                        .send(Some.sms(Channel.WHATSAPP))
                        .isAccepted())
                .isTrue();
        assertThat(cloud.last().form()).containsEntry("From", "whatsapp:+14155550100");
    }

    @Test
    void a_whatsapp_template_gets_the_code_as_its_first_variable() {
        Twilio approved = twilio.whatsAppTemplate("HXeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");
        assertThat(approved.send(Some.sms(Channel.WHATSAPP)).isAccepted()).isTrue();
        assertThat(cloud.last().form())
                .containsEntry("ContentSid", "HXeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee")
                .containsEntry("ContentVariables", "{\"1\":\"123456\"}")
                .doesNotContainKey("Body");
        assertThat(approved.send(Some.sms()).isAccepted()).isTrue();
        assertThat(cloud.last().form()).doesNotContainKey("ContentSid");
    }

    @Test
    void receipts_are_asked_for_with_the_handle_of_the_message() {
        Twilio told = twilio.receiptsTo(URI.create("https://shop.example/receipts?by=twilio"));
        assertThat(told.send(Some.sms()).isAccepted()).isTrue();
        assertThat(cloud.last().form())
                .containsEntry(
                        "StatusCallback", "https://shop.example/receipts?by=twilio&receipt=" + Some.RECEIPT.value());
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21211, REFUSED, BAD_ADDRESS",
        "400, 21614, REFUSED, BAD_ADDRESS",
        "400, 63003, REFUSED, BAD_ADDRESS",
        "403, 21408, REFUSED, REFUSED",
        "400, 21610, REFUSED, REFUSED",
        "400, 21612, REFUSED, REFUSED",
        "400, 21659, UNAVAILABLE, MISCONFIGURED",
        "401, 20003, UNAVAILABLE, MISCONFIGURED",
        "404, 20404, UNAVAILABLE, MISCONFIGURED",
        "400, 29999, UNAVAILABLE, MISCONFIGURED",
        "403, 90010, UNAVAILABLE, UNPAID",
        "429, 20429, UNAVAILABLE, THROTTLED",
        "429, 14107, UNAVAILABLE, THROTTLED",
        "503, 20503, UNAVAILABLE, UNAVAILABLE",
        "500, 20500, UNKNOWN, UNAVAILABLE",
        "504, 20504, UNKNOWN, UNAVAILABLE",
    })
    void a_documented_error_has_its_cause(int status, int code, Fate fate, Cause cause) {
        cloud.play(asked -> TwilioCloud.error(status, code, "canary"));
        Delivery delivery = twilio.send(Some.sms());
        assertThat(delivery.fate()).isEqualTo(fate);
        assertThat(delivery.cause()).isEqualTo(cause);
        assertThat(delivery.toString()).doesNotContain("canary");
        assertThat(cloud.asked)
                .as("it may have been heard, so it isn't said again")
                .hasSize(1);
    }

    @Test
    void a_message_that_failed_at_once_did_not_go() {
        cloud.play(asked ->
                new Said(201, "{\"sid\":\"" + TwilioCloud.MESSAGE + "\",\"status\":\"failed\",\"error_code\":30006}"));
        assertThat(twilio.send(Some.sms()))
                .isEqualTo(Delivery.REFUSED.because(Cause.BAD_ADDRESS).by("twilio", TwilioCloud.MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "[]", "null", "{\"sid\":7}", "{\"sid\":\"SM\\r\\nX\"}", "{\"sid\":"})
    @Requirement("R40")
    void an_answer_that_is_not_the_protocols_leaves_open_whether_the_message_went(String rubbish) {
        cloud.play(asked -> new Said(200, rubbish));
        assertThat(twilio.send(Some.sms()).fate()).isEqualTo(Fate.UNKNOWN);
        assertThat(twilio.send(Some.sms()).cause()).isEqualTo(Cause.BAD_ANSWER);
        cloud.play(asked -> new Said(302, rubbish));
        assertThat(twilio.send(Some.sms()).fate()).isEqualTo(Fate.UNAVAILABLE);
        cloud.play(asked -> new Said(400, rubbish));
        assertThat(twilio.send(Some.sms()).fate()).isEqualTo(Fate.UNAVAILABLE);
    }

    @Test
    @Requirement("R40")
    void an_answer_without_an_end_is_cut() {
        cloud.play(asked -> new Said(201, " ".repeat(1 << 17)));
        assertThat(twilio.send(Some.sms()))
                .isEqualTo(Delivery.UNKNOWN.because(Cause.BAD_ANSWER).by("twilio", ""));
    }

    @Test
    @Requirement("R40")
    void a_late_answer_or_none_leaves_open_whether_the_message_went_and_it_is_not_sent_again() {
        Twilio hasty = twilio.patience(SHORT, SHORT);
        cloud.play(cloud.silent);
        assertThat(hasty.send(Some.sms()))
                .isEqualTo(Delivery.UNKNOWN.because(Cause.NO_ANSWER).by("twilio", ""));
        assertThat(cloud.asked).hasSize(1);
        cloud.play(Stage.CUT);
        assertThat(twilio.send(Some.sms()))
                .isEqualTo(Delivery.UNKNOWN.because(Cause.NO_ANSWER).by("twilio", ""));
        assertThat(cloud.asked).hasSize(2);
    }

    @Test
    void where_nobody_listens_no_message_went() {
        assertThat(twilio.at(Stage.nobody()).send(Some.sms()))
                .isEqualTo(Delivery.UNAVAILABLE.because(Cause.UNAVAILABLE).by("twilio", ""));
    }

    @Test
    void a_check_proves_the_credentials_without_a_message() {
        assertThat(twilio.check().isAccepted()).isTrue();
        assertThat(cloud.last().method()).isEqualTo("GET");
        Twilio wrong =
                Twilio.of(TwilioCloud.ACCOUNT, Secret.of("wrong"), "Acme").at(cloud.url());
        assertThat(wrong.check())
                .isEqualTo(Delivery.UNAVAILABLE.because(Cause.MISCONFIGURED).by("twilio", ""));
        cloud.play(asked -> new Said(200, "<html>"));
        assertThat(twilio.check().isAccepted()).isFalse();
        assertThat(twilio.at(Stage.nobody()).check().cause()).isEqualTo(Cause.UNAVAILABLE);
    }

    @Test
    void what_is_out_of_bounds_is_named_and_not_repeated() {
        Secret token = Secret.of(TwilioCloud.TOKEN);
        assertThatThrownBy(() -> Twilio.of("canary", token, "Acme"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accountSid")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> Twilio.of(TwilioCloud.ACCOUNT, Secret.of("a\r\nb"), "Acme"))
                .hasMessageContaining("authToken");
        for (String sender : new String[] {"", "12", "Acme\r\nX: y", "a name that is too long", "+0123456789"}) {
            assertThatThrownBy(() -> Twilio.of(TwilioCloud.ACCOUNT, token, sender))
                    .hasMessageContaining("sender");
        }
        assertThatThrownBy(() -> twilio.at(URI.create("http://twilio.example")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> twilio.receiptsTo(URI.create("http://shop.example/")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> twilio.patience(Duration.ZERO, SHORT)).isInstanceOf(IllegalArgumentException.class);
        assertThat(twilio.toString()).contains(TwilioCloud.ACCOUNT).doesNotContain(TwilioCloud.TOKEN);
    }
}
