package io.mfaengine.examples.signin;

import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The person's side of a challenge: first what is to be confirmed, then the answer, or another way to prove oneself. */
final class ChallengeDialogue {
    private final Terminal terminal;
    private final Words words;
    private final QuestionDialogue question;

    ChallengeDialogue(Terminal terminal, Words words, QuestionDialogue question) {
        this.terminal = terminal;
        this.words = words;
        this.question = question;
    }

    void pass(ActionSession person) {
        ActionStatus status = person.status();
        // what the engine keeps with the action: if it isn't what the person wants, they stop here
        terminal.title("Confirm that it is you");
        Words.lines(status.intent()).forEach(terminal::say);
        Optional<AuthenticatorType> way = first(status);
        while (way.isEmpty() || !answer(person, way.get())) {
            way = choose(person.status());
            if (way.isEmpty()) {
                return;
            }
        }
    }

    /** What to ask for without asking. Recovery codes are for when all else is lost. */
    private static Optional<AuthenticatorType> first(ActionStatus status) {
        return status.choices().stream()
                .filter(choice -> choice.enrolled() && choice.lockedUntil() == null && !choice.disabled())
                .map(ActionStatus.Choice::type)
                .filter(type -> !type.equals(RECOVERY_CODE))
                .findFirst();
    }

    /** All that the person holds, also what can't be used now: the engine says why. */
    private Optional<AuthenticatorType> choose(ActionStatus status) {
        Map<AuthenticatorType, String> ways = new LinkedHashMap<>();
        for (ActionStatus.Choice choice : status.choices()) {
            if (choice.enrolled()) {
                ways.put(choice.type(), hint(choice));
            }
        }
        for (Authenticator authenticator : status.authenticators()) {
            ways.putIfAbsent(authenticator.type(), " (not available now)");
        }
        Menu<AuthenticatorType> menu = new Menu<>(terminal, "Choose how to prove that it is you", "Give up");
        ways.forEach((type, hint) -> menu.entry(Words.title(type) + hint, type));
        return menu.choose();
    }

    private String hint(ActionStatus.Choice choice) {
        if (choice.disabled()) {
            return " (waits for an operator)";
        }
        return choice.lockedUntil() == null ? "" : " (locked for " + words.until(choice.lockedUntil()) + ")";
    }

    private boolean answer(ActionSession person, AuthenticatorType type) {
        return question.put(person, type, person.challenge(type), () -> person.challenge(type))
                .isPresent();
    }
}
