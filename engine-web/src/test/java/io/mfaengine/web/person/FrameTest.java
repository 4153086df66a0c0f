package io.mfaengine.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Decision;
import io.mfaengine.model.ActionState;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;

/** The pages in the frame and in the window of the browser SDK, and in those of strangers. */
final class FrameTest extends BrowserTest {
    private static final Eyes EYES = new Eyes(false, 1280, true, "en");

    /** An application that opens the pages as the SDK does, and keeps what it is told. */
    private static String application(String url, boolean window) {
        String open = window
                ? "<button id=open>Open</button><script>document.getElementById('open').onclick = () =>"
                        + " window.w = window.open('" + url + "', 'w', 'width=400,height=500');</script>"
                : "<iframe title=Confirm width=385 height=700 src='" + url + "'></iframe>";
        return "<!doctype html><html lang=en><title>App</title><h1>App</h1><script>window.told = [];"
                + "addEventListener('message', e => told.push([e.origin, e.data]));</script>" + open;
    }

    private List<?> told() {
        return (List<?>) browser.script("return window.told.map(t => JSON.stringify(t))");
    }

    @Test
    @Requirement("R81")
    void in_the_frame_of_a_configured_origin_the_pages_speak_as_the_sdk_expects() {
        browser.as(EYES);
        PhoneApp phone = world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        world.site.shows(application(decision.url() + "&mode=popup", false));
        browser.open(world.site.url("/app"));
        browser.waitFor(() -> told().toString().contains("AUTHSIGNAL_READY"));
        assertThat(told().toString()).contains("{\"height\":");
        browser.driver.switchTo().frame(0);
        browser.answer(phone.wrongCode());
        browser.answer(phone.code());
        browser.driver.switchTo().defaultContent();
        browser.waitFor(() -> told().toString().contains("AUTHSIGNAL_CLOSE_POPUP"));
        assertThat(told().toString()).contains(decision.token().value());
        assertThat(told())
                .allSatisfy(each -> assertThat(each.toString()).startsWith("[\"" + world.server.url() + "\""));
        assertThat(world.mfa.getAction(decision.token()).orElseThrow().state())
                .isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
    }

    @Test
    void in_a_window_of_its_own_too() {
        browser.as(EYES);
        PhoneApp phone = world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        world.site.shows(application(decision.url() + "&mode=popup", true));
        browser.open(world.site.url("/app"));
        String application = browser.driver.getWindowHandle();
        browser.touch("#open");
        browser.waitFor(() -> browser.driver.getWindowHandles().size() == 2);
        String window = browser.driver.getWindowHandles().stream()
                .filter(each -> !each.equals(application))
                .findFirst()
                .orElseThrow();
        browser.driver.switchTo().window(window);
        browser.waitFor(() -> browser.has("#code"));
        browser.answer(phone.code());
        browser.driver.switchTo().window(application);
        browser.waitFor(() -> told().toString().contains("AUTHSIGNAL_CLOSE_POPUP"));
        assertThat(told().toString())
                .contains("AUTHSIGNAL_READY", decision.token().value());
        browser.driver.switchTo().window(window).close();
        browser.driver.switchTo().window(application);
    }

    @Test
    @Requirement("R81")
    void a_stranger_can_neither_frame_the_pages_nor_hear_them() {
        browser.as(EYES);
        world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        try (Site stranger = new Site()) {
            stranger.shows(application(decision.url() + "&mode=popup", false));
            browser.open(stranger.url("/app"));
            browser.driver.switchTo().frame(0);
            assertThat(isShown()).isFalse();
            browser.driver.switchTo().defaultContent();
            assertThat(told()).isEmpty();

            stranger.shows(application(decision.url() + "&mode=popup", true));
            browser.open(stranger.url("/app"));
            String application = browser.driver.getWindowHandle();
            browser.touch("#open");
            browser.waitFor(() -> browser.driver.getWindowHandles().size() == 2);
            for (String handle : browser.driver.getWindowHandles()) {
                browser.driver.switchTo().window(handle);
                if (!handle.equals(application)) {
                    browser.waitFor(() -> browser.has("#code"));
                    browser.press("header button");
                    browser.waitFor(() -> browser.url().endsWith("/close"));
                    browser.driver.close();
                }
            }
            browser.driver.switchTo().window(application);
            assertThat(told()).isEmpty();
        }
    }

    private boolean isShown() {
        try {
            return !browser.driver.findElements(By.id("code")).isEmpty();
        } catch (WebDriverException e) {
            return false;
        }
    }

    @Test
    @Requirement("R81")
    void a_form_of_another_site_reaches_nothing() {
        browser.as(EYES);
        PhoneApp phone = world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        browser.open(decision.url());
        String visit = java.net.URI.create(browser.url()).getPath();
        String code = phone.code();
        world.site.shows("<!doctype html><html lang=en><title>Evil</title><form method=post action='"
                + world.server.url() + visit + "/answer/AUTHENTICATOR_APP'><input name=code value=" + code
                + "><button>Win</button></form>");
        browser.open(world.site.url("/evil"));
        browser.press("button");
        assertThat(browser.heading()).isIn("This came from somewhere else", "This link doesn’t work any more");
        assertThat(world.mfa.getAction(decision.token()).orElseThrow().state())
                .isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }
}
