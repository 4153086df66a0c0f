package io.mfaengine.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.Decision;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Drives a real browser; where none is installed its tests fail, and say what helps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
    Chromium browser;
    PagesWorld world;

    /** Light and dark, phone and desk, with and without script, in two languages: each at least twice. */
    static Stream<Eyes> eyes() {
        return Stream.of(
                new Eyes(false, 360, true, "en"),
                new Eyes(true, 1280, true, "de"),
                new Eyes(false, 1280, false, "de"),
                new Eyes(true, 360, false, "en"));
    }

    @BeforeAll
    void openBrowser() {
        browser = new Chromium();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openWorld() {
        world = world();
        browser.forget();
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    PagesWorld world() {
        return new PagesWorld();
    }

    /** Somebody is sent to the pages, to confirm a payment. */
    @CanIgnoreReturnValue
    Decision paying(String userId, Eyes eyes) {
        Decision decision = world.pay(userId, eyes.language());
        browser.as(eyes).open(decision.url());
        return decision;
    }

    /** A page as it should be: no fault that axe knows, nothing refused by its policy, nothing that scrolls sideways. */
    void looksRight(String name, Eyes eyes) {
        browser.shoot(name);
        assertThat((Boolean) browser.script(
                        "return document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                .as("%s scrolls sideways", name)
                .isFalse();
        if (eyes.script()) {
            assertThat(browser.refused()).as("%s was refused something", name).isEmpty();
        }
        if (eyes.script()) {
            assertThat(browser.faults()).as(name).isEmpty();
        }
    }
}
