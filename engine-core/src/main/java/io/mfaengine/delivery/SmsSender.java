package io.mfaengine.delivery;

/**
 * Sends text messages. Thread-safe; called after the commit, with no transaction open, in a thread of the engine's, which is
 * interrupted when the engine's patience is over ({@code MfaEngineBuilder.sendPatience}).
 */
@FunctionalInterface
public interface SmsSender {
    /**
     * Sends one message, at most once for one {@link Sms#sendId()}.
     *
     * @param message the message
     * @return what became of it; an exception says that this isn't known, and counts as sent
     */
    Delivery send(Sms message);
}
