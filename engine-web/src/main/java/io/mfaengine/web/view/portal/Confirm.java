package io.mfaengine.web.view.portal;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page before something is destroyed: what goes, what stays, what the person will be told.
 *
 * @param lead what happens
 * @param points what goes and what stays
 * @param action where the form goes
 * @param go what the red button says
 * @param keep what the way back says
 * @param back where it leads
 * @param typing what is to be typed, and is compared; null: nothing
 * @param reason whether a reason is asked for
 * @param error what is wrong with what was typed; null: nothing
 */
public record Confirm(
        Content lead,
        List<String> points,
        String action,
        String go,
        String keep,
        String back,
        @Nullable String typing,
        boolean reason,
        @Nullable String error) {}
