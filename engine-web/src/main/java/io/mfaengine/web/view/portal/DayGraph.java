package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Actions by day, as bars and as a table.
 *
 * @param span which days
 * @param figures what there was in all of them
 * @param description what the picture says, for who doesn't see it
 * @param width how wide the picture is, in units of the bars
 * @param bars the parts of the bars; none: there is nothing to draw
 * @param scale what stands beside the three lines, from the top
 * @param labels the days that stand under it, from the first to the last one
 * @param finding the day that stands out; null: none does
 * @param rows the days, the newest first
 * @param hint what the figures leave out; null: nothing
 */
public record DayGraph(
        String span,
        List<Figure> figures,
        String description,
        int width,
        List<Bar> bars,
        List<String> scale,
        List<String> labels,
        @Nullable Finding finding,
        List<Row> rows,
        @Nullable String hint) {
    /** Where its lines are, and how high it is, in pixels: it is stretched in its width only. */
    public static final int TOP = 8;

    public static final int MIDDLE = 83;
    public static final int BOTTOM = 158;
    public static final int HEIGHT = 160;

    /**
     * A number above the picture.
     *
     * @param tone {@code passed}, {@code unfinished} or {@code failed}
     */
    public record Figure(String tone, String label, String number) {}

    /** A part of a bar, of a tone. */
    public record Bar(String tone, int x, int y, int width, int height) {}

    /** What stands out, with the way to that day. */
    public record Finding(String day, String told, String path) {}

    /** A day. */
    public record Row(String day, String passed, String unfinished, String failed, String all) {}
}
