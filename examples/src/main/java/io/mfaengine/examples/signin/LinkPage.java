package io.mfaengine.examples.signin;

import io.mfaengine.ActionStatus;
import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.method.EmailLink;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Response;
import java.net.URI;
import java.util.Optional;

/**
 * The page that a link opens, in whatever browser. Opening it only shows what is asked, since mail scanners open links
 * too; an explicit yes or no is what answers.
 */
final class LinkPage {
    static final URI ADDRESS = URI.create("https://bank.example/link");

    private final Terminal terminal;
    private final Words words;
    private final MfaEngine mfa;

    LinkPage(Terminal terminal, Words words, MfaEngine mfa) {
        this.terminal = terminal;
        this.words = words;
        this.mfa = mfa;
    }

    void open(URI link) {
        Handle reply = reply(link);
        Optional<ActionStatus> asked = mfa.opened(reply);
        if (asked.isEmpty()) {
            terminal.bad("This link is over. Ask for another one.");
            return;
        }
        terminal.title("Did you ask for this?");
        Words.lines(asked.get().intent()).forEach(terminal::say);
        new Menu<Response.OutOfBand>(terminal, "Your answer", "Close the page")
                .entry("Yes, it was me", new Response.Approved(""))
                .entry("No, somebody else", new Response.Declined())
                .choose()
                .ifPresent(answer -> tell(mfa.respond(reply, answer)));
    }

    private void tell(Verification answer) {
        if (answer instanceof Refused no) {
            terminal.bad(words.of(AuthenticatorType.EMAIL_MAGIC_LINK, no));
        } else {
            terminal.good("Thank you. Go on where you came from.");
        }
    }

    private static Handle reply(URI link) {
        return Handle.of(link.getRawQuery().substring(EmailLink.PARAMETER.length() + 1));
    }
}
