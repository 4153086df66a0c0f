package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One action, and what happened.
 *
 * @param settle where a review is settled; null: none waits, or the role may not
 * @param steps what happened, the newest last
 * @param facts what it is
 * @param userPath its user's page
 * @param saw what the person saw
 */
public record ActionView(
        @Nullable String settle,
        List<Step> steps,
        List<UserView.Fact> facts,
        String userPath,
        List<UserView.Fact> saw) {
    /**
     * What happened.
     *
     * @param tone {@code ok}, {@code bad} or empty
     * @param what in bold
     * @param when the time, and how much later
     * @param detail one line; empty: none
     */
    public record Step(String tone, String what, String when, String detail) {}
}
