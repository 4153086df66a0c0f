package io.mfaengine.web.view.portal;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing to set: what a form draws, what is compared, and what the log tells.
 *
 * @param name by which name it comes back
 * @param label what it is called
 * @param kind how it is drawn
 * @param value what it is, or what was typed; of a secret nothing
 * @param mark what tells two values from each other
 * @param choices of what can be chosen
 * @param hint what helps; null: nothing
 * @param error what is wrong; null: nothing
 */
public record SettingField(
        String name,
        String label,
        Kind kind,
        String value,
        String mark,
        List<Choice> choices,
        @Nullable String hint,
        @Nullable String error) {
    /** How it is drawn. */
    public enum Kind {
        TEXT,
        CODE,
        NUMBER,
        LINES,
        SELECT,
        TICK,
        SECRET,
        FILE,
        SAID
    }

    /** One of what can be chosen. */
    public record Choice(String value, String label) {}

    public static SettingField of(Kind kind, String name, String label, String value, @Nullable String hint) {
        return new SettingField(name, label, kind, value, value, List.of(), hint, null);
    }

    public static SettingField tick(String name, String label, boolean on, @Nullable String hint) {
        return of(Kind.TICK, name, label, on ? "on" : "", hint);
    }

    public static SettingField select(
            String name, String label, String value, List<Choice> choices, @Nullable String hint) {
        return new SettingField(name, label, Kind.SELECT, value, value, choices, hint, null);
    }

    /** What is kept is never shown; by its mark it is seen whether it was replaced. */
    public static SettingField secret(
            String name, String label, String mark, List<Choice> forget, @Nullable String hint) {
        return new SettingField(name, label, Kind.SECRET, "", mark, forget, hint, null);
    }

    /** A file; by its mark it is seen whether it was replaced. */
    public static SettingField file(
            String name, String label, String told, String mark, List<Choice> remove, @Nullable String hint) {
        return new SettingField(name, label, Kind.FILE, told, mark, remove, hint, null);
    }

    public SettingField typed(String text) {
        return new SettingField(name, label, kind, text, mark, choices, hint, error);
    }

    public SettingField error(@Nullable String sentence) {
        return new SettingField(name, label, kind, value, mark, choices, hint, sentence);
    }

    public boolean isStored() {
        return kind == Kind.SECRET && !mark.isEmpty();
    }

    public boolean isOn() {
        return !value.isEmpty();
    }

    /** For the label, and what describes it. */
    public String id() {
        return name.replace('.', '-');
    }

    public @Nullable String describedBy() {
        if (error != null) {
            return id() + "-error" + (hint == null ? "" : " " + id() + "-hint");
        }
        return hint == null ? null : id() + "-hint";
    }

    /** As it is told: never a secret. */
    public String shown() {
        return switch (kind) {
            case TICK -> isOn() ? "yes" : "no";
            case SECRET -> mark.isEmpty() ? "not set" : "stored";
            case SELECT ->
                choices.stream()
                        .filter(choice -> choice.value().equals(value))
                        .map(Choice::label)
                        .findFirst()
                        .orElse(value);
            case LINES ->
                value.isBlank()
                        ? "nothing"
                        : value.lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .collect(Collectors.joining(", "));
            default -> value.isEmpty() ? "nothing" : value;
        };
    }
}
