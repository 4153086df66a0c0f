package io.mfaengine.examples.signin;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads codes until one is accepted, the engine takes no more of them, or the person has had enough. */
final class CodeEntry {
    private static final String AGAIN = "again";

    private final Terminal terminal;
    private final Words words;

    CodeEntry(Terminal terminal, Words words) {
        this.terminal = terminal;
        this.words = words;
    }

    Optional<Verification.Accepted> read(ActionSession person, AuthenticatorType type) {
        return read(person, type, null);
    }

    /** The same for a code that was sent, and can be sent again. */
    Optional<Verification.Accepted> readSent(
            ActionSession person, AuthenticatorType type, Challenge.Open open, Supplier<Challenge> again) {
        tell(open);
        return read(person, type, again);
    }

    private Optional<Verification.Accepted> read(
            ActionSession person, AuthenticatorType type, @Nullable Supplier<Challenge> again) {
        while (true) {
            String code = terminal.ask("Code");
            if (code.isEmpty()) {
                return Optional.empty();
            }
            if (again != null && code.equals(AGAIN)) {
                resend(type, again);
                continue;
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

    private void resend(AuthenticatorType type, Supplier<Challenge> again) {
        Challenge next = again.get();
        if (next instanceof Refused no) {
            terminal.bad(words.of(type, no));
        } else {
            tell(next.open());
        }
    }

    private void tell(Challenge.Open open) {
        if (open.prompt() instanceof Prompt.CodeSent sent) {
            terminal.say("Enter the " + sent.digits() + " digits that were sent to " + sent.maskedAddress()
                    + ". An empty line goes back, '" + AGAIN + "' sends new ones.");
            terminal.say(words.resend(open.resendAt()));
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
