package io.mfaengine.delivery;

/** What became of a message, as far as a sender knows. An exception says that it doesn't. */
public enum Delivery {
    /** It is on its way. */
    ACCEPTED,
    /** It won't go there: the address, or the message, is refused for good. */
    REFUSED,
    /** It did not go, and might another time: the provider is down, or has had enough for now. */
    UNAVAILABLE
}
