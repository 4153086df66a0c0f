package io.mfaengine.web.person;

import gg.jte.html.HtmlTemplateOutput;
import io.mfaengine.web.view.AddressField;
import io.mfaengine.web.view.CodeField;
import io.mfaengine.web.view.Frame;
import io.mfaengine.web.view.Qr;
import io.mfaengine.web.view.Said;
import io.mfaengine.web.view.SettingsView;
import io.mfaengine.web.view.Way;
import io.mfaengine.web.view.html.JteaddressGenerated;
import io.mfaengine.web.view.html.JteappGenerated;
import io.mfaengine.web.view.html.JtecodeGenerated;
import io.mfaengine.web.view.html.JtecodesGenerated;
import io.mfaengine.web.view.html.JtenameGenerated;
import io.mfaengine.web.view.html.JtesaidGenerated;
import io.mfaengine.web.view.html.JtesettingsGenerated;
import io.mfaengine.web.view.html.JtewaysGenerated;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** The pages, drawn: the door to what is generated of the templates, which doesn't say what may be null. */
@NullUnmarked
final class Templates {
    private Templates() {}

    static void address(HtmlTemplateOutput out, Frame frame, AddressField field) {
        JteaddressGenerated.render(out, null, frame, field);
    }

    static void app(
            HtmlTemplateOutput out, Frame frame, CodeField field, Qr qr, String uri, String key, String restart) {
        JteappGenerated.render(out, null, frame, field, qr, uri, key, restart);
    }

    static void code(HtmlTemplateOutput out, Frame frame, CodeField field) {
        JtecodeGenerated.render(out, null, frame, field);
    }

    static void codes(HtmlTemplateOutput out, Frame frame, List<String> codes, String made, String error) {
        JtecodesGenerated.render(out, null, frame, codes, made, error);
    }

    static void name(HtmlTemplateOutput out, Frame frame, String action, String typed, String error) {
        JtenameGenerated.render(out, null, frame, action, typed, error);
    }

    static void said(HtmlTemplateOutput out, Frame frame, Said said) {
        JtesaidGenerated.render(out, null, frame, said, null, null, null, false);
    }

    static void asked(
            HtmlTemplateOutput out,
            Frame frame,
            Said said,
            String error,
            CodeField.Again again,
            String other,
            boolean live) {
        JtesaidGenerated.render(out, null, frame, said, error, again, other, live);
    }

    static void settings(HtmlTemplateOutput out, Frame frame, SettingsView view) {
        JtesettingsGenerated.render(out, null, frame, view);
    }

    static void ways(HtmlTemplateOutput out, Frame frame, String lead, String action, List<Way> ways, String error) {
        JtewaysGenerated.render(out, null, frame, lead, action, ways, error);
    }
}
