package io.mfaengine.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.TrackRequest;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.pages.Branding;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people and applications say stays text, in a real browser: no element, no attribute, no dialog, no report. */
final class PayloadTest extends BrowserTest {
    private static final String BENIGN = "Jane's phone";

    private static final List<String> PAYLOADS = List.of(
            "<script>alert(1)</script>",
            "</title><script>alert(2)</script>",
            "</h1><img src=x onerror=alert(3)>",
            "\"><svg onload=alert(4)>",
            "'><svg onload=alert(5)>",
            "\" autofocus onfocus=alert(6) x=\"",
            "' autofocus onfocus=alert(7) x='",
            "javascript:alert(8)",
            "JaVaScRiPt:alert(9)",
            "data:text/html,<script>alert(10)</script>",
            "<iframe src=javascript:alert(11)>",
            "<a href=javascript:alert(12)>x</a>",
            "<math><mi//xlink:href=\"data:x,<script>alert(13)</script>\">",
            "<body onload=alert(14)>",
            "<input onfocus=alert(15) autofocus>",
            "<select autofocus onfocus=alert(16)>",
            "<textarea></textarea><script>alert(17)</script>",
            "<details open ontoggle=alert(18)>",
            "<video><source onerror=alert(19)>",
            "<marquee onstart=alert(20)>",
            "<style>*{background:url(//evil.example)}</style>",
            "<link rel=stylesheet href=//evil.example>",
            "<meta http-equiv=refresh content='0;url=//evil.example'>",
            "<base href=//evil.example>",
            "<form action=//evil.example><button>x",
            "<object data=javascript:alert(26)>",
            "<embed src=javascript:alert(27)>",
            "<!--<img src=\"--><img src=x onerror=alert(28)>",
            "<![CDATA[<script>alert(29)</script>]]>",
            "&lt;script&gt;alert(30)&lt;/script&gt;",
            "&#60;script&#62;alert(31)&#60;/script&#62;",
            "%3Cscript%3Ealert(32)%3C/script%3E",
            "\u202e<script>alert(33)</script>",
            "{{7*7}}${7*7}#{7*7}<%= 7*7 %>",
            "${alert(35)}`;alert(35)//",
            "</textarea><img src=x onerror=alert(36)>",
            "<svg><animate onbegin=alert(37) attributeName=x>",
            "<x onclick=alert(38)>click",
            "';alert(39);//\";alert(39);//",
            "<img src=\"https://evil.example/p.png\">");

    private String application = BENIGN;

    @Override
    PagesWorld world() {
        return new PagesWorld(look -> Branding.named(application).help(URI.create("https://northbank.example/help")));
    }

    @Test
    @Requirement("R78")
    void forty_payloads_in_every_place_stay_text() {
        browser.as(new Eyes(false, 1280, true, "en"));
        Map<String, List<?>> expected = shapes(BENIGN);
        assertThat(expected).hasSize(5);
        assertThat(PAYLOADS).hasSize(40).doesNotHaveDuplicates();
        for (String payload : PAYLOADS) {
            shapes(payload)
                    .forEach((page, shape) ->
                            assertThat(shape).as("%s with %s", page, payload).isEqualTo(expected.get(page)));
        }
    }

    /** Each page's elements and attributes, with a text in all places that take one. */
    private Map<String, List<?>> shapes(String text) {
        application = text.length() > 64 ? text.substring(0, 64) : text;
        world.close();
        world = world();
        browser.forget();
        Map<String, List<?>> shapes = new LinkedHashMap<>();
        PhoneApp phone = world.withApp("ann");
        String query = "/back?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        Intent intent =
                Intent.user("ann").action("pay").detail("amount", clean(text)).detail("payee", clean(text));
        browser.open(world.mfa
                .track(TrackRequest.of(intent).redirectUrl(world.site.url(query)))
                .url());
        shapes.put("challenge", shape());
        browser.answer(text);
        shapes.put("wrong", shape());
        browser.press("header button");
        assertThat(browser.url()).startsWith(world.site.url(query).toString());

        browser.open(world.manage("ann", "en").url());
        world.clock.move(java.time.Duration.ofMinutes(1));
        browser.answer(phone.code());
        open();
        browser.press("a[href*='/rename/']");
        browser.type("#name", clean(text));
        browser.press("main button.fill");
        shapes.put("settings", shape());
        open();
        browser.press("a[href*='/rename/']");
        shapes.put("rename", shape());
        browser.press("header a");
        browser.press("main a[href$='/choose']");
        browser.choose("EMAIL_OTP");
        Object unused = browser.script("document.querySelector('#address').type = 'text'");
        browser.type("#address", clean(text));
        browser.press("main button.fill");
        shapes.put("address", shape());
        return shapes;
    }

    private void open() {
        Object unused = browser.script("document.querySelector('main details').open = true");
    }

    /** Names and details are one line. */
    private static String clean(String text) {
        return text.length() > 64 ? text.substring(0, 64) : text;
    }

    private List<?> shape() {
        assertThat(browser.refused()).isEmpty();
        assertThat(browser.driver.getCurrentUrl()).startsWith(world.server.url().toString());
        return new ArrayList<>((List<?>) browser.script("""
                return [...document.querySelectorAll('*')].map(e =>
                    e.tagName + ' ' + [...e.attributes].map(a => a.name).sort().join(','));
                """));
    }
}
