package io.mfaengine.examples.demo;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.SmsSender;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Everybody's phone and mailbox, on a page. A real application has a provider send instead. Thread-safe. */
final class Outbox {
    private static final int MOST = 50;

    private final InstantSource clock;
    private final Deque<Message> messages = new ArrayDeque<>();

    Outbox(InstantSource clock) {
        this.clock = clock;
    }

    /** What was sent, and where to. */
    record Message(Instant at, String to, String subject, String text) {}

    SmsSender sms() {
        return sms -> keep(new Message(clock.instant(), sms.to().canonical(), "Text message", sms.text()));
    }

    EmailSender email() {
        return mail -> keep(new Message(clock.instant(), mail.to().canonical(), mail.subject(), mail.text()));
    }

    /** The newest first. */
    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    private synchronized Delivery keep(Message message) {
        messages.addFirst(message);
        if (messages.size() > MOST) {
            messages.removeLast();
        }
        return Delivery.ACCEPTED;
    }
}
