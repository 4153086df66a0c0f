package io.mfaengine.delivery;

import io.mfaengine.model.ActionId;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, as far as a sender knows. An exception says as much as {@link #UNKNOWN}. Goes into events, so
 * it holds no address and nothing of what was said.
 *
 * @param fate whether it went
 * @param cause why not
 * @param carrier who carried it or wouldn't: at most 32 letters, digits, {@code _}, {@code .} or {@code -}; empty: not told
 * @param reference how the carrier calls the message: at most 128 printable ASCII characters; empty: not told
 * @param segments how many parts the carrier made of it; 0: not told
 * @param took how long that took; zero: not told
 * @param before what became of the attempt before this one, at another carrier; null: this was the first
 */
public record Delivery(
        Fate fate,
        Cause cause,
        String carrier,
        String reference,
        int segments,
        Duration took,
        @Nullable Delivery before) {
    // before the constants, which are checked by them
    private static final Pattern CARRIER = Pattern.compile("[A-Za-z0-9_.-]{0,32}");
    private static final Pattern REFERENCE = Pattern.compile("[!-~]{0,128}");

    /** It is on its way. */
    public static final Delivery ACCEPTED = of(Fate.ACCEPTED);

    /** It won't go there: the address, or the message, is refused for good. */
    public static final Delivery REFUSED = of(Fate.REFUSED);

    /** It did not go, and might another time: the provider is down, or has had enough for now. */
    public static final Delivery UNAVAILABLE = of(Fate.UNAVAILABLE);

    /** Perhaps it went: the answer didn't come, or isn't what the protocol says. Counts as sent. */
    public static final Delivery UNKNOWN = of(Fate.UNKNOWN);

    /** The name under which {@link About#receipt} stands in the query of a call-back. */
    public static final String RECEIPT = "receipt";

    /** Whether a message went. */
    public enum Fate {
        /** It is on its way. */
        ACCEPTED,
        /** It won't go. */
        REFUSED,
        /** It did not go, and might another time. */
        UNAVAILABLE,
        /** Perhaps it went. */
        UNKNOWN
    }

    /** Why a message didn't go, or didn't arrive. */
    public enum Cause {
        /** Nothing was said. */
        UNSAID,
        /** No message gets to that address. */
        BAD_ADDRESS,
        /** The message, its sender or its country is refused, by the carrier or by the person. */
        REFUSED,
        /** There is no money left at the carrier. */
        UNPAID,
        /** Too many messages for now. */
        THROTTLED,
        /** The carrier is not to be reached, or says that it can't. */
        UNAVAILABLE,
        /** Our credentials or settings are wrong. */
        MISCONFIGURED,
        /** The answer didn't come in time. */
        NO_ANSWER,
        /** The answer isn't what the protocol says. */
        BAD_ANSWER
    }

    /**
     * What a message is about, for senders that hand it on in pieces. Printing it shows the action only.
     *
     * @param action which action it belongs to
     * @param secret the code or the link in it
     * @param receipt brings a carrier's receipt back ({@code MfaEngine.received}), and verifies nothing
     */
    public record About(ActionId action, Secret secret, Handle receipt) {
        @Override
        public String toString() {
            return "About[" + action + "]";
        }
    }

    /**
     * What a carrier tells later of a message that it took. Proves nothing about the person (R41).
     *
     * @param carrier who tells it, as in {@link Delivery#carrier()}
     * @param reference how the carrier calls the message
     * @param status where the message is
     * @param cause why it didn't arrive
     */
    public record Receipt(String carrier, String reference, Status status, Cause cause) {
        /** Where a message is. */
        public enum Status {
            /** The carrier has it. */
            QUEUED,
            /** It left the carrier. */
            SENT,
            /** It arrived. */
            DELIVERED,
            /** It won't arrive. */
            UNDELIVERED
        }

        /**
         * Checks the bounds. {@inheritDoc}
         *
         * @throws IllegalArgumentException if the carrier's name or the reference is out of bounds
         */
        public Receipt {
            check(carrier, reference);
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * What a carrier calls an application with. Nothing of it is to be believed until its sender has read it.
     *
     * @param query the query of the URL as it came, still encoded; empty: none
     * @param headers by their names in lower case; only those that came once
     * @param body the body, read as UTF-8; empty: none
     */
    public record Callback(String query, Map<String, String> headers, String body) {
        /** Copies the map. {@inheritDoc} */
        public Callback {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Callback[***]";
        }
    }

    /**
     * Checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if the carrier's name, the reference or the number of segments is out of bounds
     */
    public Delivery {
        Objects.requireNonNull(fate, "fate");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(took, "took");
        check(carrier, reference);
        if (segments < 0) {
            throw new IllegalArgumentException("segments must be at least 0");
        }
    }

    private static void check(String carrier, String reference) {
        if (!CARRIER.matcher(carrier).matches()) {
            throw new IllegalArgumentException("carrier must be at most 32 letters, digits, '_', '.' or '-'");
        }
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException("reference must be at most 128 printable ASCII characters");
        }
    }

    private static Delivery of(Fate fate) {
        return new Delivery(fate, Cause.UNSAID, "", "", 0, Duration.ZERO, null);
    }

    /**
     * Whether it is on its way.
     *
     * @return whether the fate is {@link Fate#ACCEPTED}
     */
    public boolean isAccepted() {
        return fate == Fate.ACCEPTED;
    }

    /**
     * Says why.
     *
     * @param why why
     * @return a changed copy
     */
    public Delivery because(Cause why) {
        return new Delivery(fate, why, carrier, reference, segments, took, before);
    }

    /**
     * Says who, and how they call the message.
     *
     * @param name the carrier's name
     * @param its how the carrier calls the message; empty: not told
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of bounds
     */
    public Delivery by(String name, String its) {
        return new Delivery(fate, cause, name, its, segments, took, before);
    }

    /**
     * Says how many parts it was sent in.
     *
     * @param count how many; 0: not told
     * @return a changed copy
     * @throws IllegalArgumentException if it is negative
     */
    public Delivery segments(int count) {
        return new Delivery(fate, cause, carrier, reference, count, took, before);
    }

    /**
     * Says how long it took.
     *
     * @param duration how long
     * @return a changed copy
     */
    public Delivery took(Duration duration) {
        return new Delivery(fate, cause, carrier, reference, segments, duration, before);
    }

    /**
     * Says what was tried before.
     *
     * @param attempt what became of it; null: nothing was
     * @return a changed copy
     */
    public Delivery after(@Nullable Delivery attempt) {
        return new Delivery(fate, cause, carrier, reference, segments, took, attempt);
    }
}
