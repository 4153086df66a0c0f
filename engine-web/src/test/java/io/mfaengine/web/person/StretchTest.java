package io.mfaengine.web.person;

import static io.mfaengine.web.person.PagesWorld.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Decision;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.testkit.PhoneApp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Narrow, from right to left, in a language that is 40 % longer, with text twice as large, and without a mouse. */
final class StretchTest extends BrowserTest {
    /** Every sentence, and what buttons say, with more of its own letters; from right to left. */
    private static final String STRETCH = """
            document.documentElement.dir = 'rtl';
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const text = node.nodeValue.trim();
                if (text && !node.parentNode.closest('bdi[dir=ltr], .codes, svg')) {
                    node.nodeValue = text + ' ' + text.slice(0, Math.ceil(text.length * 0.4));
                }
            }
            """;

    @Test
    void no_page_scrolls_sideways_however_it_is_stretched() {
        PhoneApp phone = world.withApp("ann");
        world.adopt("ann", AuthenticatorType.SMS, PHONE);
        browser.as(new Eyes(false, 320, true, "de"));
        browser.open(world.pay("ann", "de").url());
        stretched("challenge");
        browser.open(world.pay("ann", "de").url());
        browser.press("a[href$='/choose']");
        stretched("another");
        browser.open(world.pay("new", "de").url());
        stretched("choose");
        browser.open(world.pay("new", "de").url());
        browser.choose("AUTHENTICATOR_APP");
        stretched("app");
        browser.press("a[href$='/choose']");
        browser.choose("SMS");
        stretched("number");
        browser.open(world.manage("ann", "de").url());
        browser.answer(phone.code());
        Object unused = browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
        stretched("settings");
    }

    /** At 320 pixels, stretched; then at 360 with text twice as large. */
    private void stretched(String name) {
        assertFits(name);
        Object unused = browser.script(STRETCH);
        assertFits(name + " stretched");
        browser.shoot("stretched-" + name);
        browser.as(new Eyes(false, 360, true, "de"));
        unused = browser.script("document.documentElement.style.fontSize = '200%'");
        assertFits(name + " with large text");
        browser.shoot("large-" + name);
        browser.as(new Eyes(false, 320, true, "de"));
        unused = browser.script("document.documentElement.style.fontSize = ''");
    }

    private void assertFits(String name) {
        List<?> tooWide = (List<?>) browser.script("""
                const room = document.documentElement.clientWidth;
                return [...document.querySelectorAll('body *:not(.hide):not(.hide *):not(option)')]
                    .filter(e => e.getClientRects().length && !e.closest('.hide, .hide-label > label, svg'))
                    .filter(e => e.getBoundingClientRect().right > room + 1 || e.getBoundingClientRect().left < -1)
                    .map(e => e.tagName + '.' + e.className);
                """);
        assertThat(tooWide).as(name).isEmpty();
        assertThat((Boolean) browser.script(
                        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(name)
                .isTrue();
    }

    @Test
    void a_payment_is_confirmed_by_keyboard_alone() {
        PhoneApp phone = world.withApp("ann");
        Decision decision = world.pay("ann", "en");
        browser.as(new Eyes(false, 1280, true, "en"));
        browser.open(decision.url());
        for (int presses = 0; presses < 8 && !"code".equals(focused().getDomAttribute("id")); presses++) {
            new Actions(browser.driver).sendKeys(Keys.TAB).perform();
            String outline =
                    String.valueOf(browser.script("return getComputedStyle(document.activeElement).outlineWidth"));
            assertThat(outline).isEqualTo("3px");
        }
        assertThat(focused().getDomAttribute("id")).isEqualTo("code");
        focused().sendKeys(phone.code());
        focused().sendKeys(Keys.ENTER);
        browser.waitFor(() -> browser.heading().equals("Back at the application"));
        assertThat(world.mfa.getAction(decision.token()).orElseThrow().state())
                .isEqualTo(ActionState.CHALLENGE_SUCCEEDED);
    }

    private WebElement focused() {
        return browser.driver.switchTo().activeElement();
    }
}
