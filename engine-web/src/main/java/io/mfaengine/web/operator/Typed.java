package io.mfaengine.web.operator;

import io.mfaengine.web.route.Query;
import io.mfaengine.web.view.portal.SettingField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operator typed into a form, and what is wrong with it. Not thread-safe. */
final class Typed {
    /** In place of a field's name: of all of them. */
    static final String ALL = "";

    private final Query form;
    private final Map<String, byte[]> files;
    private final Map<String, String> faults = new LinkedHashMap<>();

    Typed(Query form) {
        this(form, Map.of());
    }

    Typed(Query form, Map<String, byte[]> files) {
        this.form = form;
        this.files = files;
    }

    Typed(Call call) {
        this(call.form(), call.files());
    }

    /** The file that was chosen; null: none. */
    byte @Nullable [] file(String name) {
        return files.get(name);
    }

    String text(String name) {
        return form.text(name).orElse("").strip();
    }

    /** Line feeds only, none at the ends. */
    String lines(String name) {
        return form.text(name)
                .orElse("")
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .strip();
    }

    List<String> list(String name, String separators) {
        return List.of(text(name).split(separators)).stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }

    boolean ticked(String name) {
        return form.text(name).isPresent();
    }

    void fault(String name, String sentence) {
        faults.putIfAbsent(name, sentence);
    }

    Map<String, String> faults() {
        return faults;
    }

    /** The fields as they were typed, each with what is wrong with it; secrets are not given back. */
    List<SettingField> over(List<SettingField> fields) {
        return fields.stream()
                .map(field -> switch (field.kind()) {
                    case SECRET, SAID, FILE -> field;
                    case LINES -> field.typed(lines(field.name()));
                    default -> field.typed(text(field.name()));
                })
                .map(field -> field.error(faults.get(field.name())))
                .toList();
    }

    /** At most so many characters, and none of them halved. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
