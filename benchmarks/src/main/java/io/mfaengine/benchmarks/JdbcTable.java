package io.mfaengine.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;

/** What operations on databases take, line by line, and whether every gate held. Microseconds. */
final class JdbcTable {
    static final double NONE = Double.POSITIVE_INFINITY;

    private static final String LINE = "%-11s %-26s %3s %10s %9s %9s %9s %9s %6s %5s %5s  %s%n";

    private final List<Line> lines = new ArrayList<>();

    /** The median and what one of 100 exceeds. */
    record Times(double median, double p99) {
        static Times of(Result<?> result) {
            return new Times(
                    result.getStatistics().getPercentile(50),
                    result.getStatistics().getPercentile(99));
        }
    }

    /**
     * One comparison; a gate or goal that is infinite is none.
     *
     * @param size how much was there already
     */
    record Line(
            String database, String what, int threads, String size, Times ours, Times other, double gate, double goal) {
        double ratio() {
            return ours.median() / other.median();
        }

        boolean holds() {
            return ratio() <= gate;
        }

        private String format() {
            return String.format(
                    Locale.ROOT,
                    LINE,
                    database,
                    what,
                    threads,
                    size,
                    micros(ours.median()),
                    micros(ours.p99()),
                    micros(other.median()),
                    micros(other.p99()),
                    String.format(Locale.ROOT, "%.2f", ratio()),
                    bound(gate),
                    bound(goal),
                    gate == NONE ? "" : !holds() ? "OVER" : ratio() <= goal ? "ok" : "ok, over its goal");
        }

        private static String micros(double value) {
            return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
        }

        private static String bound(double bound) {
            return bound == NONE ? "-" : String.format(Locale.ROOT, "%.2f", bound);
        }
    }

    void add(Line line) {
        lines.add(line);
        System.out.print(line.format());
    }

    boolean holds() {
        return lines.stream().allMatch(Line::holds);
    }

    void head() {
        System.out.printf(
                LINE,
                "database",
                "operation, microseconds",
                "thr",
                "size",
                "ours p50",
                "p99",
                "other p50",
                "p99",
                "ratio",
                "gate",
                "goal",
                "");
    }

    void print() {
        head();
        lines.forEach(line -> System.out.print(line.format()));
    }
}
