package io.mfaengine.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Written once: an event whose id is there already is ignored.
 *
 * @param user whom it is about
 * @param id unique in the tenant; ids sort, compared by bytes, by the engine's instant
 * @param expiresAt when it may be purged; null: never
 * @param payload what the engine keeps
 */
public record EventRecord(UserKey user, String id, @Nullable Instant expiresAt, Payload payload) {
    /**
     * Checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if the id is out of the bounds of a key, or the instant not a whole millisecond
     *     from 1970 to 9999
     */
    public EventRecord {
        Keys.check("event id", id);
        Keys.millis("expiresAt", expiresAt);
    }
}
