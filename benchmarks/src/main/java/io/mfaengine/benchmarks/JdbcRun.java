package io.mfaengine.benchmarks;

import static io.mfaengine.benchmarks.JdbcTable.NONE;

import io.mfaengine.benchmarks.JdbcTable.Line;
import io.mfaengine.benchmarks.JdbcTable.Times;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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
 * Measures the operations on H2, in a file of this process, and on PostgreSQL, as a server of its own that forces the disk
 * at every commit; prints the table and writes JMH's JSON. All runs in one JVM without forks, as an application does all of it
 * in one: what is compared are some hundred microseconds of waiting for databases, and in a fork most of the time would go
 * into making ready.
 *
 * <p>{@code --quick}: fewer users and events, and less time. {@code --only=regex}: what has it in its database and
 * operation, such as {@code postgresql.verify}. {@code --folder=path}: where the databases are, which are removed in the
 * end. {@code --disk=micros}: PostgreSQL waits so long before it forces the disk, as most disks make it wait; without it
 * the numbers are those of this machine's disk, and of some the answer comes before anything is forced. {@code --apart}:
 * PostgreSQL has the first processor for itself and this JVM the others, as if they were two machines (Linux).
 * {@code --json=file}: where JMH's results go. The exit status is 1 if a gate is missed.
 */
public final class JdbcRun {
    private static final double GATE = 1.15;
    private static final double GOAL = 1.05;
    private static final double GROWTH_GATE = 1.3;
    private static final int CROWD = 8;

    private final List<RunResult> results = new ArrayList<>();
    private final JdbcTable table = new JdbcTable();
    private final boolean quick;
    private final Pattern only;
    private final int users;
    private final String disk;
    private final boolean apart;
    /** How many measurements there were on this database. */
    private int before;

    private JdbcRun(boolean quick, Pattern only, String disk, boolean apart) {
        this.quick = quick;
        this.only = only;
        this.disk = disk;
        this.apart = apart;
        this.users = quick ? 40_000 : 1_000_000;
    }

