package io.mfaengine.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that asks for a number or an e-mail address.
 *
 * @param lead the sentence below the heading
 * @param action where the form goes
 * @param countries those that are served, none for an e-mail address
 * @param typed what was typed before
 * @param error what was wrong; null: nothing
 * @param button what the button says
 * @param other where to choose another way; null: there is none
 */
public record AddressField(
        String lead,
        String action,
        List<Country> countries,
        String typed,
        @Nullable String error,
        String button,
        @Nullable String other) {
    /** A country. */
    public record Country(String code, String name, String callingCode, boolean chosen) {}

    public boolean isPhone() {
        return !countries.isEmpty();
    }
}
