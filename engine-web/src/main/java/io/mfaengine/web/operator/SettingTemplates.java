package io.mfaengine.web.operator;

import gg.jte.html.HtmlTemplateOutput;
import io.mfaengine.web.view.html.portal.JtesettingactionsGenerated;
import io.mfaengine.web.view.html.portal.JtesettingkeysGenerated;
import io.mfaengine.web.view.html.portal.JtesettingmessagesGenerated;
import io.mfaengine.web.view.html.portal.JtesettingpartGenerated;
import io.mfaengine.web.view.html.portal.JtesettingpreviewGenerated;
import io.mfaengine.web.view.html.portal.JtesettingtypesGenerated;
import io.mfaengine.web.view.portal.KeysView;
import io.mfaengine.web.view.portal.PortalFrame;
import io.mfaengine.web.view.portal.Preview;
import io.mfaengine.web.view.portal.SettingsView;
import org.jspecify.annotations.NullUnmarked;

/** The pages of the settings, drawn: the door to what is generated of the templates. */
@NullUnmarked
final class SettingTemplates {
    private SettingTemplates() {}

    static void types(HtmlTemplateOutput out, PortalFrame frame, SettingsView view) {
        JtesettingtypesGenerated.render(out, null, frame, view);
    }

    static void part(HtmlTemplateOutput out, PortalFrame frame, SettingsView view) {
        JtesettingpartGenerated.render(out, null, frame, view);
    }

    static void actions(HtmlTemplateOutput out, PortalFrame frame, SettingsView view) {
        JtesettingactionsGenerated.render(out, null, frame, view);
    }

    static void messages(HtmlTemplateOutput out, PortalFrame frame, SettingsView view) {
        JtesettingmessagesGenerated.render(out, null, frame, view);
    }

    static void keys(HtmlTemplateOutput out, PortalFrame frame, KeysView view) {
        JtesettingkeysGenerated.render(out, null, frame, view);
    }

    static void preview(HtmlTemplateOutput out, Preview view) {
        JtesettingpreviewGenerated.render(out, null, view);
    }
}
