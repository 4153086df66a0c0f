package io.mfaengine.houserules;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How large files and packages may be, how much of the core may be public, and what its tests have to notice. */
final class SourceFilesTest {

    private static final int LINES_PER_FILE = 400;
    private static final int FILES_PER_PACKAGE = 60;
    private static final int PUBLIC_PERCENT = 60;

    private static final Pattern TOP_LEVEL_TYPE = Pattern.compile(
            "^(public )?((abstract|final|sealed|non-sealed|strictfp) )*(class|interface|enum|record|@interface) \\w",
            Pattern.MULTILINE);

    @Test
    void no_file_is_longer_than_400_lines() {
        List<String> tooLong = sources(House.root())
                .filter(file -> read(file).lines().count() > LINES_PER_FILE)
                .map(Path::toString)
                .toList();
        assertThat(tooLong).isEmpty();
    }

    @Test
    void no_package_holds_more_than_60_files() {
        Map<Path, Long> perFolder = sources(House.root()).collect(groupingBy(Path::getParent, counting()));
        assertThat(perFolder).isNotEmpty();
        assertThat(perFolder).allSatisfy((folder, files) -> assertThat(files).isLessThanOrEqualTo(FILES_PER_PACKAGE));
    }

    @Test
    void at_most_60_percent_of_the_cores_types_are_public() {
        List<String> declarations = sources(House.root().resolve("engine-core"))
                .filter(file -> file.toString().contains("src/main/java"))
                .flatMap(file -> TOP_LEVEL_TYPE.matcher(read(file)).results())
                .map(match -> match.group())
                .toList();
        long open = declarations.stream()
                .filter(declaration -> declaration.startsWith("public "))
                .count();
        assertThat(declarations).isNotEmpty();
        assertThat(open * 100)
                .as("%d of %d types are public", open, declarations.size())
                .isLessThanOrEqualTo((long) declarations.size() * PUBLIC_PERCENT);
    }

    @Test
    @Requirement("R100")
    void ci_fails_unless_the_tests_notice_85_of_100_mutations() {
        assertThat(read(House.root().resolve(".ci/run"))).contains("-Pmutation -pl engine-core,engine-memory -am");
        assertThat(read(House.root().resolve("pom.xml"))).contains("<mutationThreshold>85</mutationThreshold>");
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
