package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The action log.
 *
 * @param action where the filter goes
 * @param codes the codes to choose from
 * @param states the states to choose from
 * @param times the times to choose from
 * @param user the user that is asked for; empty: all
 * @param filtered the filters that are set, in words; empty: none
 * @param never whether no action was ever tracked
 * @param rows the actions, the newest first
 * @param next the path of those that are older; null: there are none
 */
public record ActionList(
        String action,
        List<Option> codes,
        List<Option> states,
        List<Option> times,
        String user,
        String filtered,
        boolean never,
        List<ActionRow> rows,
        @Nullable String next) {
    /** What can be chosen. */
    public record Option(String value, String label, boolean chosen) {}
}
