package io.mfaengine.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One action.
 *
 * @param user whose it is
 * @param key its key under the user
 * @param version the commit that wrote it
 * @param createdAt when it was tracked, for listings; whole milliseconds
 * @param state for listings
 * @param expiresAt when it may be purged; null: never
 * @param payload what the engine keeps
 */
public record ActionRecord(
        UserKey user,
        ActionKey key,
        Version version,
        Instant createdAt,
        String state,
        @Nullable Instant expiresAt,
        Payload payload) {
    /**
     * Checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if an instant is not a whole millisecond from 1970 to 9999, the version ABSENT or the
     *     state out of the bounds of a key
     */
    public ActionRecord {
        Keys.present("version", version);
        Keys.millis("createdAt", createdAt);
        Keys.millis("expiresAt", expiresAt);
        Keys.check("state", state);
    }
}
