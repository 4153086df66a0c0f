package io.mfaengine.web.person;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.web.client.Sdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium, as a person with one pair of eyes: a width, a scheme, a language, with or without script. */
public final class Chromium implements AutoCloseable {
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final Path AXE = Path.of("src", "test", "sdk", "node_modules", "axe-core", "axe.min.js");

    /** Keeps what a page was refused by its policy, and every dialog that it opened. */
    private static final String WATCH = """
            window.__refused = [];
            document.addEventListener('securitypolicyviolation', e => window.__refused.push(e.violatedDirective + ' ' + e.blockedURI));
            window.addEventListener('error', e => window.__refused.push('error ' + e.message));
            for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => window.__refused.push(name);
            """;

    public final ChromeDriver driver;
    private String look = "light-360-js";

    public Chromium() {
        this.driver = Sdk.chromium("--hide-scrollbars");
        cdp("Page.enable", Map.of());
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    }

    @CanIgnoreReturnValue
    private Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** Looks with other eyes. */
    @CanIgnoreReturnValue
    public Chromium as(Eyes eyes) {
        var unused = cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        eyes.width(),
                        "height",
                        eyes.width() < 700 ? 780 : 860,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        false));
        unused = cdp(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", eyes.dark() ? "dark" : "light"))));
        unused = cdp("Emulation.setScriptExecutionDisabled", Map.of("value", !eyes.script()));
        this.look = eyes.toString();
        return this;
    }

    /** Forgets all visits. */
    public void forget() {
        var unused = cdp("Network.clearBrowserCookies", Map.of());
    }

    public void open(URI url) {
        driver.get(url.toString());
    }

    public String title() {
        return driver.getTitle();
    }

    public String heading() {
        return driver.findElement(By.tagName("h1")).getText();
    }

    public String url() {
        return driver.getCurrentUrl();
    }

    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    public boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    public String attribute(String css, String name) {
        return find(css).getDomAttribute(name);
    }

    /** Presses a button or a link, and waits for the page behind it. */
    public void press(String css) {
        WebElement html = find("html");
        find(css).click();
        waitFor(() -> isGone(html));
    }

    /** Presses what doesn't lead to another page. */
    public void touch(String css) {
        find(css).click();
    }

    private static boolean isGone(WebElement element) {
        try {
            return element.getTagName().isEmpty();
        } catch (org.openqa.selenium.WebDriverException e) {
            return true;
        }
    }

    public void type(String css, String text) {
        WebElement field = find(css);
        field.clear();
        field.sendKeys(text);
    }

    /** Types a code, and confirms it. */
    public void answer(String code) {
        type("#code", code);
        press("main button.fill");
    }

    /** Chooses a row of a list. */
    public void choose(String value) {
        press("button.way[value='" + value + "']");
    }

    /** A page that isn't whole yet may lack what a script looks for. */
    public void waitFor(java.util.function.BooleanSupplier done) {
        Boolean unused = new WebDriverWait(driver, Duration.ofSeconds(10), Duration.ofMillis(20))
                .ignoring(StaleElementReferenceException.class)
                .ignoring(JavascriptException.class)
                .until(any -> done.getAsBoolean());
    }

    public Object script(String text, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(text, arguments);
    }

    /** What the page was refused, and what dialogs it opened. */
    public List<?> refused() {
        return (List<?>) script("return window.__refused || []");
    }

    /** Writes the page, as tall as it is, under a name and what it was seen with. */
    public void shoot(String name) {
        Map<String, Object> shot = cdp("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            Files.createDirectories(SHOTS);
            Files.write(
                    SHOTS.resolve(name + "-" + look + ".png"),
                    java.util.Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What axe finds against WCAG 2.2 AA and its good practices. */
    public List<?> faults() {
        try {
            Object unused = script(Files.readString(AXE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) ((JavascriptExecutor) driver).executeAsyncScript("""
                        const done = arguments[arguments.length - 1];
                        axe.run(document).then(found => done(found.violations.map(v =>
                            v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; '))));
                        """);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
