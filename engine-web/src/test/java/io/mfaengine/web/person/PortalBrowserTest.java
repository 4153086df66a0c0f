package io.mfaengine.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Decision;
import io.mfaengine.UserUpdate;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Delivery.Receipt.Status;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.MfaServer;
import io.mfaengine.web.operator.PortalWorld;
import io.mfaengine.web.operator.Seat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The operator's portal in a real browser. */
final class PortalBrowserTest extends Browsing {
    private PortalWorld world;
    private MfaServer server;

    static Stream<Eyes> eyes() {
        return Stream.of(
                new Eyes(false, 360, true, "en"),
                new Eyes(true, 1280, true, "en"),
                new Eyes(false, 1280, true, "en"),
                new Eyes(true, 360, true, "en"),
                new Eyes(false, 320, false, "en"));
    }

    @BeforeEach
    void openWorld() {
        int port = PagesWorld.freePort();
        world = new PortalWorld(URI.create("http://127.0.0.1:" + port + "/"));
        server = MfaServer.start(world.http, port);
    }

    @AfterEach
    void closeWorld() {
        server.close();
        world.close();
    }

    private URI url(String path) {
        return URI.create(server.url() + path);
    }

    /** With the session of somebody who signed in without eyes. */
    private void comeIn(Seat seat) {
        browser.open(url("/portal/sign-in"));
        seat.cookies.forEach((name, value) -> browser.driver
                .manage()
                .addCookie(new Cookie.Builder(name, value).path("/portal").build()));
    }

    /** A user with a history: a passed action with a wrong code in it, one that waits for review, and a lock. */
    private void happened() {
        var settings = world.acme
                .operator("jane")
                .updateSettings(now -> now.action("payout", action -> action.outcome(Outcome.REVIEW)));
        var known = world.acme.updateUser(
                "usr_8f21c0",
                UserUpdate.nothing()
                        .displayName("Ann Baker")
                        .email("ann@acme.example")
                        .phoneNumber(PortalWorld.PHONE));
        assertThat(known.createdAt()).isNotNull();
        assertThat(settings.actions()).containsKey("payout");
        PhoneApp phone = world.withApp(world.acme, "usr_8f21c0");
        Decision decision = world.acme.track(Intent.user("usr_8f21c0")
                .action("transfer")
                .idempotencyKey("pay-20261124-0931")
                .detail("amount", "1,240.00 €")
                .detail("payee", "Baker & Sons"));
        ActionSession person = world.acme.session(decision.token()).orElseThrow();
        world.clock.move(Duration.ofSeconds(4));
        assertThat(person.verify(AuthenticatorType.AUTHENTICATOR_APP, phone.wrongCode())
                        .refused()
                        .attemptsLeft())
                .isPositive();
        world.clock.move(Duration.ofSeconds(16));
        assertThat(person.verify(AuthenticatorType.AUTHENTICATOR_APP, phone.code())
                        .accepted()
                        .enrolled())
                .isFalse();
        for (String user : List.of("usr_11b9e4", "usr_2c77d0")) {
            assertThat(world.acme
                            .track(Intent.user(user).action("payout").idempotencyKey("k-" + user))
                            .next())
                    .isEqualTo(Decision.Next.AWAIT_REVIEW);
        }
        world.lock(world.acme, "usr_locked");
        texted();
    }

    /** Messages with prices, to two countries, and a limit that was reached. */
    private void texted() {
        AuthenticatorType sms = AuthenticatorType.SMS;
        Settings unused = world.acme
                .operator("jane")
                .updateSettings(set -> set.type(sms, type -> type.countries(Set.of("NZ", "AU")))
                        .extra("web.prices.SMS", "NZD\n* 0.05\nNZ 0.08"));
        Map.of("+64271000001", 7, "+61412345678", 2).forEach((to, times) -> {
            world.acme
                    .enrollVerifiedAuthenticator("usr_" + to, sms, Secret.of(to))
                    .accepted();
            for (int i = 1; i <= times; i++) {
                texted(to, to.substring(1) + i, i == 2 ? Status.UNDELIVERED : Status.DELIVERED);
            }
        });
    }

    private void texted(String to, String reference, Status status) {
        world.outbox.answer(message -> Delivery.ACCEPTED.by("twilio", reference));
        Challenge asked = world.acme
                .session(world.acme
                        .track(Intent.user("usr_" + to).action("transfer"))
                        .token())
                .orElseThrow()
                .challenge(AuthenticatorType.SMS);
        assertThat(asked instanceof Challenge.Open
                        && !world.acme.received(
                                world.outbox.lastReceipt(to), new Receipt("twilio", reference, status, Cause.UNSAID)))
                .isFalse();
    }

