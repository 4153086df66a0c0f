package io.mfaengine.web.view;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that asks for a code.
 *
 * @param lead the sentence below the heading
 * @param action where the form goes
 * @param digits how many digits, for the drawn cells; 0: it isn't drawn in cells
 * @param recovery whether letters are asked for
 * @param label the field's label
 * @param error what was wrong; null: nothing
 * @param button what the button says
 * @param again how to have it sent again; null: nothing was sent
 * @param change where to change the address; null: it can't be
 * @param changeLabel what that is called
 * @param other where to choose another way; null: there is none
 */
public record CodeField(
        Content lead,
        String action,
        int digits,
        boolean recovery,
        String label,
        @Nullable String error,
        String button,
        @Nullable Again again,
        @Nullable String change,
        String changeLabel,
        @Nullable String other) {

    /**
     * How to have a message sent again.
     *
     * @param action where the form goes
     * @param label what the button says
     * @param waiting what it says while it waits, with a gap for the clock
     * @param ready what is said when it needn't wait any more
     * @param seconds how long it still waits
     * @param hint what is said above it
     */
    public record Again(String action, String label, String waiting, String ready, long seconds, String hint) {}

    public List<String> classes() {
        return List.of("code", "n" + digits);
    }
}
