package io.mfaengine.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Drives one real browser for all its tests; where none is installed they fail, and say what helps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class Browsing {
    protected Chromium browser;

    @BeforeAll
    void openBrowser() {
        browser = new Chromium();
    }

    @BeforeEach
    void forget() {
        browser.forget();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    /** A page as it should be: no fault that axe knows, nothing refused by its policy, nothing that scrolls sideways. */
    protected void looksRight(String name, Eyes eyes) {
        browser.shoot(name);
        assertThat((Boolean) browser.script(
                        "return document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                .as("%s scrolls sideways", name)
                .isFalse();
        if (eyes.script()) {
            assertThat(browser.refused()).as("%s was refused something", name).isEmpty();
            assertThat(browser.faults()).as(name).isEmpty();
        }
    }
}
