package io.mfaengine.testkit;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Email;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.Sms;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.method.EmailLink;
import io.mfaengine.model.Handle;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages that would be sent, so that a test can read them. Sends fail on demand. Thread-safe.
 */
public final class Outbox {
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6,10}(?![0-9])");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final List<Message> messages = new ArrayList<>();
    private Function<Message, Delivery> fate = message -> Delivery.ACCEPTED;

    private Outbox() {}

    /**
     * An outbox without messages, which accepts all.
     *
     * @return the outbox
     */
    public static Outbox create() {
        return new Outbox();
    }

    /**
     * A message that was handed over, whatever became of it.
     *
     * @param sendId what names it
     * @param channel {@code SMS}, {@code WHATSAPP} or {@code EMAIL}
     * @param to where to, in canonical form
     * @param subject its subject; empty for a text message
     * @param text what it says
     * @param about what it is about; null: it is a test
     */
    public record Message(
            String sendId, String channel, String to, String subject, String text, Delivery.@Nullable About about) {}

    /**
     * Takes text messages.
     *
     * @return a sender
     */
    public SmsSender sms() {
        return (Sms sms) -> take(
                new Message(sms.sendId(), sms.channel().name(), sms.to().canonical(), "", sms.text(), sms.about()));
    }

    /**
     * Takes e-mails.
     *
     * @return a sender
     */
    public EmailSender email() {
        return (Email email) -> take(new Message(
                email.sendId(), "EMAIL", email.to().canonical(), email.subject(), email.text(), email.about()));
    }

    private Delivery take(Message message) {
        Function<Message, Delivery> now;
        synchronized (this) {
            messages.add(message);
            now = fate;
        }
        return now.apply(message);
    }

    /**
     * Says what becomes of messages from now on.
     *
     * @param next what a send answers, or throws, after the message was taken
     */
    public synchronized void answer(Function<Message, Delivery> next) {
        fate = next;
    }

    /**
     * All messages.
     *
     * @return the oldest first
     */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Forgets all messages. */
    public synchronized void clear() {
        messages.clear();
    }

    /**
     * How many messages there are.
     *
     * @return the count
     */
    public synchronized int size() {
        return messages.size();
    }

    /**
     * The newest message to an address.
     *
     * @param to the address, in canonical form
     * @return the message
     * @throws IllegalStateException if there is none
     */
    public synchronized Message last(String to) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).to().equals(to)) {
                return messages.get(i);
            }
        }
        throw new IllegalStateException("nothing was sent to " + to);
    }

    /**
     * The code in the newest message to an address.
     *
     * @param to the address, in canonical form
     * @return 6 to 10 digits
     * @throws IllegalStateException if there is no message, or no code in it
     */
    public String lastCode(String to) {
        return find(CODE, to, "code");
    }

    /**
     * The link in the newest message to an address.
     *
     * @param to the address, in canonical form
     * @return the link
     * @throws IllegalStateException if there is no message, or no link in it
     */
    public URI lastLink(String to) {
        return URI.create(find(LINK, to, "link"));
    }

    /**
     * The reply handle in the link of the newest message to an address.
     *
     * @param to the address, in canonical form
     * @return the handle, for {@code MfaEngine.respond}
     * @throws IllegalStateException if there is no message, or no link in it
     */
    public Handle lastReply(String to) {
        String query = lastLink(to).getRawQuery();
        String name = EmailLink.PARAMETER + "=";
        return Handle.of(query.substring(query.indexOf(name) + name.length()));
    }

    /**
     * The handle that brings back a carrier's receipt of the newest message to an address.
     *
     * @param to the address, in canonical form
     * @return the handle, for {@code MfaEngine.received}
     * @throws IllegalStateException if there is no message, or it is a test
     */
    public Handle lastReceipt(String to) {
        Delivery.About about = last(to).about();
        if (about == null) {
            throw new IllegalStateException("the last message to " + to + " is a test");
        }
        return about.receipt();
    }

    /**
     * A well-formed code that no message held.
     *
     * @return 6 digits
     */
    public String wrongCode() {
        List<Message> all = messages();
        for (int guess = 0; ; guess++) {
            String candidate = String.format("%06d", guess);
            if (all.stream().noneMatch(message -> message.text().contains(candidate))) {
                return candidate;
            }
        }
    }

    private String find(Pattern pattern, String to, String what) {
        Matcher found = pattern.matcher(last(to).text());
        if (!found.find()) {
            throw new IllegalStateException("there is no " + what + " in the last message to " + to);
        }
        return found.group();
    }
}
