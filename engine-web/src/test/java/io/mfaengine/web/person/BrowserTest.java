package io.mfaengine.web.person;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.Decision;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The person's pages in a real browser. */
abstract class BrowserTest extends Browsing {
    PagesWorld world;

    /** Light and dark, phone and desk, with and without script, in two languages: each at least twice. */
    static Stream<Eyes> eyes() {
        return Stream.of(
                new Eyes(false, 360, true, "en"),
                new Eyes(true, 1280, true, "de"),
                new Eyes(false, 1280, false, "de"),
                new Eyes(true, 360, false, "en"));
    }

    @BeforeEach
    void openWorld() {
        world = world();
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
}
