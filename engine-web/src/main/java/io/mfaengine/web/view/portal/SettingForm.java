package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form for a part of the settings.
 *
 * @param heading what is set
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

    /** As it is set. */
    public static SettingForm of(
            String heading,
            String action,
            String was,
            String drawn,
            List<SettingField> fields,
            boolean mayChange,
            @Nullable String saved) {
        return new SettingForm(
                heading, action, was, drawn, fields, mayChange, saved, null, List.of(), false, null, null);
    }

    /** As it came back. */
    public SettingForm sent(String drawnOf, @Nullable String wrong) {
        return new SettingForm(
                heading, action, drawnOf, drawn, fields, mayChange, saved, wrong, theirs, isMoved, prove, window);
    }

    /** As somebody else has saved it meanwhile. */
    public SettingForm moved(List<Difference> differences) {
        return new SettingForm(
                heading, action, was, drawn, fields, mayChange, saved, fault, differences, true, prove, window);
    }

    public SettingForm proving(@Nullable String path, @Nullable String where) {
        return new SettingForm(
                heading, action, was, drawn, fields, mayChange, saved, fault, theirs, isMoved, path, where);
    }

    public boolean isFaulty() {
        return fault != null || fields.stream().anyMatch(field -> field.error() != null);
    }

    /** Whether its fields can be typed into. */
    public boolean isOpen() {
        return mayChange && (prove == null || window != null);
    }
}
