package io.mfaengine.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for the trail and for listeners. Holds opaque ids and reasons, never a secret, and
 * what is kept of it no address.
 *
 * @param id unique in the tenant; ids sort by time
 * @param at when, by the engine's clock
 * @param type what, for example {@code challenge.passed}
 * @param actor who did it: {@code person}, {@code host}, {@code carrier} of a message, or the operator's name
 * @param userId whom it is about; null if it is about no user
 * @param action the action it belongs to
 * @param attributes more, by name
 * @param addresses the addresses that the person had before a change that they should hear of: told to listeners only, never
 *     kept, and to be kept out of logs
 */
public record MfaEvent(
        String id,
        Instant at,
        String type,
        String actor,
        @Nullable String userId,
        @Nullable ActionId action,
        Map<String, String> attributes,
        List<String> addresses) {
    /** Copies the collections. {@inheritDoc} */
    public MfaEvent {
        attributes = Map.copyOf(attributes);
        addresses = List.copyOf(addresses);
    }

    /** Leaves the addresses out. */
    @Override
    public String toString() {
        return "MfaEvent[" + id + ", " + at + ", " + type + ", " + actor + ", " + userId + ", " + action + ", "
                + attributes + "]";
    }
}
