package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form for a part of the settings.
 *
 * @param heading what is set
 * @param lead a sentence about it; null: none
 * @param action where it is sent
 * @param was what was set when it was drawn
 * @param drawn for which choice its fields are drawn
 * @param fields what can be set
 * @param mayChange whether this operator may, else it is only shown
 * @param saved who saved it last, and when; null: not known
 * @param fault what is wrong with all of it; null: nothing
 * @param theirs where somebody else has saved something else meanwhile
 * @param isMoved whether somebody has saved it meanwhile
 * @param prove where to prove first who it is; null: not needed
 * @param window where that opens; null: here
 */
public record SettingForm(
        String heading,
        @Nullable String lead,
        String action,
        String was,
        String drawn,
        List<SettingField> fields,
        boolean mayChange,
        @Nullable String saved,
        @Nullable String fault,
        List<Difference> theirs,
        boolean isMoved,
        @Nullable String prove,
        @Nullable String window) {
    /** A field that two operators set. */
    public record Difference(String label, String theirs, String mine) {}

    public SettingForm(
            String heading,
            @Nullable String lead,
            String action,
            String was,
            String drawn,
            List<SettingField> fields,
            boolean mayChange,
            @Nullable String saved,
            @Nullable String fault,
            List<Difference> theirs) {
        this(heading, lead, action, was, drawn, fields, mayChange, saved, fault, theirs, false, null, null);
    }

    public SettingForm moved() {
        return new SettingForm(
                heading, lead, action, was, drawn, fields, mayChange, saved, fault, theirs, true, prove, window);
    }

    public SettingForm proving(@Nullable String path, @Nullable String where) {
        return new SettingForm(
                heading, lead, action, was, drawn, fields, mayChange, saved, fault, theirs, isMoved, path, where);
    }

    public boolean isFaulty() {
        return fault != null || fields.stream().anyMatch(field -> field.error() != null);
    }

    /** Whether its fields can be typed into. */
    public boolean isOpen() {
        return mayChange && (prove == null || window != null);
    }
}
