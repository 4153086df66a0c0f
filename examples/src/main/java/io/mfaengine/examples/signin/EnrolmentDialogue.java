package io.mfaengine.examples.signin;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Secret;
import java.util.List;
import java.util.Optional;

/** The person's side of an enrolment: which way, what it needs, then the first code or link confirms it. */
final class EnrolmentDialogue {
    private final Terminal terminal;
    private final AddressEntry addresses;
    private final QuestionDialogue question;

    EnrolmentDialogue(Terminal terminal, AddressEntry addresses, QuestionDialogue question) {
        this.terminal = terminal;
        this.addresses = addresses;
        this.question = question;
    }

    void add(ActionSession person) {
        Menu<AuthenticatorType> menu = new Menu<>(terminal, "Choose how you will prove that it is you", "Not now");
        person.status().choices().stream()
                .map(ActionStatus.Choice::type)
                .filter(type -> !type.equals(RECOVERY_CODE))
                .forEach(type -> menu.entry(Words.title(type), type));
        menu.choose().ifPresent(type -> add(person, type));
    }

    private void add(ActionSession person, AuthenticatorType type) {
        Optional<Verification.Accepted> accepted = type.equals(AUTHENTICATOR_APP)
                ? question.put(person, type, person.enroll(type), () -> person.enroll(type))
                : addresses
                        .read(person, type)
                        .flatMap(to ->
                                question.put(person, type, to.challenge(), () -> person.enroll(type, to.address())));
        if (accepted.isEmpty()) {
            terminal.bad("Nothing was added.");
            return;
        }
        terminal.good(Words.isSetUp(accepted.get().authenticator()));
        showOnce(accepted.get().recoveryCodes());
    }

    /** Recovery codes are never shown a second time: the engine only keeps hashes of them. */
    void showOnce(List<Secret> recoveryCodes) {
        if (recoveryCodes.isEmpty()) {
            return;
        }
        terminal.title("Keep these recovery codes");
        terminal.say("You see them only now. Each works once. Keep them apart from your phone.");
        for (int i = 0; i < recoveryCodes.size(); i++) {
            terminal.say(String.format("  %02d  %s", i + 1, recoveryCodes.get(i).reveal()));
        }
        terminal.pause("Press Enter when you have put them somewhere safe");
    }
}
