package io.mfaengine.examples.signin;

import static java.util.stream.Collectors.joining;

import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.MfaEvent;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The operator's side. Its engine is another one than the bank's, as in another process: they share the store alone. */
final class OperatorDesk {
    private static final int PURGED_AT_ONCE = 1_000;

    private final Terminal terminal;
    private final MfaEngine mfa;

    OperatorDesk(Terminal terminal, MfaEngine mfa) {
        this.terminal = terminal;
        this.mfa = mfa;
    }

    void run() {
        Operator operator = terminal.ask("Your name, for the trail", mfa::operator);
        Menu<Runnable> menu = new Menu<Runnable>(terminal, "Operator's desk", "Back")
                .entry("Switch a way to prove oneself off or on", () -> switchType(operator))
                .entry("Unlock a user", () -> unlock(operator))
                .entry("Show a user's trail", () -> showTrail(operator))
                .entry("Remove what has expired", () -> purge(operator));
        for (Optional<Runnable> choice = menu.choose(); choice.isPresent(); choice = menu.choose()) {
            choice.get().run();
        }
    }

    private void switchType(Operator operator) {
        Optional<AuthenticatorType> chosen = chooseType(operator, "Which one to switch?");
        if (chosen.isPresent()) {
            AuthenticatorType type = chosen.get();
            // decided before: the change may be run again on newer settings, and has to mean the same then
            boolean off = operator.settings().isOn(type);
            boolean on = operator.updateSettings(settings -> off ? settings.off(type) : settings.on(type))
                    .isOn(type);
            terminal.good("The " + Words.name(type) + " is " + (on ? "on" : "off") + ", for everybody and at once.");
        }
    }

    private void unlock(Operator operator) {
        chooseType(operator, "What to unlock?")
                .map(type -> terminal.ask("User id", userId -> operator.unlock(userId, type)))
                .ifPresent(done -> terminal.say(done ? "Unlocked." : "There was nothing to unlock."));
    }

    private void showTrail(Operator operator) {
        Operator.Trail trail = terminal.ask("User id", operator::trail);
        trail.events().forEach(event -> terminal.say(describe(event)));
        MfaEvent brokenAt = trail.brokenAt();
        if (trail.isWhole()) {
            terminal.good("The chain of " + Words.count(trail.events().size(), "event") + " is whole.");
        } else {
            terminal.bad("The chain is broken" + (brokenAt == null ? "." : " at " + brokenAt.id() + "."));
        }
    }

    private void purge(Operator operator) {
        terminal.say(Words.count(operator.purge(PURGED_AT_ONCE), "record") + " removed.");
    }

    private Optional<AuthenticatorType> chooseType(Operator operator, String question) {
        Menu<AuthenticatorType> menu = new Menu<>(terminal, question, "None");
        for (AuthenticatorType type : Words.TYPES) {
            menu.entry(Words.title(type) + " (" + (operator.settings().isOn(type) ? "on" : "off") + ")", type);
        }
        return menu.choose();
    }

    private static String describe(MfaEvent event) {
        String attributes = new TreeMap<>(event.attributes())
                .entrySet().stream().map(Map.Entry::toString).collect(joining(" "));
        return String.format(
                "  %s  %-24s by %s %s",
                event.at().truncatedTo(ChronoUnit.SECONDS), event.type(), event.actor(), attributes);
    }
}
