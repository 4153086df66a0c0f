package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The action log.
 *
 * @param action where the filter goes
 * @param choices what can be chosen beside the user
 * @param user the user that is asked for; empty: all
 * @param filtered the filters that are set, in words; empty: none
 * @param never whether no action was ever tracked
 * @param graph the same by day; null: not on this page
 * @param rows the actions, the newest first
 * @param looked how far was looked, if not to the end of the page; null: it was
 * @param next the path of those that are older; null: there are none
 */
public record ActionList(
        String action,
        List<Choice> choices,
        String user,
        String filtered,
        boolean never,
        @Nullable DayGraph graph,
        List<ActionRow> rows,
        @Nullable String looked,
        @Nullable String next) {
    /** Of what one is chosen. */
    public record Choice(String name, String label, List<Option> options) {}

    /** What can be chosen. */
    public record Option(String value, String label, boolean chosen) {}
}
