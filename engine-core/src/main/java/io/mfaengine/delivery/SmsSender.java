package io.mfaengine.delivery;

/** Sends text messages. Thread-safe; called after the commit, with no transaction open, so it may take its time. */
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
