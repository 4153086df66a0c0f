package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user, as operators see them: addresses are masked.
 *
 * @param locks what keeps them from trying
 * @param holds what they hold
 * @param actions their latest actions
 * @param more the path of all of their actions
 * @param facts what is known of them
 * @param trail the path of the check of their trail
 * @param removeAll the path to remove all that they hold; null: they hold nothing, or the role may not
 * @param erase the path to erase them; null: the role may not
 */
public record UserView(
        List<Lock> locks,
        List<Held> holds,
        List<ActionRow> actions,
        String more,
        List<Fact> facts,
        String trail,
        @Nullable String removeAll,
        @Nullable String erase) {
    /**
     * What waits after failures.
     *
     * @param what says it
     * @param until says until when
     * @param unlock the path to lift it; null: the role may not
     * @param label what the link says
     */
    public record Lock(String what, String until, @Nullable String unlock, String label) {}

    /** What they hold; {@code remove} is null if the role may not remove it. */
    public record Held(
            String name,
            String where,
            PortalFrame.Tag state,
            String since,
            String used,
            @Nullable String remove) {}

    /** What is known. */
    public record Fact(String label, String value, boolean code) {}
}
