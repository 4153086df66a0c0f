package io.mfaengine.examples.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void coloursAreUsedOnlyIfTheyAreAllowed() {
        sayAll(terminal("x\n", false));
        assertThat(screen.toString(UTF_8)).doesNotContain("\u001b");
        screen.reset();
        sayAll(terminal("x\n", true));
        assertThat(screen.toString(UTF_8).lines().filter(line -> line.startsWith("\u001b[")))
                .hasSize(6);
        assertThat(screen.toString(UTF_8).replaceAll("\u001b\\[[0-9;]+m", "").lines())
                .containsExactly("", "title", "good", "bad", "██", "  ", "Question > ");
    }

    @Test
    void aLineIsAskedForAgainUntilItCanBeUsed() {
        Terminal terminal = terminal("five\n 6 \n", false);
        int number = terminal.ask("How many", Integer::parseInt);
        assertThat(number).isEqualTo(6);
        assertThat(screen.toString(UTF_8)).contains("How many > ", "That can't be used: ", "five");
    }

    @Test
    void theEndOfInputIsNoAnswer() {
        Terminal terminal = terminal("last", false);
        assertThat(terminal.ask("Name")).isEqualTo("last");
        assertThatThrownBy(() -> terminal.pause("Name")).isInstanceOf(Terminal.InputEnded.class);
    }

    private static void sayAll(Terminal terminal) {
        terminal.title("title");
        terminal.good("good");
        terminal.bad("bad");
        terminal.picture("██\n  \n");
        terminal.pause("Question");
    }

    private Terminal terminal(String typed, boolean coloured) {
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(UTF_8));
        return new Terminal(in, new PrintStream(screen, true, UTF_8), UTF_8, false, coloured);
    }
}
