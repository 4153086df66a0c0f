package io.mfaengine.web.view.portal;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/**
 * A page of the portal that says something, with what to do now.
 *
 * @param lead one sentence, or two
 * @param form the label of a button that sends a form; null: none
 * @param action where the form goes
 * @param field the name of what it gives; empty: nothing more
 * @param value what it gives
 * @param id names the form for the script; null: no name
 * @param link another way; null: none
 * @param hint the last line; null: none
 */
public record Told(
        Content lead,
        @Nullable String form,
        String action,
        String field,
        String value,
        @Nullable String id,
        PortalFrame.@Nullable Link link,
        @Nullable String hint) {
    public static Told of(Content lead) {
        return new Told(lead, null, "", "", "", null, null, null);
    }

    public Told form(String label, String to, String name, String given) {
        return new Told(lead, label, to, name, given, id, link, hint);
    }

    public Told named(String name) {
        return new Told(lead, form, action, field, value, name, link, hint);
    }

    public Told link(String label, String path) {
        return new Told(lead, form, action, field, value, id, new PortalFrame.Link(label, path), hint);
    }

    public Told hint(@Nullable String line) {
        return new Told(lead, form, action, field, value, id, link, line);
    }
}
