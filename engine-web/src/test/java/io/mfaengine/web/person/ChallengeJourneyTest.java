package io.mfaengine.web.person;

import static io.mfaengine.web.person.PagesWorld.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Decision;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person shows that it is them, by what they hold, and comes back. */
final class ChallengeJourneyTest extends BrowserTest {
    @ParameterizedTest
    @MethodSource("eyes")
    void a_payment_by_the_app_at_the_second_try(Eyes eyes) {
        PhoneApp phone = world.withApp("ann");
        Decision decision = paying("ann", eyes);
        looksRight("challenge", eyes);
        assertThat(browser.text()).contains("1,240.00 €", "Baker & Sons", "Everyday account ··4417");
        browser.answer(phone.wrongCode());
        looksRight("challenge-wrong", eyes);
        assertThat(browser.title()).startsWith(eyes.language().equals("de") ? "Fehler: " : "Error: ");
        if (eyes.script()) {
            assertThat(browser.driver.switchTo().activeElement().getDomAttribute("id"))
                    .isEqualTo("code");
        }
        browser.answer("12 34");
        looksRight("challenge-malformed", eyes);
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        String code = phone.code();
        browser.answer(code.substring(0, 3) + " " + code.substring(3));
        assertBack(decision);
        assertThat(world.mfa
                        .validateChallenge(decision.token(), PagesWorld.pay("ann"))
                        .isValid())
                .isTrue();

        browser.driver.navigate().back();
        looksRight("passed", eyes);
        browser.press("main button.fill");
        assertBack(decision);
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void another_way_by_a_text_and_then_by_a_recovery_code(Eyes eyes) {
        browser.as(eyes);
        PagesWorld.Enrolled ann = world.enrolled("ann");
        world.adopt("ann", AuthenticatorType.SMS, PHONE);
        world.adopt("ann", AuthenticatorType.EMAIL_OTP, "ann@acme.example");
        Decision decision = world.pay("ann", eyes.language());
        browser.open(decision.url());
        browser.press("a[href$='/choose']");
        looksRight("another", eyes);
        browser.driver.findElements(org.openqa.selenium.By.cssSelector("button.way[name=id]")).stream()
                .filter(way -> way.getText().contains("456"))
                .findFirst()
                .orElseThrow()
                .click();
        browser.waitFor(() -> browser.has("#code"));
        looksRight("challenge-sms", eyes);
        assertThat(world.outbox.messages()).hasSize(1);
        browser.press("a[href$='/choose']");
        browser.choose("RECOVERY_CODE");
        looksRight("recovery", eyes);
        browser.answer("AAAA-BBBB");
        looksRight("recovery-malformed", eyes);
        browser.answer(ann.codes().get(3).reveal().toLowerCase(java.util.Locale.ROOT));
        assertBack(decision);

        Decision next = world.pay("ann", eyes.language());
        browser.open(next.url());
        browser.press("a[href$='/choose']");
        browser.choose("RECOVERY_CODE");
        browser.answer(ann.codes().get(3).reveal());
        looksRight("recovery-used", eyes);
        assertThat(state(next)).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    @ParameterizedTest
    @MethodSource("eyes")
    @Requirement("R80")
    void a_text_is_sent_when_it_is_asked_for(Eyes eyes) {
        browser.as(eyes);
        world.adopt("bob", AuthenticatorType.SMS, PHONE);
        Decision decision = world.pay("bob", eyes.language());
        browser.open(decision.url());
        looksRight("ask", eyes);
        assertThat(world.outbox.size()).isZero();
        browser.press("main button.fill");
        browser.answer(world.outbox.lastCode(PHONE));
        assertBack(decision);
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void a_lock_is_told_with_what_is_left_of_it(Eyes eyes) {
        PhoneApp phone = world.withApp("ann");
        paying("ann", eyes);
        for (int i = 0; i < 5; i++) {
            browser.answer(phone.wrongCode());
        }
        looksRight("locked", eyes);
        assertThat(browser.has("#code")).isFalse();
        assertThat(browser.text()).contains("30");
        browser.press("a.fill[href$='/choose']");
        looksRight("another-paused", eyes);
        assertThat(browser.has(".way.off")).isTrue();
        world.clock.move(Duration.ofSeconds(61));
        Decision again = world.pay("ann", eyes.language());
        browser.open(again.url());
        browser.answer(phone.code());
        assertBack(again);
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void who_quits_goes_back_with_nothing_confirmed(Eyes eyes) {
        PhoneApp phone = world.withApp("ann");
        Decision decision = paying("ann", eyes);
        browser.press("header button");
        assertBack(decision);
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        browser.open(decision.url());
        browser.answer(phone.code());
        assertBack(decision);
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void what_has_run_out_says_so_and_leads_back(Eyes eyes) {
        PhoneApp phone = world.withApp("ann");
        Decision decision = paying("ann", eyes);
        world.clock.move(Duration.ofMinutes(11));
        browser.answer(phone.code());
        looksRight("expired", eyes);
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        browser.press("main button.fill");
        assertBack(decision);
        browser.forget();
        browser.open(decision.url());
        looksRight("gone", eyes);
    }

    private void assertBack(Decision decision) {
        assertThat(browser.heading()).isEqualTo("Back at the application");
        assertThat(browser.url())
                .isEqualTo(world.site
                        .url("/back?order=7&token=" + decision.token().value())
                        .toString());
    }

    private ActionState state(Decision decision) {
        return world.mfa.getAction(decision.token()).orElseThrow().state();
    }
}