    /** Two weeks, of which one day stands out. */
    private void past() {
        var unused = world.acme
                .operator("jane")
                .updateSettings(settings -> settings.action("gamble", action -> action.outcome(Outcome.BLOCK)));
        world.withApp(world.acme, "usr_11b9e4");
        for (int day = 0; day < 14; day++) {
            world.clock.move(Duration.ofDays(1));
            for (int i = 0; i < 12 + day * 5 % 7; i++) {
                String code = i == 0 || (day == 10 && i < 7) ? "gamble" : i % 5 == 1 ? "transfer" : "look";
                String user = code.equals("transfer") ? "usr_11b9e4" : "usr_" + i;
                assertThat(world.acme.track(Intent.user(user).action(code)).permitted())
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void every_page_looks_right(Eyes eyes) {
        past();
        Seat jane = world.owner();
        happened();
        browser.as(eyes);
        browser.open(url("/portal/sign-in"));
        looksRight("portal-sign-in", eyes);
        browser.type("#email", "kim");
        browser.press("main button.fill");
        looksRight("portal-sign-in-error", eyes);
        browser.type("#email", "kim@acme.example");
        browser.press("main button.fill");
        looksRight("portal-sent", eyes);
        comeIn(jane);
        String user = "/portal/acme/users/usr_8f21c0";
        for (Map.Entry<String, String> page : Map.ofEntries(
                        Map.entry("applications", "/portal"),
                        Map.entry("you", "/portal/you"),
                        Map.entry("operators", "/portal/operators"),
                        Map.entry("invite", "/portal/invite"),
                        Map.entry("users", "/portal/acme/users"),
                        Map.entry("user", user),
                        Map.entry("user-locked", "/portal/acme/users/usr_locked"),
                        Map.entry("remove-all", user + "/remove"),
                        Map.entry("erase", user + "/erase"),
                        Map.entry("actions", "/portal/acme/actions"),
                        Map.entry("actions-days", "/portal/acme/actions?days=15"),
                        Map.entry("actions-none", "/portal/acme/actions?state=BLOCK&days=7"),
                        Map.entry("action", "/portal/acme/actions/usr_8f21c0/transfer/pay-20261124-0931"),
                        Map.entry("review", "/portal/acme/actions/usr_11b9e4/payout/k-usr_11b9e4"),
                        Map.entry("health", "/portal/acme/health"),
                        Map.entry("trail", "/portal/acme/trail?user=usr_8f21c0"),
                        Map.entry("log", "/portal/acme/log"),
                        Map.entry("gone", "/portal/acme/users/nobody"))
                .entrySet()) {
            browser.open(url(page.getValue()));
            assertThat(browser.url()).as(page.getKey()).endsWith(page.getValue());
            looksRight("portal-" + page.getKey(), eyes);
        }
        world.clock.move(Duration.ofMinutes(11));
        browser.open(url(user + "/erase"));
        assertThat(browser.heading()).isEqualTo("Show that it is you");
        looksRight("portal-prove", eyes);
    }

    @Test
    void a_user_is_found_and_unlocked_by_keyboard_alone() {
        Seat jane = world.owner();
        happened();
        browser.as(new Eyes(false, 1280, true, "en"));
        comeIn(jane);
        browser.open(url("/portal/acme/users"));
        focus("#q").sendKeys("usr_locked", Keys.ENTER);
        browser.waitFor(() -> browser.url().endsWith("/users/usr_locked"));
        focus("a[href$='/unlock/AUTHENTICATOR_APP']").sendKeys(Keys.ENTER);
        browser.waitFor(() -> browser.url().contains("/unlock/"));
        focus("#reason").sendKeys("Called us back");
        focus("main button").sendKeys(Keys.ENTER);
        browser.waitFor(() -> browser.url().endsWith("/users/usr_locked"));
        assertThat(browser.text()).contains("Authenticator app is unlocked.");
        assertThat(world.acme.operator("jane").locks("usr_locked")).isEmpty();
    }

    /** By the tabulator, from where the keyboard is. */
    private WebElement focus(String css) {
        WebElement wanted = browser.find(css);
        for (int i = 0; i < 60; i++) {
            WebElement now = browser.driver.switchTo().activeElement();
            if (now.equals(wanted)) {
                return now;
            }
            now.sendKeys(Keys.TAB);
        }
        throw new AssertionError("the keyboard doesn't get to " + css);
    }

    @Test
    void with_script_the_waiting_page_goes_on_by_itself() {
        Seat jane = world.owner();
        browser.as(new Eyes(false, 1280, true, "en"));
        browser.open(url("/portal/sign-in"));
        browser.type("#email", "owner@acme.example");
        browser.press("main button.fill");
        jane.openLink();
        browser.waitFor(() -> !browser.driver.findElements(By.id("code")).isEmpty());
        assertThat(browser.url()).contains("/s/");
    }
}
