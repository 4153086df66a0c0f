package io.mfaengine.examples.signin;

import static io.mfaengine.model.AuthenticatorType.SMS;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import java.util.Optional;

/** Reads where messages are to go, until one can go there or the person has had enough. */
final class AddressEntry {
    private final Terminal terminal;
    private final Words words;

    AddressEntry(Terminal terminal, Words words) {
        this.terminal = terminal;
        this.words = words;
    }

    /** An address, and what the engine said to it. */
    record Asked(String address, Challenge challenge) {}

    Optional<Asked> read(ActionSession person, AuthenticatorType type) {
        while (true) {
            String address = terminal.ask(type.equals(SMS) ? "Phone number" : "E-mail address");
            if (address.isEmpty()) {
                return Optional.empty();
            }
            Challenge challenge = person.enroll(type, address);
            if (!(challenge instanceof Refused no) || !isAboutTheAddress(type, no.reason())) {
                return Optional.of(new Asked(address, challenge));
            }
            terminal.bad(refused(type, no));
        }
    }

    private static boolean isAboutTheAddress(AuthenticatorType type, Refusal why) {
        return why == Refusal.MALFORMED || why == Refusal.TAKEN || (why == Refusal.NOT_PERMITTED && type.equals(SMS));
    }

    private String refused(AuthenticatorType type, Refused no) {
        if (no.reason() == Refusal.TAKEN) {
            return words.of(type, no);
        }
        if (!type.equals(SMS)) {
            return "That can't be an e-mail address. One looks like jane@acme.example.";
        }
        return no.reason() == Refusal.MALFORMED
                ? "That can't be a number that gets text messages. One looks like +64 27 123 4567."
                : "Text messages only go to numbers of " + String.join(", ", SignIn.COUNTRIES) + ".";
    }
}
