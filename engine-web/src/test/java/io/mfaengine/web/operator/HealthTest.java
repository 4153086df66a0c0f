package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.web.operator.SettingWorld.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Challenge;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Delivery.Receipt.Status;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Health tells what became of messages, where they went and what that cost, and which limits were reached. */
final class HealthTest {
    private static final Pattern ROW = Pattern.compile("<tr role=\"row\"><td.*?</tr>");
    private static final Pattern CELL = Pattern.compile("<td[^>]*>(.*?)</td>");

    private final SettingWorld world = new SettingWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private Challenge send(String user, AuthenticatorType type, String address, Delivery fate) {
        if (world.here.getAuthenticators(user).isEmpty()) {
            world.here
                    .enrollVerifiedAuthenticator(user, type, Secret.of(address))
                    .accepted();
        }
        world.outbox.answer(message -> fate);
        return world.here
                .session(world.here.track(Intent.user(user).action("pay")).token())
                .orElseThrow()
                .challenge(type);
    }

    private void sent(String user, AuthenticatorType type, String address, Delivery by) {
        assertThat(send(user, type, address, by)).isInstanceOf(Challenge.Open.class);
    }

    private void told(String address, String reference, Status status) {
        assertThat(world.here.received(
                        world.outbox.lastReceipt(address), new Receipt("twilio", reference, status, Cause.UNSAID)))
                .isTrue();
    }

    /** Three to New Zealand, of which one came in two parts and got lost, one to Australia, one that failed, one letter. */
    private void happened() {
        sent("ann", SMS, "+64271000001", Delivery.ACCEPTED.by("twilio", "SM1"));
        sent("ben", SMS, "+64271000002", Delivery.ACCEPTED.by("twilio", "SM2").segments(2));
        sent("cat", SMS, "+64271000003", Delivery.ACCEPTED.by("twilio", "SM3"));
        sent("dan", SMS, "+61412345678", Delivery.ACCEPTED.by("twilio", "SM4"));
        assertThat(send(
                        "eve",
                        SMS,
                        "+64271000005",
                        Delivery.REFUSED.because(Cause.BAD_ADDRESS).by("twilio", "")))
                .isNotInstanceOf(Challenge.Open.class);
        sent("fay", EMAIL_OTP, "fay@shop.example", Delivery.ACCEPTED.by("smtp", ""));
        told("+64271000001", "SM1", Status.SENT);
        told("+64271000002", "SM2", Status.SENT);
        world.clock.move(Duration.ofSeconds(5));
        told("+64271000001", "SM1", Status.DELIVERED);
        told("+64271000002", "SM2", Status.UNDELIVERED);
    }

    private void price(String currency, Map<String, String> prices) {
        Map<String, BigDecimal> amounts = prices.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, each -> new BigDecimal(each.getValue())));
        Settings unused = world.here.operator("test").updateSettings(set -> new Prices(currency, amounts).in(set, SMS));
    }

    private String page() {
        return text(world.as(Role.AUDITOR).look("/health"));
    }

    /** The cells of each row, without what is around their text. */
    private static List<List<String>> rows(String page) {
        return ROW.matcher(page)
                .results()
                .map(MatchResult::group)
                .map(row -> CELL.matcher(row)
                        .results()
                        .map(cell -> cell.group(1).replaceAll("<[^>]*>", "").replace('\u00a0', ' '))
                        .toList())
                .toList();
    }

    @Test
    void messages_are_told_by_provider_type_and_country_and_what_arrived() {
        happened();
        assertThat(rows(page()))
                .containsExactly(
                        List.of("smtp", "E-mail code", "", "1", "", "", "0"),
                        List.of("twilio", "Text message", "Australia", "1", "", "", "0"),
                        List.of("twilio", "Text message", "New Zealand", "3", "1", "1", "1"));
        assertThat(page()).contains("Not delivered").doesNotContain("Cost");
        world.clock.move(Duration.ofMinutes(61));
        assertThat(page()).contains("No message with a named provider");
    }

    @Test
    void with_prices_it_tells_what_was_spent_and_what_of_it_for_nothing() {
        happened();
        price("NZD", Map.of("NZ", "0.08", "*", "0.05"));
        assertThat(rows(page()))
                .containsExactly(
                        List.of("smtp", "E-mail code", "", "1", "", "", "0", "", ""),
                        List.of("twilio", "Text message", "Australia", "1", "", "", "0", "0.05 NZD", "0.00 NZD"),
                        List.of("twilio", "Text message", "New Zealand", "3", "1", "1", "1", "0.32 NZD", "0.24 NZD"));
        assertThat(page())
                .contains("What was sent costs 0.37\u00a0NZD; what failed or was not delivered, 0.24\u00a0NZD.");
        price("NZD", Map.of("AU", "1"));
        assertThat(page()).contains("costs 1\u00a0NZD; what failed or was not delivered, 0\u00a0NZD.");
    }

    @Test
    @Requirement("R38")
    void limits_that_were_reached_are_named_with_when_it_was_last() {
        assertThat(page()).doesNotContain("Limits of messages that were reached");
        for (int message = 0; message < 7; message++) {
            Challenge asked = send("ann", SMS, "+64271000001", Delivery.ACCEPTED);
            assertThat(asked instanceof Challenge.Open).as("message " + message).isEqualTo(message < 5);
            world.clock.move(Duration.ofSeconds(30));
        }
        assertThat(rows(page())).containsExactly(List.of("To one address, in an hour", "1", "28 Nov 2026, 09:02:30"));
        world.clock.move(Duration.ofMinutes(10));
        assertThat(send("ann", SMS, "+64271000001", Delivery.ACCEPTED)).isNotInstanceOf(Challenge.Open.class);
        assertThat(rows(page())).containsExactly(List.of("To one address, in an hour", "2", "28 Nov 2026, 09:13:30"));
    }
}
