package io.mfaengine.web.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The official browser client, unmodified, in a headless browser and a page of another origin. What it does is in
 * {@code src/test/sdk}.
 */
class BrowserSdkTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    @Requirement({"R12", "R24", "R43"})
    void everyCallForTheTypesThatExistWorksAndIsRefusedAsItExpects() throws IOException {
        assertThat(results("localhost")).hasSizeGreaterThan(10).allMatch(result -> result.startsWith("ok "));
    }

    @Test
    @Requirement("R79")
    void aPageOfAnOriginThatIsNotListedCanNotCall() throws IOException {
        assertThat(results("127.0.0.1")).hasSize(1).allMatch(result -> result.startsWith("ok "));
    }

    private List<String> results(String pageHost) throws IOException {
        Sdk.installed();
        try (Desk desk = new Desk()) {
            ChromeDriver browser = Sdk.chromium("--no-proxy-server");
            try {
                browser.get("http://" + pageHost + ":" + desk.port() + "/page.html?api=http://localhost:" + desk.api()
                        + "/v1");
                return new WebDriverWait(browser, PATIENCE)
                        .until(page -> strings(browser.executeScript("return window.results")));
            } finally {
                browser.quit();
            }
        }
    }

    private static List<String> strings(Object results) {
        return results instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : null;
    }
}
