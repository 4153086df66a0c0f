package io.mfaengine.examples.signin;

import io.mfaengine.ActionSession;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorType;
import java.util.Optional;

/** Reads codes until one is accepted, the engine takes no more of them, or the person has had enough. */
final class CodeEntry {
    private final Terminal terminal;
    private final Words words;

    CodeEntry(Terminal terminal, Words words) {
        this.terminal = terminal;
        this.words = words;
    }

    Optional<Verification.Accepted> read(ActionSession person, AuthenticatorType type) {
        while (true) {
            String code = terminal.ask("Code");
            if (code.isEmpty()) {
                return Optional.empty();
            }
            Verification answer = person.verify(type, code);
            if (answer instanceof Verification.Accepted accepted) {
                return Optional.of(accepted);
            }
            terminal.bad(words.of(type, answer.refused()));
            if (!takesAnother(answer.refused())) {
                return Optional.empty();
            }
        }
    }

    private static boolean takesAnother(Refused no) {
        return switch (no.reason()) {
            case MALFORMED, ALREADY_USED -> true;
            case WRONG_RESPONSE -> no.attemptsLeft() > 0;
            default -> false;
        };
    }
}
