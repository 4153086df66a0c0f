package io.mfaengine.examples.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program, in a JVM of its own, with a pipe at either end. */
final class Program implements AutoCloseable {
    private static final String PROMPT = " > ";
    private static final long MOST_SECONDS = 120;

    private final Process process;
    private final Reader out;
    private final PrintWriter in;
    private final StringBuilder transcript = new StringBuilder();

    private Program(Process process) {
        this.process = process;
        this.out = new InputStreamReader(process.getInputStream(), UTF_8);
        this.in = new PrintWriter(process.getOutputStream(), true, UTF_8);
        // so that a program that hangs fails the test that waits for it
        Executor later = CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS);
        later.execute(process::destroyForcibly);
    }

    /** @param home what it takes for the person's home folder */
    static Program start(Path home, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                SignIn.class.getName()));
        command.addAll(List.of(args));
        return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Waits for the next question, which must be this one. Gives all that was said before it. */
    @CanIgnoreReturnValue
    String question(String prompt) throws IOException {
        String screen = readTo(PROMPT);
        if (!transcript.toString().endsWith("\n" + prompt + PROMPT)) {
            throw new AssertionError("it doesn't ask for '" + prompt + "':\n" + transcript);
        }
        return screen;
    }

    void type(String line) {
        in.println(line);
    }

    /** Waits for a question and answers it. */
    @CanIgnoreReturnValue
    String answer(String prompt, String line) throws IOException {
        String screen = question(prompt);
        type(line);
        return screen;
    }

    /** Waits for a menu and chooses the entry that begins so. */
    @CanIgnoreReturnValue
    String choose(String label) throws IOException {
        String screen = question("Number");
        Matcher entry = Pattern.compile("^  (\\d+)  " + Pattern.quote(label), Pattern.MULTILINE)
                .matcher(screen);
        if (!entry.find()) {
            throw new AssertionError("'" + label + "' can't be chosen:\n" + transcript);
        }
        type(entry.group(1));
        return screen;
    }

    /** What it says to the last answer. */
    String line() throws IOException {
        String line = "";
        while (line.isBlank()) {
            line = readTo("\n");
        }
        return line.strip();
    }

    /** Ends its input, waits for its end, and gives the rest of what it said. */
    String end() throws IOException {
        in.close();
        StringBuilder rest = new StringBuilder();
        for (int c = out.read(); c >= 0; c = out.read()) {
            rest.append((char) c);
        }
        transcript.append(rest);
        return rest.toString();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    private String readTo(String mark) throws IOException {
        StringBuilder screen = new StringBuilder();
        while (screen.indexOf(mark, Math.max(0, screen.length() - mark.length())) < 0) {
            int c = out.read();
            if (c < 0) {
                throw new AssertionError("it ended:\n" + transcript);
            }
            screen.append((char) c);
            transcript.append((char) c);
        }
        return screen.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
