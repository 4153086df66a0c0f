package io.mfaengine.examples.signin;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts one question to the person, to enrol an authenticator or to use one: what to do, and then the answer. */
final class QuestionDialogue {
    private static final int GROUP = 4;

    private final Terminal terminal;
    private final Words words;
    private final CodeEntry codes;
    private final LinkDialogue links;

    QuestionDialogue(Terminal terminal, Words words, CodeEntry codes, LinkDialogue links) {
        this.terminal = terminal;
        this.words = words;
        this.codes = codes;
        this.links = links;
    }

    /**
     * @param challenge the question, or why there is none
     * @param again asks the same once more, which sends what was sent anew
     */
    Optional<Verification.Accepted> put(
            ActionSession person, AuthenticatorType type, Challenge challenge, Supplier<Challenge> again) {
        if (challenge instanceof Refused no) {
            terminal.bad(words.of(type, no));
            return Optional.empty();
        }
        Challenge.Open open = challenge.open();
        if (open.prompt() instanceof Prompt.LinkSent) {
            return links.read(person, open, again);
        }
        if (open.prompt() instanceof Prompt.CodeSent) {
            return codes.readSent(person, type, open, again);
        }
        if (open.prompt() instanceof Prompt.Scan scan) {
            show(scan);
        } else if (open.prompt() instanceof Prompt.Enter enter) {
            terminal.say(Words.enter(type, enter.symbols()));
        }
        return codes.read(person, type);
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
