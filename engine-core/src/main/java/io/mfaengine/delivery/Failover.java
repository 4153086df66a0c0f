package io.mfaengine.delivery;

import io.mfaengine.delivery.Delivery.Receipt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Several senders as one: if the first can't, the next one does, inside one deadline. Each rests after three failures in a
 * row, or one message of which nobody knows whether it went, or five receipts in a row that tell of messages that didn't
 * arrive; for a minute, then two, four and eight, until one message that tries it goes. While it rests it is asked last.
 *
 * <p>A message of which nobody knows whether it went is not given to the next sender: no person gets two messages for one
 * challenge, unless they ask again, and then the next one carries it.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy. The senders that it makes are thread-safe,
 * and remember how those behind them fare; each attempt has a thread of its own, which is interrupted at the deadline.
 */
public final class Failover {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Failover STANDARD = new Failover(Duration.ofSeconds(8), InstantSource.system());

    private final Duration deadline;
    private final InstantSource clock;

    private Failover(Duration deadline, InstantSource clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * A deadline of 8 seconds, by the system's clock.
     *
     * @return the standard way
     */
    public static Failover standard() {
        return STANDARD;
    }

    /**
     * Several senders of text messages as one, in the standard way.
     *
     * @param first who is asked first
     * @param second who is asked if the first can't
     * @param more who is asked then
     * @return the sender
     */
    public static SmsSender of(SmsSender first, SmsSender second, SmsSender... more) {
        return STANDARD.sms(first, second, more);
    }

    /**
     * Sets how long one message may take in all. Keep it below the engine's {@code sendPatience}.
     *
     * @param longest 10 ms to 60 s, by default 8 s
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public Failover deadline(Duration longest) {
        if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("deadline must be PT0.01S to PT1M, it is " + longest);
        }
        return new Failover(longest, clock);
    }

    /**
     * Sets by which clock senders rest.
     *
     * @param source the clock
     * @return a changed copy
     */
    public Failover clock(InstantSource source) {
        return new Failover(deadline, Objects.requireNonNull(source, "source"));
    }

    /**
     * Several senders of text messages as one.
     *
     * @param first who is asked first
     * @param second who is asked if the first can't
     * @param more who is asked then
     * @return the sender
     */
    public SmsSender sms(SmsSender first, SmsSender second, SmsSender... more) {
        Relay<Sms> relay = new Relay<>(deadline, clock);
        List<SmsSender> all = all(first, second, more);
        all.forEach(sender -> relay.add(sender.name(), sender::send, sender::received));
        return new SmsSender() {
            @Override
            public Delivery send(Sms message) {
                return relay.send(message);
            }

            @Override
            public void received(Receipt receipt) {
                relay.received(receipt);
            }

            @Override
            public Optional<Receipt> read(Delivery.Callback callback) {
                return all.stream()
                        .flatMap(sender -> sender.read(callback).stream())
                        .findFirst();
            }
        };
    }

    /**
     * Several senders of e-mail as one.
     *
     * @param first who is asked first
     * @param second who is asked if the first can't
     * @param more who is asked then
     * @return the sender
     */
    public EmailSender email(EmailSender first, EmailSender second, EmailSender... more) {
        Relay<Email> relay = new Relay<>(deadline, clock);
        List<EmailSender> all = all(first, second, more);
        all.forEach(sender -> relay.add(sender.name(), sender::send, sender::received));
        return new EmailSender() {
            @Override
            public Delivery send(Email message) {
                return relay.send(message);
            }

            @Override
            public void received(Receipt receipt) {
                relay.received(receipt);
            }

            @Override
            public Optional<Receipt> read(Delivery.Callback callback) {
                return all.stream()
                        .flatMap(sender -> sender.read(callback).stream())
                        .findFirst();
            }
        };
    }

    private static <S> List<S> all(S first, S second, S[] more) {
        List<S> all = new ArrayList<>();
        all.add(Objects.requireNonNull(first, "first"));
        all.add(Objects.requireNonNull(second, "second"));
        all.addAll(List.of(more));
        return all;
    }
}
