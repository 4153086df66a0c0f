package io.mfaengine.examples.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import io.mfaengine.requirements.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as a person uses it: on the machine's clock, with somebody else's authenticator app, without waiting. */
final class SignInTest {
    private static final Pattern URI = Pattern.compile("^  URI  (otpauth:\\S+)$", Pattern.MULTILINE);

    private final Program program;
    private final Visitor visitor;

    SignInTest(@TempDir Path home) throws IOException {
        program = Program.start(home);
        visitor = new Visitor(program);
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    @Requirement({"R14", "I2"})
    void aPersonEnrolsSignsInAndConfirmsATransfer() throws IOException, InterruptedException {
        Phone phone = visitor.enrol("ann").phone();
        program.choose("Sign out");
        visitor.signIn("ann");
        assertThat(visitor.enter(phone)).isEqualTo("Signed in as ann.");

        visitor.draft("250.00", "Bob");
        assertThat(program.question("Code")).contains("amount  250.00").contains("payee   Bob");
        assertThat(visitor.type(phone)).isEqualTo("250.00 was transferred to Bob.");

        String goodbye = program.end();
        assertThat(goodbye).endsWith("Goodbye." + System.lineSeparator()).doesNotContain("\u001b");
        assertThat(program.exitCode()).isZero();
    }

    @Test
    void thePictureHoldsTheKeyThatStandsAboveIt() throws IOException, ReaderException {
        visitor.signIn("ann");
        program.choose("Authenticator app");
        String screen = program.answer("Code", "");
        String uri = Visitor.only(URI, screen);
        assertThat(Screen.scan(screen)).isEqualTo(uri);
        assertThat(uri).contains("secret=" + Visitor.only(Visitor.KEY, screen).replace(" ", "") + "&");
        assertThat(Visitor.only(Visitor.KEY, screen)).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
    }

    @Test
    @Requirement({"R12", "R25", "I3", "I4"})
    void wrongCodesLockTheAppAndARecoveryCodeOpensTheDoorOnce() throws IOException {
        Visitor.Enrolled ann = visitor.enrol("ann");
        program.choose("Sign out");
        visitor.signIn("ann");
        for (String left : List.of("4 tries", "3 tries", "2 tries", "1 try")) {
            program.answer("Code", ann.phone().wrongCode());
            assertThat(program.line()).isEqualTo("That code didn't match. " + left + " left.");
        }
        program.answer("Code", ann.phone().wrongCode());
        assertThat(program.line()).matches("That code didn't match\\. .* Come back in (30|[12]?\\d) seconds?\\.");

        String ways = program.choose("Authenticator app");
        assertThat(ways).containsPattern("Authenticator app \\(locked for \\d+ seconds\\)");
        assertThat(program.line()).matches("Too many wrong codes. .* Come back in (30|[12]?\\d) seconds?\\.");

        program.choose("Recovery code");
        program.answer("Code", ann.recoveryCodes().get(0));
        assertThat(program.line()).isEqualTo("Signed in as ann.");

        visitor.draft("19.90", "Bob");
        program.choose("Recovery code");
        program.answer("Code", ann.recoveryCodes().get(0));
        assertThat(program.line()).startsWith("This code was used before.");
        program.answer("Code", ann.recoveryCodes().get(1).toLowerCase(Locale.ROOT));
        assertThat(program.line()).isEqualTo("19.90 was transferred to Bob.");
    }

    @Test
    void anOperatorSwitchesATypeOffAndTheOtherEngineRefusesItAtItsNextCall() throws IOException {
        Visitor.Enrolled ann = visitor.enrol("ann");
        visitor.operator("jane@acme");
        visitor.switchApp("off");
        program.choose("Back");

        visitor.draft("250", "Bob");
        assertThat(program.choose("Authenticator app")).contains("Authenticator app (not available now)");
        assertThat(program.line()).isEqualTo("Authenticator app: this way can't be used now. Choose another one.");
        program.choose("Give up");
        assertThat(program.line()).isEqualTo("Not confirmed. Nothing was done.");

        visitor.operator("jane@acme");
        visitor.switchApp("on");
        program.choose("Back");
        visitor.draft("250", "Bob");
        assertThat(visitor.enter(ann.phone())).isEqualTo("250 was transferred to Bob.");
    }

    @Test
    void anOperatorUnlocksAUserAndReadsAWholeTrail() throws IOException {
        Visitor.Enrolled ann = visitor.enrol("ann");
        visitor.draft("250", "Bob");
        for (int guess = 1; guess <= 5; guess++) {
            program.answer("Code", ann.phone().wrongCode());
        }
        program.choose("Give up");
        visitor.operator("jane@acme");
        program.choose("Unlock a user");
        program.choose("Authenticator app");
        program.answer("User id", "ann");
        assertThat(program.line()).isEqualTo("Unlocked.");
        program.choose("Remove what has expired");
        assertThat(program.line()).isEqualTo("0 records removed.");
        program.choose("Show a user's trail");
        program.answer("User id", "ann");
        String trail = program.choose("Back");
        assertThat(trail)
                .containsPattern("authenticator\\.enrolled +by person")
                .containsPattern("type\\.locked +by person")
                .containsPattern("type\\.unlocked +by jane@acme")
                .containsPattern("The chain of \\d+ events is whole\\.");
        visitor.draft("250", "Bob");
        assertThat(visitor.enter(ann.phone())).isEqualTo("250 was transferred to Bob.");
    }

    @Test
    @Requirement({"R43", "R44", "I5"})
    void aPersonManagesWhatTheyHoldAfterAChallenge() throws IOException {
        Visitor.Enrolled ann = visitor.enrol("ann");
        program.choose("Manage your second steps");
        program.answer("Code", "");
        program.choose("Give up");
        assertThat(program.line()).isEqualTo("Changes are not allowed now.");

        program.choose("Manage your second steps");
        assertThat(visitor.enter(ann.phone())).isEqualTo("Your second steps");
        program.choose("Remove");
        program.choose("Authenticator app");
        assertThat(program.line()).isEqualTo("This is your only second step. Add another before you remove it.");
        program.choose("Rename");
        program.choose("Authenticator app");
        program.answer("New name", "x".repeat(65));
        assertThat(program.line()).startsWith("That can't be used: name must be 1 to 64 characters");
        program.answer("New name", "Old phone");
        assertThat(program.line()).isEqualTo("Done.");

        program.choose("Add another");
        program.choose("Authenticator app");
        program.answer("Code", "");
        assertThat(program.line()).isEqualTo("Nothing was added.");
        program.choose("Add another");
        program.choose("Authenticator app");
        String screen = program.answer("Code", "no code");
        assertThat(program.line()).startsWith("That can't be a code.");
        Phone tablet = new Phone(Visitor.only(Visitor.KEY, screen));
        assertThat(visitor.enter(tablet)).isEqualTo("Your authenticator app is set up.");
        program.choose("Ask for it first");
        program.choose("Authenticator app");
        assertThat(program.line()).isEqualTo("Done.");
        assertThat(program.choose("Remove")).contains("Authenticator app, asked for first");
        program.choose("Recovery codes");
        program.choose("Get new recovery codes");
        screen = program.answer("Press Enter when you have put them somewhere safe", "");
        assertThat(Visitor.all(Visitor.RECOVERY_CODE, screen))
                .hasSize(10)
                .doesNotContainAnyElementsOf(ann.recoveryCodes());
        program.choose("Remove");
        program.choose("Old phone");
        assertThat(program.line()).isEqualTo("Done.");
        // what was removed is not what the challenge was passed with any more
        assertThat(program.line()).isEqualTo("Changes are not allowed now.");

        visitor.draft("250", "Bob");
        assertThat(visitor.enter(tablet)).isEqualTo("250 was transferred to Bob.");
    }

    @Test
    void whatCannotBeUsedIsToldAndAskedAgain() throws IOException {
        program.answer("Number", "3");
        assertThat(program.line()).isEqualTo("That can't be used: it must be a number from 0 to 2.");
        program.answer("Number", "99999999999999999999");
        assertThat(program.line()).isEqualTo("That can't be used: it must be a number from 0 to 2.");
        program.answer("Number", "1");
        program.answer("User id", "");
        assertThat(program.line()).isEqualTo("That can't be used: userId must not be empty.");
        program.answer("User id", "a".repeat(129));
        assertThat(program.line()).startsWith("That can't be used: userId must have at most 128 characters");
        program.answer("User id", "bob");
        assertThat(visitor.confirmEnrolment("bob").recoveryCodes()).hasSize(10);
        program.choose("Transfer money");
        for (String amount : List.of("", "0", "0.00", "-1", "1e3", "1.234", "1234567890")) {
            program.answer("Amount", amount);
            assertThat(program.line())
                    .isEqualTo("That can't be used: an amount is a number above 0, such as 250 or 19.90.");
        }
        program.answer("Amount", "0.01");
        program.answer("Payee", "");
        assertThat(program.line()).isEqualTo("That can't be used: a payee has 1 to 70 characters.");
        program.answer("Payee", "Bo\u001bb");
        assertThat(program.line()).startsWith("That can't be used: detail payee must not contain control characters");
    }

    @Test
    void theEndOfInputEndsItWhateverItAsksFor() throws IOException, InterruptedException {
        visitor.signIn("ann");
        program.choose("Authenticator app");
        program.question("Code");
        assertThat(program.end()).endsWith("Goodbye." + System.lineSeparator());
        assertThat(program.exitCode()).isZero();
    }

    @Test
    void itTellsWhatItIsWithoutAskingAnything(@TempDir Path nowhere) throws IOException, InterruptedException {
        try (Program help = Program.start(nowhere, "--help")) {
            assertThat(help.end()).startsWith("Signs you in").doesNotContain(">");
            assertThat(help.exitCode()).isZero();
            assertThat(nowhere).isEmptyDirectory();
        }
    }
}
