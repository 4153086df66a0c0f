package io.mfaengine.benchmarks;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is measured of whole processes. */
final class Processes {
    private Processes() {}

    /** The median of the run times, in milliseconds, of one program and of another, run by turns. */
    static double[] medians(Class<?> ours, Class<?> floor, int runs) {
        double[][] times = new double[2][runs];
        for (int run = 0; run < runs; run++) {
            times[0][run] = time(ours);
            times[1][run] = time(floor);
        }
        return new double[] {median(times[0]), median(times[1])};
    }

    /** The number that a program prints first. */
    static double number(Class<?> program, String argument) {
        String out = run(program, "-Xmx2g", argument);
        return Double.parseDouble(out.substring(0, out.indexOf(' ')));
    }

    /** Gives a process and its children the first processor, and this JVM the others. */
    static void apart(ProcessHandle process) {
        int last = Runtime.getRuntime().availableProcessors() - 1;
        if (last < 1) {
            throw new IllegalStateException("two processes can't be apart on one processor");
        }
        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> pin(each, "0"));
        pin(ProcessHandle.current(), "1-" + last);
    }

    private static void pin(ProcessHandle process, String processors) {
        output("taskset", List.of("taskset", "-acp", processors, Long.toString(process.pid())));
    }

    /** Removes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static double time(Class<?> program) {
        long start = System.nanoTime();
        String out = run(program, "-Xshare:auto");
        if (!out.isEmpty()) {
            throw new IllegalStateException(program.getSimpleName() + " said: " + out);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static String run(Class<?> program, String option, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        return output(program.getSimpleName(), command);
    }

    @CanIgnoreReturnValue
    private static String output(String program, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program + " failed: " + out);
            }
            return out;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
