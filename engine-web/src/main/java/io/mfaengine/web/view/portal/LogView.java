package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operators' log.
 *
 * @param lines the newest first
 * @param next the path of those that are older; null: there are none
 */
public record LogView(List<Line> lines, @Nullable String next) {
    /** What somebody did. */
    public record Line(String at, String who, String role, String what, String about, String before, String after) {}
}
