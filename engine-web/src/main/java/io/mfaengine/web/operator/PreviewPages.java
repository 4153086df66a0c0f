package io.mfaengine.web.operator;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.route.Percent;
import io.mfaengine.web.view.Palette;
import io.mfaengine.web.view.portal.Preview;
import io.mfaengine.web.view.portal.SettingField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person's page would look like with what is typed, on light and dark grounds. Nothing is kept of it. */
final class PreviewPages {
    private final Counter counter;

    PreviewPages(Counter counter) {
        this.counter = counter;
    }

    static String path(Call call, List<SettingField> fields) {
        StringBuilder query = new StringBuilder();
        for (SettingField field : fields) {
            if (List.of("name", "colour").contains(field.name())) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(field.name())
                        .append('=')
                        .append(Percent.encode(field.value()));
            }
        }
        return call.at("/settings/branding/preview") + query;
    }

    private static Optional<String> colour(Call call) {
        return call.query()
                .text("colour")
                .map(String::strip)
                .filter(text -> text.matches("#[0-9a-fA-F]{6}"))
                .map(text -> text.toLowerCase(Locale.ROOT));
    }

    HttpResponse show(Call call) {
        String typed = call.query().text("name").map(String::strip).orElse("");
        String name = typed.isEmpty() || typed.length() > 64
                ? counter.portal().name(call.engine().tenant()).application()
                : typed;
        Optional<String> colour = colour(call);
        List<String> said = new ArrayList<>();
        colour.map(Palette::of).ifPresent(palette -> {
            for (boolean dark : new boolean[] {false, true}) {
                said.add(sentence(colour.get(), palette, dark));
            }
        });
        if (colour.isEmpty()) {
            boolean wrong = call.query().text("colour").isPresent();
            said.add(wrong ? "That is no colour: the standard one is shown." : "The standard colour.");
        }
        String colours = call.at("/settings/branding/colours.css")
                + colour.map(hex -> "?colour=" + Percent.encode(hex)).orElse("");
        Preview view = new Preview(counter.words(), counter.look().style(), colours, name, said);
        StringOutput text = new StringOutput(4 * 1024);
        SettingTemplates.preview(new OwaspHtmlTemplateOutput(text), view);
        return HttpResponse.of(200, "text/html; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'self'");
    }

    /** Says so where a colour was moved until it can be read. */
    private static String sentence(String typed, Palette palette, boolean dark) {
        String fill = palette.fill(dark);
        String link = palette.link(dark);
        String where = dark ? "On dark grounds" : "On light grounds";
        String buttons = fill.equals(typed) ? "buttons have your colour" : "buttons were moved to " + fill;
        String links = link.equals(typed) ? "links too" : "links were moved to " + link + ", so that they can be read";
        return where + " " + buttons + ", " + links + ".";
    }

    HttpResponse colours(Call call) {
        return HttpResponse.of(
                200,
                "text/css; charset=utf-8",
                Preview.css(colour(call).map(Palette::of)).getBytes(StandardCharsets.UTF_8));
    }
}
