package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators. */
public record People(String invite, List<Person> list) {
    /** One of them. */
    public record Person(String email, String role, String path, boolean isYou) {}

    /**
     * The form of one, or of one to be invited.
     *
     * @param action where it goes
     * @param email what is known or was typed
     * @param isNew whether the address is asked for
     * @param error what is wrong with it; null: nothing
     * @param roles what to choose from
     * @param save what the button says
     * @param remove the path to remove them; null: they can't be
     * @param hint why not; null: nothing to say
     */
    public record Form(
            String action,
            String email,
            boolean isNew,
            @Nullable String error,
            List<Choice> roles,
            String save,
            @Nullable String remove,
            @Nullable String hint) {}

    /** A role. */
    public record Choice(String code, String name, String hint, boolean chosen) {}
}
