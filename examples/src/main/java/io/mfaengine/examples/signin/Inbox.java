package io.mfaengine.examples.signin;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.SmsSender;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The person's phone and mailbox, on the screen that they sit at. A real application has a provider send instead. */
final class Inbox {
    private static final Pattern LINK = Pattern.compile("https://\\S+");

    private final Terminal terminal;
    private @Nullable URI link;

    Inbox(Terminal terminal) {
        this.terminal = terminal;
    }

    SmsSender sms() {
        return message -> show("On the phone " + message.to().canonical(), message.text());
    }

    EmailSender email() {
        return message -> {
            Matcher found = LINK.matcher(message.text());
            if (found.find()) {
                link = URI.create(found.group());
            }
            return show("In the mailbox " + message.to().canonical() + ": " + message.subject(), message.text());
        };
    }

    /** The link that came last. */
    Optional<URI> link() {
        return Optional.ofNullable(link);
    }

    private Delivery show(String title, String text) {
        terminal.title(title);
        text.lines().filter(line -> !line.isBlank()).forEach(line -> terminal.say("  | " + line.strip()));
        terminal.say("");
        return Delivery.ACCEPTED;
    }
}
