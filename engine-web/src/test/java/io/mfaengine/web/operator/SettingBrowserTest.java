package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.model.Settings;
import io.mfaengine.providers.Providers;
import io.mfaengine.web.MfaServer;
import io.mfaengine.web.person.Browsing;
import io.mfaengine.web.person.Eyes;
import io.mfaengine.web.tenant.StoredAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The settings pages of the portal in a browser: what they look like, and without a mouse. */
final class SettingBrowserTest extends Browsing {
    private SettingWorld world;
    private MfaServer server;

    static Stream<Eyes> eyes() {
        return Stream.of(
                new Eyes(false, 360, true, "en"),
                new Eyes(true, 360, true, "en"),
                new Eyes(false, 1280, true, "en"),
                new Eyes(true, 1280, true, "en"),
                new Eyes(false, 1280, false, "en"));
    }

    @BeforeEach
    void openWorld() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        world = new SettingWorld(
                URI.create("http://127.0.0.1:" + port + "/"),
                Providers.of(InstantSource.system()).sms(),
                Providers.of(InstantSource.system()).email());
        server = MfaServer.start(world.http, port);
        Settings unused = world.here
                .operator("test")
                .updateSettings(set -> set.action("transfer", action -> action.requireDetails("amount", "payee"))
                        .action("signIn", action -> action)
                        .off(SMS));
    }

    @AfterEach
    void closeWorld() {
        server.close();
        world.close();
    }

    private void signIn(Role role, Eyes eyes) {
        browser.as(eyes);
        browser.open(world.base.resolve("/portal/sign-in"));
        String[] pair = world.as(role).cookie().split("=", 2);
        browser.driver.manage().addCookie(new Cookie(pair[0], pair[1], "/"));
    }

    private void open(String below) {
        browser.open(world.base.resolve("/portal/shop/settings" + below));
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void every_settings_page_looks_right_whatever_it_is_seen_with(Eyes eyes) {
        signIn(Role.ADMIN, eyes);
        open("/authenticators");
        looksRight("settings-types", eyes);
        open("/authenticators/SMS");
        find("select#provider option[value=twilio]");
        browser.press("button[name=show]");
        browser.type("#provider-accountSid", "AC4f1e09");
        browser.type("#countries", "NZ, Atlantis");
        browser.type("#prices", "NZ 0,08");
        browser.press("main button.fill");
        looksRight("settings-type-wrong", eyes);
        browser.type("#provider-accountSid", "AC" + "a".repeat(32));
        browser.type("#provider-authToken", "0123456789abcdef");
        browser.type("#provider-sender", "Northbank");
        browser.type("#countries", "nz au us");
        browser.type("#prices", "* 0.05\nNZ 0.08");
        browser.type("#currency", "NZD");
        browser.press("main button.fill");
        assertThat(browser.text()).contains("Text message is saved.", "Stored. It is never shown.");
        looksRight("settings-type", eyes);
        open("/actions");
        looksRight("settings-actions", eyes);
        open("/actions/transfer");
        looksRight("settings-action", eyes);
        open("/keys");
        browser.type("#name", "shop-backend");
        browser.press("main button.fill");
        looksRight("settings-key-made", eyes);
        browser.press("a[href*='/keys/']");
        looksRight("settings-key-revoke", eyes);
        open("/branding");
        browser.type("#name", "Northbank");
        browser.type("#colour", "#ffd400");
        browser.press("main button.fill");
        looksRight("settings-branding", eyes);
        open("/messages");
        looksRight("settings-messages", eyes);
        open("/messages/EMAIL_OTP/de");
        looksRight("settings-message", eyes);
        open("/messages/languages");
        looksRight("settings-languages", eyes);
        open("/places");
        Map<String, String> theirs = new TreeMap<>(world.as(Role.OWNER).open("/places"));
        theirs.putAll(Map.of("redirectUrls", "https://shop.example/theirs", "origins", ""));
        assertThat(world.as(Role.OWNER).post("/places", theirs).status()).isEqualTo(303);
        browser.type("#redirectUrls", "https://shop.example/mine");
        browser.press("main button.fill");
        looksRight("settings-moved", eyes);
        browser.press("main button.fill");
        assertThat(StoredAccess.of(world.settings()).redirectUrls()).containsExactly("https://shop.example/mine");
    }

    private void find(String css) {
        browser.touch(css);
    }

    @Test
    void an_auditor_reads_all_of_it_and_finds_no_button_that_changes_anything() {
        Eyes eyes = new Eyes(false, 1280, true, "en");
        signIn(Role.AUDITOR, eyes);
        for (String page : List.of("/authenticators/SMS", "/actions/transfer", "/keys", "/branding", "/places")) {
            open(page);
            assertThat(browser.has("main button")).as(page).isFalse();
            looksRight("settings-auditor" + page.replace('/', '-'), eyes);
        }
    }

    @Test
    void the_preview_follows_what_is_typed() {
        signIn(Role.ADMIN, new Eyes(false, 1280, true, "en"));
        open("/branding");
        browser.type("#colour", "#ffd400");
        browser.type("#name", "Yellow");
        browser.waitFor(() -> String.valueOf(
                        browser.script("return document.querySelector('iframe').contentDocument.body.innerText"))
                .contains("Yellow"));
        String said = String.valueOf(
                browser.script("return document.querySelector('iframe').contentDocument.body.innerText"));
        assertThat(said).contains("links were moved to #7d6700");
        // the words come before their style sheet
        browser.waitFor(() -> String.valueOf(
                        browser.script(
                                "const d = document.querySelector('iframe').contentDocument;"
                                        + "return d.defaultView.getComputedStyle(d.querySelector('.light .fill')).backgroundColor"))
                .equals("rgb(255, 212, 0)"));
        browser.shoot("settings-preview");
    }

    @Test
    void a_type_is_switched_on_by_keyboard_alone() {
        signIn(Role.ADMIN, new Eyes(false, 1280, true, "en"));
        open("/authenticators/EMAIL_OTP");
        for (int presses = 0; presses < 40 && !"hidden".equals(focused()); presses++) {
            new Actions(browser.driver).sendKeys(Keys.TAB).perform();
            String outline =
                    String.valueOf(browser.script("return getComputedStyle(document.activeElement).outlineWidth"));
            assertThat(outline).as(focused()).isEqualTo("3px");
        }
        assertThat(focused()).isEqualTo("hidden");
        new Actions(browser.driver)
                .sendKeys(Keys.SPACE)
                .sendKeys(Keys.TAB)
                .sendKeys(Keys.ENTER)
                .perform();
        browser.waitFor(() -> browser.text().contains("E-mail code is saved."));
        assertThat(world.settings()
                        .type(io.mfaengine.model.AuthenticatorType.EMAIL_OTP)
                        .hidden())
                .isTrue();
    }

    private String focused() {
        return String.valueOf(browser.driver.switchTo().activeElement().getDomAttribute("id"));
    }
}
