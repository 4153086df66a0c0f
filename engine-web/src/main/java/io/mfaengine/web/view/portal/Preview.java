package io.mfaengine.web.view.portal;

import io.mfaengine.web.view.Palette;
import io.mfaengine.web.view.StaticFiles;
import io.mfaengine.web.view.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's page as it would look.
 *
 * @param words the language
 * @param style the style sheet of the pages
 * @param colours the tokens of both schemes
 * @param name what the application is called
 * @param said what became of the colour
 */
public record Preview(Words words, String style, String colours, String name, List<String> said) {
    private static final Pattern TOKENS = Pattern.compile(":root\\{([^}]*)}");

    /** The tokens of the pages, each scheme within an element of its own instead of the whole page. */
    public static String css(Optional<Palette> palette) {
        String sheet = new String(StaticFiles.read("pages.css"), StandardCharsets.UTF_8);
        Matcher found = TOKENS.matcher(sheet);
        String light = found.find() ? found.group(1) : "";
        String dark = found.find() ? found.group(1) : "";
        return "html,body{display:block;min-height:0;padding:0;background:transparent}"
                + ".samples{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:16px}"
                + ".said{padding-block:0 12px;color:var(--soft)}"
                + ".sample{background:var(--page);color:var(--ink);border-radius:14px;overflow:hidden;padding-block-end:16px}"
                + ".light{" + light + tokens(palette, false) + ";color-scheme:light}"
                + ".dark{" + light + ";" + dark + tokens(palette, true) + ";color-scheme:dark}";
    }

    private static String tokens(Optional<Palette> palette, boolean dark) {
        return palette.map(one -> ";" + one.tokens(dark)).orElse("");
    }

    public String initial() {
        return name.substring(0, name.offsetByCodePoints(0, 1));
    }
}
