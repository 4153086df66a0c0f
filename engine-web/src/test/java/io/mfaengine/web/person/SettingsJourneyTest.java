package io.mfaengine.web.person;

import static io.mfaengine.web.person.PagesWorld.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Decision;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person looks after their second steps, once they have shown that it is them. */
final class SettingsJourneyTest extends BrowserTest {
    private static final String NEW_PHONE = "+6421999888";

    @ParameterizedTest
    @MethodSource("eyes")
    @Requirement("I5")
    void another_is_added_and_asked_for_first_and_the_old_one_goes(Eyes eyes) {
        PhoneApp phone = arrive(eyes, "ann");
        looksRight("settings-challenge", eyes);
        browser.answer(phone.code());
        looksRight("settings-one", eyes);
        assertThat(browser.has("a[href*='/remove/']")).isFalse();

        browser.press("a[href$='/choose']");
        looksRight("add", eyes);
        browser.choose("SMS");
        Object unused = browser.script("document.querySelector('#country').value = 'NZ'");
        browser.type("#address", "021123456");
        browser.press("main button.fill");
        browser.answer(world.outbox.lastCode(PHONE));
        looksRight("settings-two", eyes);

        String text = id("ann", AuthenticatorType.SMS);
        open("SMS");
        looksRight("settings-open", eyes);
        browser.press("button[name=id][value='" + text + "']");
        assertThat(world.mfa.getUser("ann").preferred()).isEqualTo(AuthenticatorType.SMS);
        looksRight("settings-first", eyes);

        String app = id("ann", AuthenticatorType.AUTHENTICATOR_APP);
        open("AUTHENTICATOR_APP");
        browser.press("a[href$='/remove/" + app + "']");
        looksRight("remove", eyes);
        browser.press("main a.quiet");
        open("AUTHENTICATOR_APP");
        browser.press("a[href$='/remove/" + app + "']");
        browser.press("main button.red");
        looksRight("settings-removed", eyes);
        assertThat(world.mfa.getUser("ann").enrolled()).doesNotContain(AuthenticatorType.AUTHENTICATOR_APP);
        browser.press("header button");
        assertThat(browser.heading()).isEqualTo("Back at the application");
        assertThat(browser.url()).startsWith(world.site.url("/settings?token=").toString());
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void a_number_is_changed_once_the_new_one_is_proved(Eyes eyes) {
        PhoneApp phone = arrive(eyes, "bob");
        world.adopt("bob", AuthenticatorType.SMS, PHONE);
        browser.answer(phone.code());
        String old = id("bob", AuthenticatorType.SMS);
        open("SMS");
        browser.press("a[href$='/edit/" + old + "']");
        looksRight("edit", eyes);
        Object unused = browser.script("document.querySelector('#country').value = 'NZ'");
        browser.type("#address", "021 999 888");
        browser.press("main button.fill");
        looksRight("edit-code", eyes);
        assertThat(addresses("bob")).contains(PHONE);
        browser.answer(world.outbox.lastCode(NEW_PHONE));
        looksRight("settings-replaced", eyes);
        assertThat(addresses("bob")).contains(NEW_PHONE).doesNotContain(PHONE);
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void one_is_named_and_recovery_codes_are_made_anew(Eyes eyes) {
        PhoneApp phone = arrive(eyes, "cid");
        browser.answer(phone.code());
        String app = id("cid", AuthenticatorType.AUTHENTICATOR_APP);
        open("AUTHENTICATOR_APP");
        browser.press("a[href$='/rename/" + app + "']");
        looksRight("rename", eyes);
        browser.type("#name", "   ");
        Object unused = browser.script("document.querySelector('#name').required = false");
        browser.press("main button.fill");
        looksRight("rename-wrong", eyes);
        browser.type("#name", "Pixel 9");
        browser.press("main button.fill");
        assertThat(browser.text()).contains("Pixel 9");

        browser.find("main li:last-child summary").click();
        browser.press("a[href$='/newcodes']");
        looksRight("newcodes", eyes);
        browser.press("main button.red");
        looksRight("newcodes-shown", eyes);
        browser.touch("#kept");
        browser.press("main form[action$='/codes'] button.fill");
        looksRight("settings-newcodes", eyes);
        assertThat(browser.has(".codes")).isFalse();
    }

    private PhoneApp arrive(Eyes eyes, String userId) {
        browser.as(eyes);
        PhoneApp phone = world.withApp(userId);
        Decision decision = world.manage(userId, eyes.language());
        browser.open(decision.url());
        return phone;
    }

    private void open(String type) {
        String icon = io.mfaengine.web.view.Icon.of(type).drawing();
        Object unused = browser.script(
                "for (const d of document.querySelectorAll('details')) if (d.innerHTML.includes(arguments[0].slice(0, 20)))"
                        + " d.open = true",
                icon);
    }

    private String id(String userId, AuthenticatorType type) {
        return world.mfa.getAuthenticators(userId).stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow()
                .id()
                .value();
    }

    private List<String> addresses(String userId) {
        return world.mfa.getAuthenticators(userId).stream()
                .map(Authenticator::address)
                .map(String::valueOf)
                .toList();
    }
}
