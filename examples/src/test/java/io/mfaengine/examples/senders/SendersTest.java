package io.mfaengine.examples.senders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.testkit.Outbox;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who sends, by the environment. */
final class SendersTest {
    private static final Map<String, String> TWILIO = Map.of(
            "TWILIO_ACCOUNT_SID",
            "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "TWILIO_AUTH_TOKEN",
            "canary-token",
            "TWILIO_FROM",
            "+6421000000");
    private static final Map<String, String> BIRD =
            Map.of("MESSAGEBIRD_ACCESS_KEY", "canary-key", "MESSAGEBIRD_ORIGINATOR", "Acme");
    private static final Map<String, String> MAIL =
            Map.of("SMTP_HOST", "mail.example", "SMTP_FROM", "mfa@acme.example", "SMTP_PORT", "465");

    private static Senders senders(Map<String, String> environment) throws Senders.Unusable {
        Outbox shown = Outbox.create();
        return Senders.of("Acme", environment, new Senders(shown.sms(), shown.email()), InstantSource.system());
    }

    @Test
    void nothing_named_shows_all_on_the_screen() throws Exception {
        assertThat(senders(Map.of()).sms().name()).isEmpty();
        assertThat(senders(Map.of("SMTP_HOST", " ")).email().name()).isEmpty();
    }

    @Test
    void what_is_named_sends() throws Exception {
        assertThat(senders(TWILIO).sms().name()).isEqualTo("twilio");
        assertThat(senders(BIRD).sms().name()).isEqualTo("messagebird");
        assertThat(senders(MAIL).email().name()).isEqualTo("smtp");
        Map<String, String> both = new HashMap<>(TWILIO);
        both.putAll(BIRD);
        assertThat(senders(both).sms()).isNotNull();
    }

    @Test
    void what_is_half_named_is_an_error_that_says_what_is_missing() throws Exception {
        for (Map<String, String> whole : java.util.List.of(TWILIO, BIRD, MAIL)) {
            for (String name : whole.keySet()) {
                Map<String, String> half = new HashMap<>(whole);
                half.remove(name);
                if (name.matches("TWILIO_ACCOUNT_SID|MESSAGEBIRD_ACCESS_KEY|SMTP_HOST|SMTP_PORT")) {
                    assertThat(senders(half)).isNotNull();
                } else {
                    assertThatThrownBy(() -> senders(half))
                            .isInstanceOf(Senders.Unusable.class)
                            .hasMessageContaining(name)
                            .hasMessageNotContaining("canary");
                }
            }
        }
    }
}
