package io.mfaengine.examples.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How it starts, and how it does not. */
final class StartTest {
    @TempDir
    private Path home;

    private Path key() {
        return home.resolve(".mfaengine/sign-in.key");
    }

    @Test
    void theFirstStartTellsWhereTheDataAndTheKeyAreWhichAreTheOwnersAlone() throws IOException {
        try (Program program = Program.start(home)) {
            assertThat(program.question("Number"))
                    .contains(home.resolve(".mfaengine/sign-in.mv.db") + ", sealed under the key in")
                    .contains(key() + ", which was made just now.");
            assertThat(home.resolve(".mfaengine/sign-in.mv.db")).exists();
            assertThat(permissions(key())).isEqualTo("rw-------");
            assertThat(permissions(key().getParent())).isEqualTo("rwx------");
            assertThat(program.end()).contains("Goodbye.");
        }
        String made = Files.readString(key());
        try (Program program = Program.start(home)) {
            assertThat(program.question("Number")).contains(key() + ".").doesNotContain("just now");
        }
        assertThat(key()).hasContent(made);
    }

    @Test
    void inMemoryItLeavesNothing() throws IOException {
        try (Program program = Program.start(home, "--memory")) {
            assertThat(program.question("Number")).contains("All is kept in memory");
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aKeyThatOthersCanReadOrThatIsNoneIsRefused() throws IOException, InterruptedException {
        Files.createDirectories(key().getParent());
        Files.writeString(key(), "sign-in-1 " + "A".repeat(42), UTF_8);
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(refusal()).contains("It can't start: the key in " + key(), "chmod 600");
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
        assertThat(refusal())
                .contains("It can't start: " + key() + " holds no key")
                .doesNotContain("AAAA");
        Files.writeString(key(), "sign-in-1 " + "A".repeat(43), UTF_8);
        assertThat(refusal()).contains("It can't start: " + key() + " holds no key");
    }

    @Test
    void dataThatWereSealedUnderAnotherKeyAreRefused() throws IOException, InterruptedException {
        try (Program program = Program.start(home)) {
            program.question("Number");
            assertThat(program.end()).contains("Goodbye.");
        }
        Files.delete(key());
        assertThat(refusal()).contains("It can't start: what is there was sealed under another key");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsTold() throws IOException, InterruptedException {
        assertThat(refusal("--db", "jdbc:postgresql://localhost:1/none?password=hush"))
                .contains("It can't start: the database of --db can't be used: the database can't be reached")
                .doesNotContain("hush");
        assertThat(refusal("--folder", Files.createFile(home.resolve("file")).toString()))
                .contains("It can't start: " + home.resolve("file") + " must be a folder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--db | --db needs a value",
                "--db --memory | --db needs a value",
                "--db jdbc:h2:mem:a --memory | it is either --db or --memory",
                "--memory --memory | --memory stands there twice",
                "--db mysql://hush@host | the URL of --db must begin with jdbc:h2: or jdbc:postgresql:",
                "jdbc:h2:mem:hush | there are no options but",
                "--folder a;hush=b | the folder must have no semicolon in its name",
            })
    void aCommandLineThatCannotBeUnderstoodIsAnsweredWithTheUsage(String line, String why)
            throws IOException, InterruptedException {
        try (Program program = Program.start(home, line.split(" ", -1))) {
            assertThat(program.end())
                    .contains("That can't be done: " + why, Options.USAGE)
                    .doesNotContain("hush");
            assertThat(program.exitCode()).isEqualTo(2);
        }
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "/there/", "./here"})
    void aFolderIsTakenFromWhereItWasSaid(String folder) {
        Options options = Options.parse(java.util.List.of("--folder", folder), home);
        assertThat(options.folder())
                .isAbsolute()
                .isEqualTo(Path.of(folder).toAbsolutePath().normalize());
        assertThat(options.jdbcUrl()).contains(options.folder() + "/sign-in;");
    }

    private String refusal(String... args) throws IOException, InterruptedException {
        try (Program program = Program.start(home, args)) {
            String said = program.end();
            assertThat(program.exitCode()).isEqualTo(1);
            return said;
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
