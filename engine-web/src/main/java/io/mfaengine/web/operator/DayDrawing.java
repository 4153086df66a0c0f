package io.mfaengine.web.operator;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.web.operator.DayCounts.Day;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.DayGraph;
import io.mfaengine.web.view.portal.DayGraph.Bar;
import io.mfaengine.web.view.portal.DayGraph.Figure;
import io.mfaengine.web.view.portal.DayGraph.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Days as a picture, and the day that stands out of them. */
final class DayDrawing {
    private static final int COLUMN = 70;
    private static final int BAR = 32;
    private static final int GAP = 1;
    private static final int LEAST = 2;
    private static final int FULL = DayGraph.BOTTOM - DayGraph.TOP;
    /** A scale ends at one of these, or at ten times one, and so on: half of each is a whole number. */
    private static final int[] ENDS = {2, 4, 6, 8, 10};
    /** Of fewer days that are over nothing is usual. */
    private static final int LEAST_DAYS = 3;

    private static final int TIMES = 3;

    private final Words words;
    private final List<Day> days;
    private final int most;

    /** The days from the oldest to today, of each of which at most so many were counted. */
    DayDrawing(Words words, List<Day> days, int most) {
        this.words = words;
        this.days = List.copyOf(days);
        this.most = most;
    }

    /** With the path that shows a day. */
    DayGraph draw(Function<Day, String> path, boolean anyType) {
        long highest = days.stream().mapToLong(Day::all).max().orElse(0);
        boolean drawn = days.size() > 1 && highest > 0;
        long end = end(highest);
        Finding finding = finding(path);
        return new DayGraph(
                words.count("last", days.size()),
                List.of(
                        figure("passed", Day::passed),
                        figure("unfinished", Day::unfinished),
                        figure("failed", Day::failed)),
                description(finding),
                days.size() * COLUMN,
                drawn ? bars(end) : List.of(),
                List.of(number(end), number(end / 2), number(0)),
                labels(),
                finding,
                rows(),
                hint(anyType));
    }

    private Figure figure(String tone, ToLongFunction<Day> of) {
        return new Figure(tone, words.text("graph." + tone), sum(of));
    }

    private String sum(ToLongFunction<Day> of) {
        String sum = number(days.stream().mapToLong(of).sum());
        return days.stream().anyMatch(day -> day.cut() || !day.known()) ? words.text("graph.least", "n", sum) : sum;
    }

    static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    static long end(long highest) {
        for (long unit = 1; ; unit *= 10) {
            for (int each : ENDS) {
                if (each * unit >= highest) {
                    return each * unit;
                }
            }
        }
    }

    private List<Bar> bars(long end) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            int x = i * COLUMN + (COLUMN - BAR) / 2;
            int y = DayGraph.BOTTOM;
            y = stack(bars, "passed", x, y, day.passed(), end);
            y = stack(bars, "unfinished", x, y, day.unfinished(), end);
            stack(bars, "failed", x, y, day.failed(), end);
        }
        return bars;
    }

    /** Lays a part on what is there, and says where the next one goes. */
    @CanIgnoreReturnValue
    private static int stack(List<Bar> bars, String tone, int x, int bottom, long count, long end) {
        if (count == 0) {
            return bottom;
        }
        int height = (int) Math.max(LEAST, Math.round((double) count * FULL / end));
        bars.add(new Bar(tone, x, bottom - height, BAR, height));
        return bottom - height - GAP;
    }

    private List<String> labels() {
        int last = days.size() - 1;
        List<String> labels = new ArrayList<>();
        labels.add(label(days.get(0)));
        if (last >= 4) {
            labels.add(label(days.get(last / 2)));
        }
        if (last > 0) {
            labels.add(label(days.get(last)));
        }
        return labels;
    }

    private String label(Day day) {
        String label = Times.date(day.date());
        return day.soFar() ? words.text("graph.soFar", "day", label) : label;
    }

    private List<DayGraph.Row> rows() {
        List<DayGraph.Row> rows = new ArrayList<>();
        for (Day day : days) {
            rows.add(0, day.known() ? row(day) : new DayGraph.Row(label(day), "–", "–", "–", "–"));
        }
        return rows;
    }

    private DayGraph.Row row(Day day) {
        String all = number(day.all());
        return new DayGraph.Row(
                label(day),
                number(day.passed()),
                number(day.unfinished()),
                number(day.failed()),
                day.cut() ? words.text("graph.least", "n", all) : all);
    }

    private @Nullable String hint(boolean anyType) {
        List<String> hints = new ArrayList<>();
        if (days.stream().anyMatch(Day::cut)) {
            hints.add(words.text("graph.cut", "n", number(most)));
        }
        if (!days.stream().allMatch(Day::known)) {
            hints.add(words.text("graph.unknown"));
        }
        if (!anyType) {
            hints.add(words.text("graph.types"));
        }
        return hints.isEmpty() ? null : String.join(" ", hints);
    }

    private String description(@Nullable Finding finding) {
        String all = words.text(
                "graph.description",
                "passed",
                sum(Day::passed),
                "unfinished",
                sum(Day::unfinished),
                "failed",
                sum(Day::failed));
        return all + " " + (finding == null ? words.text("graph.even") : finding.day() + " " + finding.told());
    }

    /** Failures first: what many actions mean, who knows. */
    private @Nullable Finding finding(Function<Day, String> path) {
        return finding("graph.out.failed", Day::failed, path)
                .or(() -> finding("graph.out.all", Day::all, path))
                .orElse(null);
    }

    /** Of the days that are over; the lower one of the two in the middle: half a failure is none. */
    private long median(ToLongFunction<Day> of) {
        long[] usual =
                days.stream().filter(day -> !day.soFar()).mapToLong(of).sorted().toArray();
        return usual[(usual.length - 1) / 2];
    }

    private Optional<Finding> finding(String key, ToLongFunction<Day> of, Function<Day, String> path) {
        // where there usually is nothing at all, something is a beginning
        if (days.stream().filter(Day::known).count() <= LEAST_DAYS || median(Day::all) == 0) {
            return Optional.empty();
        }
        long median = median(of);
        Day highest = days.stream().max(Comparator.comparingLong(of)).orElseThrow();
        long count = of.applyAsLong(highest);
        if (count < TIMES * Math.max(1, median)) {
            return Optional.empty();
        }
        String day = Times.longDate(highest.date());
        String named = highest.soFar() ? words.text("graph.soFar", "day", day) : day;
        return Optional.of(new Finding(
                words.text("graph.out", "day", named),
                median == 0
                        ? words.text(key + ".never", "n", number(count))
                        : words.text(key, "n", number(count), "times", number(count / median)),
                path.apply(highest)));
    }
}
