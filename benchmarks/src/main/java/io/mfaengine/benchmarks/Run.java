package io.mfaengine.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures every operation and its floor, one right after the other, prints the table and writes JMH's JSON. What is
 * compared are the lower quartiles of the iterations, which a busy neighbour moves less than a mean.
 *
 * <p>{@code --quick}: fewer iterations, and 1,000 users only. {@code --only=regex}: operations whose name has it.
 * {@code --json=file}: where JMH's results go. The exit status is 1 if a gate is missed.
 */
public final class Run {
    /** Short, so that what is tracked in one is no great heap, and a busy neighbour spoils few. */
    private static final TimeValue ITERATION = TimeValue.milliseconds(25);

    /**
     * How many iterations go before those that count. An operation of the engine is some hundreds of methods, which the
     * JVM has all compiled for good after 7 s on two busy cores; its floor is a handful, and is done in a second. What is
     * compared is how they run from then on.
     */
    private static final int WARM_UP = 400;

    private static final int WARM_UP_OF_LITTLE = 120;

    /** How often what has a gate is measured, in turn with its floor: one JVM compiles the same code otherwise than the next. */
    private static final int PAIRS = 3;

    private final List<RunResult> results = new ArrayList<>();
    private final Table table = new Table();
    private final boolean quick;
    private final Pattern only;

    private Run(boolean quick, Pattern only) {
        this.quick = quick;
        this.only = only;
    }

    /** Measures. */
    public static void main(String[] arguments) throws RunnerException {
        List<String> given = Arrays.asList(arguments);
        Run run = new Run(given.contains("--quick"), Pattern.compile(value(given, "--only=", "")));
        run.operations();
        run.bytes();
        run.coldStart();
        ResultFormatFactory.getInstance(ResultFormatType.JSON, value(given, "--json=", "benchmarks.json"))
                .writeOut(run.results);
        System.out.println();
        run.table.print();
        System.exit(run.table.holds() ? 0 : 1);
    }

    static String value(List<String> given, String option, String standard) {
        return given.stream()
                .filter(argument -> argument.startsWith(option))
                .map(argument -> argument.substring(option.length()))
                .findFirst()
                .orElse(standard);
    }

    private boolean wants(String operation) {
        return only.matcher(operation).find();
    }

    private void operations() throws RunnerException {
        for (Operation operation : Operation.ALL) {
            if (!wants(operation.name())) {
                continue;
            }
            if (!operation.overUsers()) {
                measure(operation, 1, 0);
                continue;
            }
            for (int users : quick ? new int[] {1_000} : new int[] {1_000, 1_000_000}) {
                for (int threads = 1; threads <= 2; threads++) {
                    measure(operation, threads, users);
                }
            }
        }
    }

    private void measure(Operation operation, int threads, int users) throws RunnerException {
        int pairs = quick || !operation.isGated() ? 1 : PAIRS;
        double[] ours = new double[pairs];
        double[] floor = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            ours[i] = nanos(operation.ours(), threads, users);
            floor[i] = nanos(operation.floor(), threads, users);
        }
        table.add(new Table.Line(
                operation.name(),
                threads,
                users,
                "ns",
                median(ours),
                median(floor),
                operation.gate(),
                operation.goal()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private double nanos(String benchmark, int threads, int users) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(Run.class.getPackageName() + "." + benchmark) + "$")
                .forks(1)
                .threads(threads)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(users > 0 ? WARM_UP : WARM_UP_OF_LITTLE)
                .measurementIterations(quick ? 80 : 120)
                .warmupTime(ITERATION)
                .measurementTime(ITERATION)
                .jvmArgsAppend(users > 10_000 ? "-Xmx5g" : "-Xmx1g")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (users > 0) {
            options.param("users", Integer.toString(users));
        }
        RunResult result = new Runner(options.build()).runSingle();
        results.add(result);
        return result.getPrimaryResult().getStatistics().getPercentile(25);
    }

    private void bytes() {
        bytes("bytes, two apps", "apps", 700, 400);
        bytes("bytes, two used apps", "used", Double.POSITIVE_INFINITY, 400);
        bytes("bytes, app and codes", "recovery", Double.POSITIVE_INFINITY, 400);
    }

    private void bytes(String name, String kind, double gate, double goal) {
        if (wants(name)) {
            double bytes = Processes.number(UserBytes.class, kind);
            table.add(new Table.Line(name, 0, 100_000, "B", bytes, 0, gate, goal));
        }
    }

    private void coldStart() {
        if (wants("cold start")) {
            double[] medians = Processes.medians(ColdStart.class, ColdStartFloor.class, quick ? 10 : 20);
            table.add(new Table.Line("cold start", 0, 0, "ms", medians[0], medians[1], Double.POSITIVE_INFINITY, 1.3));
        }
    }
}
