package io.mfaengine.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for the trail and for listeners. Holds opaque ids and reasons, never a secret or an address.
 *
 * @param id unique in the tenant; ids sort by time
 * @param at when, by the engine's clock
 * @param type what, for example {@code challenge.passed}
 * @param actor who did it: {@code person}, {@code host}, or the operator's name
 * @param userId whom it is about; null if it is about no user
 * @param action the action it belongs to
 * @param attributes more, by name
 */
public record MfaEvent(
        String id,
        Instant at,
        String type,
        String actor,
        @Nullable String userId,
        @Nullable ActionId action,
        Map<String, String> attributes) {
    /** Copies the map. {@inheritDoc} */
    public MfaEvent {
        attributes = Map.copyOf(attributes);
    }
}