    /** Measures. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        List<String> given = Arrays.asList(arguments);
        JdbcRun run = new JdbcRun(
                given.contains("--quick"),
                Pattern.compile(Run.value(given, "--only=", "")),
                Run.value(given, "--disk=", "0"),
                given.contains("--apart"));
        Path folder = Files.createDirectories(Path.of(Run.value(given, "--folder=", "benchmarks/target")));
        run.table.head();
        Path databases = Files.createTempDirectory(folder, "databases-");
        try {
            run.h2(databases.resolve("h2"));
            run.postgres(databases.resolve("postgresql"));
        } finally {
            Processes.delete(databases);
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, Run.value(given, "--json=", "jdbc.json"))
                .writeOut(run.results);
        System.out.println();
        run.table.print();
        System.out.println(BesideSpring.NOTES);
        System.exit(run.table.holds() ? 0 : 1);
    }

    private boolean wants(String database, String operation) {
        return only.matcher(database + " " + operation).find();
    }

    private boolean wantsAny(String database) {
        return Arrays.stream(Work.values()).anyMatch(work -> wants(database, work.label()));
    }

    private void h2(Path folder) throws RunnerException {
        if (wantsAny("h2")) {
            String url = "jdbc:h2:file:" + folder.toAbsolutePath();
            fill(url);
            before = 0;
            operations("h2", url);
        }
    }

    private void postgres(Path folder) throws RunnerException, IOException {
        if (wantsAny("postgresql")) {
            try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("commit_delay", disk)
                    .setServerConfig("commit_siblings", "0")
                    .setLocaleConfig("locale", "C")
                    .start()) {
                if (apart) {
                    Path pid = folder.resolve("postmaster.pid");
                    Processes.apart(ProcessHandle.of(
                                    Long.parseLong(Files.readAllLines(pid).get(0)))
                            .orElseThrow());
                }
                String url = server.getJdbcUrl("postgres", "postgres");
                fill(url);
                before = 0;
                operations("postgresql", url);
                spring(url);
                manyEvents(url);
            }
        }
    }

    private void fill(String url) {
        try (Filling filling = new Filling(url)) {
            filling.forcesTheDisk();
            filling.users(Filling.SMALL, Filling.HAND_SMALL, Filling.FEW);
            filling.users(Filling.LARGE, Filling.HAND_LARGE, users);
        }
    }

    private void operations(String database, String url) throws RunnerException {
        for (Work work : List.of(Work.TRACK, Work.RIGHT, Work.WRONG, Work.VALIDATE, Work.READ)) {
            for (int threads : new int[] {1, CROWD}) {
                if (wants(database, work.label())) {
                    compare(database, url, work, threads);
                }
            }
        }
        for (Work work : List.of(Work.TRACK, Work.RIGHT)) {
            if (wants(database, work.label())) {
                Map<String, Times> sides = measure("Beside", url, work, CROWD, "hot", "true");
                add(database, "one hot user: " + work.label(), CROWD, FEW_USERS, sides, "Small", NONE, NONE);
            }
        }
    }

    private static final String FEW_USERS = "10^3 users";

    private String many() {
        return quick ? "4*10^4" : "10^6 users";
    }

    private void compare(String database, String url, Work work, int threads) throws RunnerException {
        boolean isGated =
                database.equals("postgresql") && (work == Work.TRACK || work == Work.RIGHT || work == Work.WRONG);
        double gate = isGated ? GATE : NONE;
        double goal = isGated ? GOAL : NONE;
        Map<String, Times> sides = measure("Beside", url, work, threads);
        add(database, work.label(), threads, FEW_USERS, sides, "Small", gate, goal);
        add(database, work.label(), threads, many(), sides, "Large", gate, goal);
        table.add(new Line(
                database,
                "  many users / few",
                threads,
                many(),
                times(sides, "oursLarge"),
                times(sides, "oursSmall"),
                GROWTH_GATE,
                1));
    }

    private void add(
            String database,
            String what,
            int threads,
            String size,
            Map<String, Times> sides,
            String side,
            double gate,
            double goal) {
        table.add(new Line(
                database, what, threads, size, times(sides, "ours" + side), times(sides, "hand" + side), gate, goal));
    }

    private void manyEvents(String url) throws RunnerException {
        List<Work> works = List.of(Work.TRACK, Work.RIGHT);
        if (works.stream().noneMatch(work -> wants("postgresql", work.label()))) {
            return;
        }
        try (Filling filling = new Filling(url)) {
            filling.events(Filling.LARGE, quick ? 100_000 : 10_000_000, users);
        }
        for (Work work : works) {
            for (int threads : new int[] {1, CROWD}) {
                if (wants("postgresql", work.label())) {
                    Map<String, Times> sides = measure("Beside", url, work, threads, "sharedEvents", "true");
                    String size = quick ? "10^5 events" : "10^7 events";
                    add("postgresql", work.label(), threads, size, sides, "Large", GATE, GOAL);
                }
            }
        }
    }

    private void spring(String url) throws RunnerException {
        for (String outstanding : List.of("1000", "10000")) {
            for (int threads : new int[] {1, CROWD}) {
                if (wants("postgresql", Work.ALL.label())) {
                    Map<String, Times> sides =
                            measure("BesideSpring", url, Work.ALL, threads, "outstanding", outstanding);
                    String size = String.format(Locale.ROOT, "%,d open", Integer.parseInt(outstanding));
                    for (String theirs : List.of("springJdbc", "springInMemory")) {
                        table.add(new Line(
                                "postgresql",
                                "step-up / " + theirs,
                                threads,
                                size,
                                times(sides, "ours"),
                                times(sides, theirs),
                                NONE,
                                NONE));
                    }
                }
            }
        }
    }

    private static Times times(Map<String, Times> sides, String side) {
        return Objects.requireNonNull(sides.get(side), side);
    }

    private Map<String, Times> measure(String benchmark, String url, Work work, int threads, String... more)
            throws RunnerException {
        int sides = benchmark.equals("Beside") ? 4 : 3;
        int[] groups = new int[sides];
        Arrays.fill(groups, threads);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(JdbcRun.class.getPackageName() + "." + benchmark) + "\\.")
                .forks(0)
                .threadGroups(groups)
                .threads(sides * threads)
                .syncIterations(false)
                .timeUnit(TimeUnit.MICROSECONDS)
                .warmupIterations(1)
                .warmupTime(seconds(before == 0 ? 20 : 4))
                .measurementIterations(1)
                .measurementTime(seconds(12))
                .param("url", url)
                .param("work", work.name())
                .param("threads", Integer.toString(threads))
                .param("users", Integer.toString(users))
                .param("before", Integer.toString(before))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        for (int i = 0; i < more.length; i += 2) {
            options.param(more[i], more[i + 1]);
        }
        before++;
        Collection<RunResult> run = new Runner(options.build()).run();
        results.addAll(run);
        Map<String, Times> times = new HashMap<>();
        run.iterator().next().getSecondaryResults().forEach((side, result) -> times.put(side, Times.of(result)));
        return times;
    }

    private TimeValue seconds(int seconds) {
        return quick ? TimeValue.milliseconds(seconds * 250L) : TimeValue.seconds(seconds);
    }
}
