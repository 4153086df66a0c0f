package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the settings.
 *
 * @param tabs the places of the settings
 * @param rows what can be chosen
 * @param form the form of what was chosen; null: nothing was
 * @param test where a test message is asked for; null: it sends none
 * @param preview where it is shown what it looks like; null: nowhere
 * @param script lets the preview follow what is typed; null: there is none
 * @param said what a message says; none: it is none
 */
public record SettingsView(
        List<PortalFrame.Tab> tabs,
        List<Row> rows,
        @Nullable SettingForm form,
        @Nullable String test,
        @Nullable String preview,
        @Nullable String script,
        List<String> said) {
    /** One of what can be chosen. */
    public record Row(String name, String state, boolean on, String more, String path, boolean here) {}

    public static SettingsView of(List<PortalFrame.Tab> tabs, List<Row> rows) {
        return new SettingsView(tabs, rows, null, null, null, null, List.of());
    }

    public SettingsView form(SettingForm chosen) {
        return new SettingsView(tabs, rows, chosen, test, preview, script, said);
    }

    public SettingsView test(@Nullable String path) {
        return new SettingsView(tabs, rows, form, path, preview, script, said);
    }

    public SettingsView preview(String path, String follows) {
        return new SettingsView(tabs, rows, form, test, path, follows, said);
    }

    public SettingsView said(List<String> lines) {
        return new SettingsView(tabs, rows, form, test, preview, script, lines);
    }
}
