package io.mfaengine.examples.signin;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import java.util.Optional;
import java.util.function.Supplier;

/** The first tab while a link is out: it asks whether the link was answered, wherever that was. */
final class LinkDialogue {
    private final Terminal terminal;
    private final Words words;
    private final Inbox inbox;
    private final LinkPage page;

    private enum Step {
        FOLLOW,
        AGAIN
    }

    LinkDialogue(Terminal terminal, Words words, Inbox inbox, LinkPage page) {
        this.terminal = terminal;
        this.words = words;
        this.inbox = inbox;
        this.page = page;
    }

    Optional<Verification.Accepted> read(ActionSession person, Challenge.Open open, Supplier<Challenge> again) {
        tell(open);
        while (true) {
            Step step = new Menu<Step>(terminal, "Waiting for the link", "Go back")
                    .entry("Follow the link from your mailbox", Step.FOLLOW)
                    .entry("Send another one", Step.AGAIN)
                    .choose()
                    .orElse(null);
            if (step == null) {
                return Optional.empty();
            }
            if (step == Step.AGAIN) {
                resend(again);
                continue;
            }
            inbox.link().ifPresent(page::open);
            Verification answer = person.verify(EMAIL_MAGIC_LINK, new Response.Poll());
            if (answer instanceof Verification.Accepted accepted) {
                return Optional.of(accepted);
            }
            terminal.bad(words.of(EMAIL_MAGIC_LINK, answer.refused()));
            if (answer.refused().reason() != Refusal.NOT_YET) {
                return Optional.empty();
            }
        }
    }

    private void resend(Supplier<Challenge> again) {
        Challenge next = again.get();
        if (next instanceof Refused no) {
            terminal.bad(words.of(EMAIL_MAGIC_LINK, no));
        } else {
            tell(next.open());
        }
    }

    private void tell(Challenge.Open open) {
        if (open.prompt() instanceof Prompt.LinkSent sent) {
            terminal.say("A link was sent to " + sent.maskedAddress() + ". It can be opened on any device.");
            terminal.say(words.resend(open.resendAt()));
        }
    }
}
