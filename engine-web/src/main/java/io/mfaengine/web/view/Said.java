package io.mfaengine.web.view;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that says something, with what to do now.
 *
 * @param icon its icon
 * @param tone {@code warn}, {@code bad}, {@code ok} or nothing
 * @param lead one sentence
 * @param number what to compare; null: nothing
 * @param steps what to do now, the best first
 * @param hint the last line; null: none
 */
public record Said(
        Icon icon,
        String tone,
        Content lead,
        @Nullable String number,
        List<Step> steps,
        @Nullable String hint) {
    /**
     * A button.
     *
     * @param label what it says
     * @param path where it leads
     * @param posts whether it is a form
     * @param style {@code fill}, {@code quiet} or {@code red}
     * @param field the name of what the form gives; null: nothing more
     * @param value what it gives
     * @param id names the form for the script; null: no name
     */
    public record Step(
            String label,
            String path,
            boolean posts,
            String style,
            @Nullable String field,
            @Nullable String value,
            @Nullable String id) {
        public static Step to(String label, String path) {
            return new Step(label, path, false, "fill", null, null, null);
        }

        public static Step post(String label, String path) {
            return new Step(label, path, true, "fill", null, null, null);
        }

        public Step quiet() {
            return new Step(label, path, posts, "quiet", field, value, id);
        }

        public Step red() {
            return new Step(label, path, posts, "red", field, value, id);
        }

        public Step giving(String name, String given) {
            return new Step(label, path, posts, style, name, given, id);
        }

        public Step named(String name) {
            return new Step(label, path, posts, style, field, value, name);
        }
    }
}
