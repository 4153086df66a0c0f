package io.mfaengine.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, line by line, and whether every gate held. */
final class Table {
    private static final String LINE = "%-24s %7s %9s %12s %12s %6s %6s %6s  %s%n";

    private final List<Line> lines = new ArrayList<>();

    /** A measured value beside its floor, 0 if there is none; a gate or goal that is infinite is none. */
    record Line(
            String operation,
            int threads,
            int users,
            String unit,
            double ours,
            double floor,
            double gate,
            double goal) {
        double ratio() {
            return floor == 0 ? ours : ours / floor;
        }

        boolean holds() {
            return ratio() <= gate;
        }

        private String format() {
            return String.format(
                    Locale.ROOT,
                    LINE,
                    operation,
                    threads == 0 ? "-" : threads,
                    users == 0 ? "-" : String.format(Locale.ROOT, "%,d", users),
                    value(ours),
                    floor == 0 ? "-" : value(floor),
                    floor == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ratio()),
                    bound(gate),
                    bound(goal),
                    holds() ? (ratio() <= goal ? "ok" : "ok, over its goal") : "OVER");
        }

        private String value(double value) {
            return String.format(Locale.ROOT, value < 100 ? "%.1f %s" : "%.0f %s", value, unit);
        }

        private static String bound(double bound) {
            return bound == Double.POSITIVE_INFINITY
                    ? "-"
                    : String.format(Locale.ROOT, bound < 100 ? "%.2f" : "%.0f", bound);
        }
    }

    void add(Line line) {
        lines.add(line);
        System.out.print(line.format());
    }

    boolean holds() {
        return lines.stream().allMatch(Line::holds);
    }

    void print() {
        System.out.printf(LINE, "operation", "threads", "users", "ours", "floor", "ratio", "gate", "goal", "");
        lines.forEach(line -> System.out.print(line.format()));
    }
}
