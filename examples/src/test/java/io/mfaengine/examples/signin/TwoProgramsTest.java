package io.mfaengine.examples.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of them on one database are one bank with two counters. */
final class TwoProgramsTest {
    @TempDir
    private Path home;

    @Test
    @Requirement({"R13", "R25", "R31", "R52", "I2", "I3"})
    void twoOnOneFileKnowWhatEachOtherDoes() throws IOException {
        knowWhatEachOtherDoes();
    }

    @Test
    @Requirement({"R13", "R25", "R31", "R52", "I2", "I3"})
    void twoOnOnePostgresqlKnowWhatEachOtherDoes() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            knowWhatEachOtherDoes("--db", server.getJdbcUrl("postgres", "postgres"));
        }
    }

    private void knowWhatEachOtherDoes(String... args) throws IOException {
        try (Program one = Program.start(home, args);
                Program other = Program.start(home, args)) {
            Visitor here = new Visitor(one);
            Visitor there = new Visitor(other);
            Phone phone = here.enrol("ann").phone();

            String code = phone.nextCode();
            there.signIn("ann");
            other.answer("Code", code);
            assertThat(other.line()).isEqualTo("Signed in as ann.");
            here.draft("250", "Bob");
            one.answer("Code", code);
            assertThat(one.line()).startsWith("This code was used before.");
            one.answer("Code", "");
            one.choose("Give up");

            here.operator("jane@acme");
            here.switchApp("off");
            one.choose("Back");
            there.draft("250", "Bob");
            assertThat(other.choose("Give up")).contains("Authenticator app (not available now)");
            there.operator("jim@acme");
            there.switchApp("on");
            other.choose("Back");

            here.draft("250", "Bob");
            for (int guess = 1; guess <= 5; guess++) {
                one.answer("Code", phone.wrongCode());
                assertThat(one.line()).startsWith("That code didn't match.");
            }
            there.draft("250", "Bob");
            assertThat(other.choose("Authenticator app")).contains("Authenticator app (locked for ");
            assertThat(other.line()).startsWith("Too many wrong codes.");
        }
    }

    @Test
    @Requirement("R55")
    void whatWasSetUpIsThereWhenItStartsAgainAndWhenTheOtherEnds() throws IOException, InterruptedException {
        try (Program first = Program.start(home);
                Program second = Program.start(home)) {
            Phone phone = new Visitor(first).enrol("ann").phone();
            assertThat(second.question("Number")).contains("sealed under the key in");
            assertThat(first.end()).endsWith("Goodbye." + System.lineSeparator());
            assertThat(first.exitCode()).isZero();
            second.type("1");
            second.answer("User id", "ann");
            assertThat(new Visitor(second).enter(phone)).isEqualTo("Signed in as ann.");
            try (Program third = Program.start(home)) {
                new Visitor(third).signIn("ann");
                assertThat(third.question("Code")).contains("your authenticator app shows");
            }
        }
    }
}
