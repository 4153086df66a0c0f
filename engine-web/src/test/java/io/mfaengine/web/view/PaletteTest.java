package io.mfaengine.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PaletteTest {
    private static final int[] STEPS = {0, 51, 102, 153, 204, 255};
    private static final int MAX_STYLE = 14 * 1024;

    private static final String STYLE = new String(StaticFiles.read("pages.css"), StandardCharsets.UTF_8);

    /** The tokens of a scheme, as the served style sheet has them. */
    private static Map<String, String> tokens(boolean dark) {
        Map<String, String> tokens = new TreeMap<>();
        List<String> blocks = Pattern.compile(":root\\{([^}]*)}")
                .matcher(STYLE)
                .results()
                .map(found -> found.group(1))
                .toList();
        for (String block : dark ? blocks : blocks.subList(0, 1)) {
            Matcher token =
                    Pattern.compile("--([a-z0-9]+):(#[0-9a-f]{3,6})(?=[;}]|$)").matcher(block);
            while (token.find()) {
                String hex = token.group(2);
                tokens.put(token.group(1), hex.length() == 4 ? hex.replaceAll("([0-9a-f])", "$1$1") : hex);
            }
        }
        return tokens;
    }

    @Test
    void every_pair_of_the_served_style_sheet_can_be_read() {
        for (boolean dark : new boolean[] {false, true}) {
            Map<String, String> t = tokens(dark);
            for (String pair : List.of(
                    "ink/sheet",
                    "ink/slip",
                    "soft/sheet",
                    "soft/page",
                    "soft/slip",
                    "on/brand",
                    "link/sheet",
                    "link/page",
                    "link/slip",
                    "ok/okbg",
                    "warn/warnbg",
                    "bad/badbg",
                    "bad/sheet",
                    "onbad/bad",
                    "ink/okbg",
                    "ink/warnbg")) {
                assertContrast(t, pair, 4.5);
            }
            for (String pair : List.of(
                    "edge/sheet",
                    "edge/page",
                    "edge/slip",
                    "focus/sheet",
                    "focus/page",
                    "focus/slip",
                    "g1/sheet",
                    "g2/sheet")) {
                assertContrast(t, pair, 3);
            }
        }
    }

    private static void assertContrast(Map<String, String> tokens, String pair, double least) {
        String[] names = pair.split("/", 2);
        assertThat(Oklch.contrast(tokens.get(names[0]), tokens.get(names[1])))
                .as(pair)
                .isGreaterThanOrEqualTo(least);
    }

    @Test
    void whatever_colour_a_tenant_takes_everything_can_be_read() {
        int tried = 0;
        for (int r : STEPS) {
            for (int g : STEPS) {
                for (int b : STEPS) {
                    String hex = String.format("#%02x%02x%02x", r, g, b);
                    Palette palette = Palette.of(hex);
                    for (Palette.Scheme scheme : List.of(palette.light(), palette.dark())) {
                        for (String ground : List.of(scheme.page(), scheme.sheet(), scheme.slip())) {
                            assertThat(Oklch.contrast(scheme.link(), ground))
                                    .as(hex)
                                    .isGreaterThanOrEqualTo(4.5);
                        }
                        assertThat(Oklch.contrast(scheme.on(), scheme.brand()))
                                .as(hex)
                                .isGreaterThanOrEqualTo(4.5);
                        String edge = scheme.rim().equals("transparent") ? scheme.brand() : scheme.rim();
                        assertThat(Oklch.contrast(edge, scheme.sheet())).as(hex).isGreaterThanOrEqualTo(3);
                    }
                    Map<String, String> light = tokens(false);
                    assertThat(Oklch.contrast(light.get("soft"), palette.light().slip()))
                            .as(hex)
                            .isGreaterThanOrEqualTo(4.5);
                    Map<String, String> dark = tokens(true);
                    assertThat(Oklch.contrast(dark.get("soft"), palette.dark().slip()))
                            .as(hex)
                            .isGreaterThanOrEqualTo(4.5);
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo(216);
    }

    @Test
    void a_colour_that_can_be_read_stays_as_it_is() {
        assertThat(Palette.of("#0f5c57").light().brand()).isEqualTo("#0f5c57");
        assertThat(Palette.of("#ffd400").light().brand()).isEqualTo("#ffd400");
        assertThat(Palette.of("#ffd400").light().on()).isEqualTo("#15211f");
        assertThat(Palette.of("#ffd400").light().rim()).isNotEqualTo("transparent");
    }

    @Test
    void the_style_sheet_and_the_script_stay_small_and_name_nobody_else() {
        byte[] script = StaticFiles.read("pages.js");
        assertThat(STYLE.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MAX_STYLE);
        assertThat(script).hasSizeLessThan(4_096);
        assertThat(STYLE).doesNotContain("http", "@import", "data:", "url(");
        assertThat(new String(script, StandardCharsets.UTF_8)).doesNotContain("http", "innerHTML", "eval(");
    }
}
