package io.mfaengine.requirements.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the report below a repository's root: one list per module, and the table when every tested module has its list. */
final class Report {

    private static final Comparator<String> BY_NUMBER = Comparator.comparing((String number) -> number.charAt(0))
            .reversed()
            .thenComparing(number -> Integer.valueOf(number.substring(1)));

    /** Sorts behind every test. */
    private static final String RUN_BY = "~";

    private final Path root;

    Report(Path root) {
        this.root = root;
    }

    void write(String module, Citations citations) {
        if (!Files.isDirectory(root.resolve("docs"))) {
            return;
        }
        try {
            Path lists = Files.createDirectories(root.resolve("target/requirements"));
            Files.write(lists.resolve(module + ".tsv"), citations.lines());
            List<Path> all =
                    testedModules().map(name -> lists.resolve(name + ".tsv")).toList();
            if (all.stream().allMatch(Files::exists)) {
                Files.writeString(root.resolve("docs/requirements.md"), table(titles(), tests(all)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> testedModules() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders
                    .filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static SortedMap<String, SortedSet<String>> tests(Collection<Path> lists) throws IOException {
        SortedMap<String, SortedSet<String>> tests = new TreeMap<>(BY_NUMBER);
        for (Path list : lists) {
            for (String line : Files.readAllLines(list)) {
                String[] fields = line.split("\t", -1);
                String shortName = fields[1].substring(fields[1].lastIndexOf('.') + 1);
                SortedSet<String> cited = tests.computeIfAbsent(fields[0], number -> new TreeSet<>());
                cited.add("`" + shortName + "`");
                if (!fields[3].isEmpty()) {
                    cited.add(RUN_BY + fields[3]);
                }
            }
        }
        return tests;
    }

    private static Map<String, String> titles() throws IOException {
        try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream("requirements.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1]));
        }
    }

    static String table(Map<String, String> titles, Map<String, SortedSet<String>> tests) {
        SortedSet<String> numbers = new TreeSet<>(BY_NUMBER);
        numbers.addAll(titles.keySet());
        numbers.addAll(tests.keySet());
        StringBuilder page = new StringBuilder("""
                # Requirements and the tests that stand for them

                Written by the build from the tests that passed. R: security requirements. I: invariants of the design.

                | number | title | tests |
                | --- | --- | --- |
                """);
        for (String number : numbers) {
            String title = titles.getOrDefault(number, "**no such requirement**");
            SortedSet<String> cited = tests.get(number);
            String cell = cited == null ? "open" : cell(cited);
            page.append("| ")
                    .append(number)
                    .append(" | ")
                    .append(title)
                    .append(" | ")
                    .append(cell)
                    .append(" |\n");
        }
        return page.toString();
    }

    /** The tests, and behind them which contracts run those that are rules of one. */
    private static String cell(SortedSet<String> cited) {
        String tests = String.join(", ", cited.headSet(RUN_BY));
        String contracts = cited.tailSet(RUN_BY).stream()
                .map(contract -> contract.substring(RUN_BY.length()))
                .collect(Collectors.joining(", "));
        return contracts.isEmpty() ? tests : tests + "; rules by " + contracts;
    }
}
