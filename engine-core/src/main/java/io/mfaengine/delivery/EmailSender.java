package io.mfaengine.delivery;

import io.mfaengine.delivery.Delivery.Receipt;
import java.util.Optional;

/**
 * Sends e-mail. Thread-safe; called after the commit, with no transaction open, in a thread of the engine's, which is
 * interrupted when the engine's patience is over ({@code MfaEngineBuilder.sendPatience}).
 */
@FunctionalInterface
public interface EmailSender {
    /**
     * Sends one message, at most once for one {@link Email#sendId()}.
     *
     * @param message the message
     * @return what became of it; an exception says that this isn't known ({@link Delivery#UNKNOWN}), and counts as sent
     */
    Delivery send(Email message);

    /**
     * How events call it.
     *
     * @return at most 32 letters, digits, {@code _}, {@code .} or {@code -}; empty, as by default: not at all
     */
    default String name() {
        return "";
    }

    /**
     * Hears what became of a message that was sent earlier, by it or by another sender. Does nothing by default.
     *
     * @param receipt what the carrier tells
     */
    default void received(Receipt receipt) {}

    /**
     * Checks who calls back, and reads what they tell.
     *
     * @param callback the call, of which nothing is believed yet
     * @return the receipt; empty, as by default, if it is not by a carrier of its own, is too old, or makes no sense
     */
    default Optional<Receipt> read(Delivery.Callback callback) {
        return Optional.empty();
    }
}
