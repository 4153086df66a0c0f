package io.mfaengine.web.person;

import static io.mfaengine.web.person.PagesWorld.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Decision;
import io.mfaengine.Validation;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person gets their first second step, by each type, and comes back with it. */
final class EnrolmentJourneyTest extends BrowserTest {
    private static final String AGAIN = "form[action*='/again/'] button";

    @ParameterizedTest
    @MethodSource("eyes")
    @Requirement({"R61", "R63", "R82"})
    void an_authenticator_app_by_its_picture_in_three_clicks(Eyes eyes) {
        Decision decision = paying("ann", eyes);
        assertThat(browser.url()).doesNotContain(decision.token().value());
        looksRight("choose", eyes);

        browser.choose("AUTHENTICATOR_APP"); // 1
        looksRight("app", eyes);
        PhoneApp phone = PhoneApp.scan(URI.create(Pictures.text(browser)), world.clock);
        browser.answer("000000");
        assertThat(browser.attribute("#code", "aria-invalid")).isEqualTo("true");
        assertThat(browser.find("#code").getDomProperty("value")).isEmpty();
        looksRight("app-wrong", eyes);
        browser.answer(phone.code()); // 2, or Enter

        assertThat(browser.driver.findElements(org.openqa.selenium.By.cssSelector(".codes li")))
                .hasSize(10);
        looksRight("codes", eyes);
        browser.press("main form[action$='/codes'] button.fill");
        looksRight("codes-not-kept", eyes);
        assertThat(browser.has("#kept[aria-invalid=true]")).isTrue();
        browser.touch("#kept"); // the box
        browser.press("main form[action$='/codes'] button.fill"); // 3

        assertBack(decision);
        Validation proof = world.mfa.validateChallenge(decision.token(), PagesWorld.pay("ann"));
        assertThat(proof.isValid()).isTrue();
        assertThat(world.mfa.getUser("ann").enrolled())
                .contains(AuthenticatorType.AUTHENTICATOR_APP, AuthenticatorType.RECOVERY_CODE);
    }

    private void assertBack(Decision decision) {
        assertThat(browser.heading()).isEqualTo("Back at the application");
        assertThat(browser.url())
                .isEqualTo(world.site
                        .url("/back?order=7&token=" + decision.token().value())
                        .toString());
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void a_number_mistyped_changed_and_proved(Eyes eyes) {
        Decision decision = paying("bob", eyes);
        browser.choose("SMS");
        looksRight("number", eyes);
        country("NZ");
        browser.type("#address", "12");
        browser.press("main button.fill");
        looksRight("number-wrong", eyes);
        assertThat(browser.find("#address").getDomProperty("value")).isEqualTo("12");
        assertThat(world.outbox.size()).isZero();

        country("NZ");
        browser.type("#address", "021 999 888");
        browser.press("main button.fill");
        assertThat(world.outbox.messages()).hasSize(1);
        looksRight("sms-code", eyes);
        browser.press("a[href*='/enter/SMS']");
        country("NZ");
        browser.type("#address", "021 123 456");
        world.clock.move(Duration.ofMinutes(1));
        browser.press("main button.fill");

        String first = world.outbox.lastCode(PHONE);
        browser.answer(world.outbox.wrongCode());
        looksRight("sms-wrong", eyes);
        assertThat(browser.text()).contains("4");
        if (eyes.script()) {
            assertThat(browser.attribute(AGAIN, "aria-disabled")).isEqualTo("true");
            assertThat(browser.find(AGAIN).getText()).matches(".*[01]:[0-9]{2}.*");
        } else {
            browser.press(AGAIN);
            looksRight("sms-too-soon", eyes);
            assertThat(browser.has(".error")).isTrue();
        }
        assertThat(world.outbox.lastCode(PHONE)).isEqualTo(first);
        world.clock.move(Duration.ofMinutes(1));
        sendAgain();
        looksRight("sms-again", eyes);
        assertThat(world.outbox.messages()).hasSize(3);

        browser.answer(world.outbox.lastCode(PHONE));
        assertThat(world.mfa.getUser("bob").phoneNumber()).isEqualTo(PHONE);
        keepCodes();
        assertBack(decision);
    }

    /** Once it needn't wait any more. */
    private void sendAgain() {
        browser.open(URI.create(browser.url()));
        browser.press(AGAIN);
    }

    private void country(String code) {
        Object unused = browser.script("document.querySelector('#country').value = arguments[0]", code);
    }

    private void keepCodes() {
        browser.touch("#kept");
        browser.press("main form[action$='/codes'] button.fill");
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void an_address_by_a_code_that_ran_out_first(Eyes eyes) {
        Decision decision = paying("cid", eyes);
        browser.choose("EMAIL_OTP");
        looksRight("mail", eyes);
        browser.type("#address", "cid@acme.example");
        browser.press("main button.fill");
        looksRight("mail-code", eyes);
        String old = world.outbox.lastCode("cid@acme.example");
        world.clock.move(Duration.ofMinutes(6));
        sendAgain();
        browser.answer(old);
        looksRight("mail-wrong", eyes);
        browser.answer(world.outbox.lastCode("cid@acme.example"));
        keepCodes();
        assertBack(decision);
        assertThat(world.mfa.getUser("cid").emailVerified()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("eyes")
    @Requirement("R80")
    void an_address_by_a_link_that_is_opened_in_another_tab(Eyes eyes) {
        Decision decision = paying("dan", eyes);
        browser.choose("EMAIL_MAGIC_LINK");
        browser.type("#address", "dan@acme.example");
        browser.press("main button.fill");
        looksRight("link-waiting", eyes);
        browser.press("#arrived button");
        assertThat(browser.has(".error")).isTrue();
        looksRight("link-not-yet", eyes);

        URI link = world.outbox.lastLink("dan@acme.example");
        String waiting = browser.driver.getWindowHandle();
        browser.driver.switchTo().newWindow(org.openqa.selenium.WindowType.TAB);
        browser.as(eyes);
        browser.open(link);
        assertThat(browser.url()).doesNotContain("reply=");
        looksRight("link", eyes);
        assertThat(state(decision)).isEqualTo(ActionState.ALLOW);
        browser.press("main button.fill");
        looksRight("link-done", eyes);
        assertThat(state(decision)).isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
        browser.driver.close();
        browser.driver.switchTo().window(waiting);

        if (eyes.script()) {
            browser.waitFor(() -> browser.has("#kept"));
        } else {
            browser.press("#arrived button");
        }
        looksRight("codes-after-link", eyes);
        keepCodes();
        assertBack(decision);
    }

    private ActionState state(Decision decision) {
        return world.mfa.getAction(decision.token()).orElseThrow().state();
    }
}
