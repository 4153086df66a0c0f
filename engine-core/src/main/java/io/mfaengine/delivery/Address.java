package io.mfaengine.delivery;

import java.util.Optional;

/** Where a message goes. Immutable; {@code equals} compares the canonical form. */
public interface Address {
    /**
     * The one spelling of it, by which it is compared, found and sent to.
     *
     * @return the canonical form, at most 254 characters
     */
    String canonical();

    /**
     * Enough of it for its owner to recognise, and no more.
     *
     * @return the masked form, to be shown
     */
    String masked();

    /**
     * What messages to it are counted by: the same for all addresses that end in one place.
     *
     * @return by default the canonical form
     */
    default String destination() {
        return canonical();
    }

    /**
     * The country that it belongs to: all that events tell of where a message went.
     *
     * @return ISO 3166-1 code, two capital letters; empty by default, as it is of an e-mail address
     */
    default Optional<String> region() {
        return Optional.empty();
    }

    /**
     * What it shares with those around it, if many of them may belong to one owner: messages to all of them together are
     * limited too.
     *
     * @return for example the prefix of a number; empty by default
     */
    default Optional<String> neighbourhood() {
        return Optional.empty();
    }
}
