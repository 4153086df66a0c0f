package io.mfaengine.examples.signin;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A numbered list to choose from. Not thread-safe. */
final class Menu<T> {
    private record Entry<T>(String label, T value) {}

    private final Terminal terminal;
    private final String title;
    private final String back;
    private final List<Entry<T>> entries = new ArrayList<>();

    /** @param back what 0 is called, which chooses nothing */
    Menu(Terminal terminal, String title, String back) {
        this.terminal = terminal;
        this.title = title;
        this.back = back;
    }

    @CanIgnoreReturnValue
    Menu<T> entry(String label, T value) {
        entries.add(new Entry<>(label, value));
        return this;
    }

    /** Asks until one is chosen; empty for none. */
    Optional<T> choose() {
        terminal.title(title);
        for (int i = 0; i < entries.size(); i++) {
            terminal.say("  " + (i + 1) + "  " + entries.get(i).label());
        }
        terminal.say("  0  " + back);
        int chosen = terminal.ask("Number", this::number);
        return chosen == 0
                ? Optional.empty()
                : Optional.of(entries.get(chosen - 1).value());
    }

    private int number(String text) {
        // no more digits than a number in range could have
        int number = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        if (number < 0 || number > entries.size()) {
            throw new IllegalArgumentException("it must be a number from 0 to " + entries.size());
        }
        return number;
    }
}
