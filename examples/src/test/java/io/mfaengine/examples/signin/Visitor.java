package io.mfaengine.examples.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** What people do at the program, in so many words. */
final class Visitor {
    static final Pattern KEY = Pattern.compile("^  Key  ([A-Z2-7 ]+)$", Pattern.MULTILINE);
    static final Pattern RECOVERY_CODE =
            Pattern.compile("^  \\d\\d  (\\w{4}-\\w{4}-\\w{4}-\\w{4})$", Pattern.MULTILINE);

    private final Program program;

    Visitor(Program program) {
        this.program = program;
    }

    record Enrolled(Phone phone, List<String> recoveryCodes) {}

    void signIn(String userId) throws IOException {
        program.choose("Sign in");
        program.answer("User id", userId);
    }

    Enrolled enrol(String userId) throws IOException {
        signIn(userId);
        return confirmEnrolment(userId);
    }

    Enrolled confirmEnrolment(String userId) throws IOException {
        program.choose("Authenticator app");
        Phone phone = new Phone(only(KEY, program.question("Code")));
        assertThat(type(phone)).isEqualTo("Your authenticator app is set up.");
        String screen = program.answer("Press Enter when you have put them somewhere safe", "");
        assertThat(program.line()).isEqualTo("Signed in as " + userId + ".");
        List<String> codes = all(RECOVERY_CODE, screen);
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        return new Enrolled(phone, codes);
    }

    void draft(String amount, String payee) throws IOException {
        program.choose("Transfer money");
        program.answer("Amount", amount);
        program.answer("Payee", payee);
    }

    void operator(String name) throws IOException {
        program.choose("Go to the operator's desk");
        program.answer("Your name, for the trail", name);
    }

    void switchApp(String to) throws IOException {
        program.choose("Switch");
        program.choose("Authenticator app");
        assertThat(program.line()).isEqualTo("The authenticator app is " + to + ", for everybody and at once.");
    }

    /** Enters the phone's next code, and gives what was said to it. */
    String enter(Phone phone) throws IOException {
        program.question("Code");
        return type(phone);
    }

    /** A code may grow too old on its way; then the phone shows another one by now. */
    String type(Phone phone) throws IOException {
        long step = phone.step();
        program.type(phone.nextCode());
        String said = program.line();
        if (said.startsWith("That code didn't match") && phone.step() > step) {
            return enter(phone);
        }
        return said;
    }

    static String only(Pattern pattern, String screen) {
        assertThat(all(pattern, screen)).hasSize(1);
        return all(pattern, screen).get(0);
    }

    static List<String> all(Pattern pattern, String screen) {
        return pattern.matcher(screen).results().map(found -> found.group(1)).toList();
    }
}
