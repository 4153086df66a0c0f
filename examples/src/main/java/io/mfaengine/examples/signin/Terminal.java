package io.mfaengine.examples.signin;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Lines out, lines in. Colours only on a terminal, and never against {@code NO_COLOR}. */
final class Terminal {
    private final BufferedReader in;
    private final PrintStream out;
    private final boolean typed;
    private final boolean coloured;

    /** The input is over: nobody is there any more. */
    static final class InputEnded extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * @param typed whether a person types, so that the terminal has ended the line before it is read
     * @param coloured whether to use colours
     */
    Terminal(InputStream in, PrintStream out, Charset charset, boolean typed, boolean coloured) {
        this.in = new BufferedReader(new InputStreamReader(in, charset));
        this.out = new PrintStream(out, true, charset);
        this.typed = typed;
        this.coloured = coloured;
    }

    /** The terminal that the program was started from, or what stands in its place. */
    @SuppressWarnings("SystemConsoleNull") // it is null for a pipe: JDK 22 to 24 need the property for that
    static Terminal system() {
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        Charset charset = console == null ? Charset.defaultCharset() : console.charset();
        String noColor = System.getenv("NO_COLOR");
        boolean plain = (noColor != null && !noColor.isEmpty()) || "dumb".equals(System.getenv("TERM"));
        return new Terminal(
                System.in,
                System.out,
                charset.newEncoder().canEncode('█') ? charset : StandardCharsets.UTF_8,
                console != null,
                console != null && !plain);
    }

    void say(String text) {
        out.println(text);
    }

    void title(String text) {
        out.println();
        out.println(painted("1", text));
    }

    void good(String text) {
        out.println(painted("32", text));
    }

    void bad(String text) {
        out.println(painted("31", text));
    }

    /** Light on dark whatever the terminal's own colours are, as far as colours are allowed. */
    void picture(String text) {
        text.lines().forEach(line -> out.println(painted("97;40", line)));
    }

    /** Asks for a line. */
    String ask(String prompt) {
        out.print(painted("36", prompt + " >") + " ");
        out.flush();
        try {
            String line = in.readLine();
            if (line == null || !typed) {
                out.println();
            }
            if (line == null) {
                throw new InputEnded();
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the person has read something. */
    void pause(String prompt) {
        String ignored = ask(prompt);
    }

    /** Asks for a line until something can be made of it; an {@link IllegalArgumentException} says what is wrong. */
    <T> T ask(String prompt, Function<String, T> parse) {
        while (true) {
            try {
                return parse.apply(ask(prompt));
            } catch (IllegalArgumentException e) {
                bad("That can't be used: " + e.getMessage() + ".");
            }
        }
    }

    private String painted(String colour, String text) {
        return coloured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
