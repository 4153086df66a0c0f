package io.mfaengine.examples.signin;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Secret;
import java.util.List;
import java.util.Optional;

/** The person's side of an enrolment: show what to scan, then confirm it with the first code. */
final class EnrolmentDialogue {
    private static final int GROUP = 4;

    private final Terminal terminal;
    private final Words words;
    private final CodeEntry codes;

    EnrolmentDialogue(Terminal terminal, Words words, CodeEntry codes) {
        this.terminal = terminal;
        this.words = words;
        this.codes = codes;
    }

    void addApp(ActionSession person) {
        Challenge challenge = person.enroll(AUTHENTICATOR_APP);
        if (challenge instanceof Refused no) {
            terminal.bad(words.of(AUTHENTICATOR_APP, no));
            return;
        }
        if (challenge.open().prompt() instanceof Prompt.Scan scan) {
            show(scan);
        }
        Optional<Verification.Accepted> accepted = codes.read(person, AUTHENTICATOR_APP);
        if (accepted.isEmpty()) {
            terminal.bad("The app was not added.");
            return;
        }
        terminal.good("Your authenticator app is set up.");
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

    /** The picture last, so that it is whole on a small screen. */
    private void show(Prompt.Scan scan) {
        terminal.title("Set up your authenticator app");
        terminal.say("Scan the picture with the app, or type this key into it:");
        terminal.say("  Key  " + grouped(scan.key().reveal()));
        terminal.say("  URI  " + scan.uri().reveal());
        terminal.say("Then enter the " + scan.digits() + " digits that the app shows. An empty line goes back.");
        terminal.picture(QrText.of(scan.uri().reveal()));
    }

    private static String grouped(String key) {
        StringBuilder text = new StringBuilder(key);
        for (int i = (key.length() - 1) / GROUP * GROUP; i > 0; i -= GROUP) {
            text.insert(i, ' ');
        }
        return text.toString();
    }
}
