package io.mfaengine.examples.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.requirements.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent shows on the same screen, as a phone or a mailbox would show it; the person reads it there. */
final class SentSignInTest {
    private static final Pattern CODE = Pattern.compile("^  \\| (\\d{6})\\b", Pattern.MULTILINE);
    private static final String NUMBER = "+64 27 100 0001";

    private final Program program;

    SentSignInTest(@TempDir Path home) throws IOException {
        program = Program.start(home, "--memory");
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    @Requirement({"R12", "R85"})
    void aTextedCodeEnrolsANumberAndConfirmsATransfer() throws IOException {
        signIn("ann");
        program.choose("Text message");
        program.answer("Phone number", NUMBER);
        assertThat(enterCode())
                .contains("On the phone +64271000001")
                .contains("Enter the 6 digits that were sent to +64\u2022\u2022\u2022\u2022\u2022\u2022001.")
                .contains("you can have another one in 30 seconds.");
        assertThat(program.line()).isEqualTo("Text message is set up, to +64\u2022\u2022\u2022\u2022\u2022\u2022001.");
        assertThat(signedIn()).isEqualTo("Signed in as ann.");
        draft();
        assertThat(enterCode()).contains("amount  250");
        assertThat(program.line()).isEqualTo("250 was transferred to Bob.");
    }

    @Test
    @Requirement("R35")
    void anotherMessageHasToWaitAndTheFirstCodeStaysGood() throws IOException {
        signIn("ann");
        program.choose("Text message");
        program.answer("Phone number", NUMBER);
        String code = code(program.answer("Code", "again"));
        assertThat(program.line()).matches("No more messages for now\\. .* come back in (30|[12]?\\d) seconds?\\.");
        program.answer("Code", code);
        assertThat(program.line()).startsWith("Text message is set up");
    }

    @Test
    @Requirement("R37")
    void whereNothingCanGoIsToldAndAskedAgain() throws IOException {
        signIn("ann");
        program.choose("Text message");
        program.answer("Phone number", "027 100 0001");
        assertThat(program.line()).startsWith("That can't be a number that gets text messages.");
        program.answer("Phone number", "+33 6 12 34 56 78");
        assertThat(program.line()).isEqualTo("Text messages only go to numbers of NZ, AU, GB, US, DE.");
        program.answer("Phone number", "");
        assertThat(program.line()).isEqualTo("Nothing was added.");
        assertThat(program.line()).isEqualTo("Not confirmed. Nothing was done.");

        signIn("ann");
        program.choose("Code by e-mail");
        program.answer("E-mail address", "ann@@mail.example");
        assertThat(program.line()).startsWith("That can't be an e-mail address.");
        program.answer("E-mail address", "Ann@Mail.example");
        assertThat(enterCode()).contains("In the mailbox ann@mail.example: Your Acme code");
        assertThat(program.line()).startsWith("Code by e-mail is set up, to ");
    }

    @Test
    @Requirement("R80")
    void openingALinkShowsAndOnlyAYesConfirms() throws IOException {
        enrolByLink();
        draft();
        String screen = program.choose("Follow the link");
        assertThat(screen).contains("Your Acme link", "https://bank.example/link?reply=");
        assertThat(program.choose("Close the page")).contains("amount  250");
        assertThat(program.line()).isEqualTo("There is no answer yet.");
        program.choose("Send another one");
        assertThat(program.line()).startsWith("No more messages for now.");
        program.choose("Follow the link");
        program.choose("Yes");
        assertThat(program.line()).isEqualTo("Thank you. Go on where you came from.");
        assertThat(program.line()).isEqualTo("250 was transferred to Bob.");
    }

    @Test
    void whoSaysNoOnTheLinksPageEndsTheQuestion() throws IOException {
        enrolByLink();
        draft();
        program.choose("Follow the link");
        program.choose("No, somebody else");
        assertThat(program.line()).isEqualTo("You said no. Nothing was confirmed.");
        assertThat(program.line()).isEqualTo("This question is over. Begin again.");
        program.choose("Give up");
        assertThat(program.line()).isEqualTo("Not confirmed. Nothing was done.");
    }

    private void signIn(String userId) throws IOException {
        program.choose("Sign in");
        program.answer("User id", userId);
    }

    private void enrolByLink() throws IOException {
        signIn("carl");
        program.choose("Link by e-mail");
        program.answer("E-mail address", "carl@mail.example");
        program.choose("Follow the link");
        assertThat(program.choose("Yes")).contains("to do   sign-in");
        assertThat(program.line()).isEqualTo("Thank you. Go on where you came from.");
        assertThat(program.line()).isEqualTo("Link by e-mail is set up, to c\u2022\u2022\u2022@mail.example.");
        assertThat(signedIn()).isEqualTo("Signed in as carl.");
    }

    /** The recovery codes come first. */
    private String signedIn() throws IOException {
        program.answer("Press Enter when you have put them somewhere safe", "");
        return program.line();
    }

    private void draft() throws IOException {
        program.choose("Transfer money");
        program.answer("Amount", "250");
        program.answer("Payee", "Bob");
    }

    /** Waits for a code, enters it, and gives the screen that showed it. */
    @CanIgnoreReturnValue
    private String enterCode() throws IOException {
        String screen = program.question("Code");
        program.type(code(screen));
        return screen;
    }

    private static String code(String screen) {
        Matcher found = CODE.matcher(screen);
        assertThat(found.find()).as(screen).isTrue();
        return found.group(1);
    }
}
