package io.mfaengine.store;

import java.util.Set;

/**
 * One user.
 *
 * @param key whose it is
 * @param version the commit that wrote it
 * @param indexes by which listings find it; blind, and not unique
 * @param payload what the engine keeps
 */
public record UserRecord(UserKey key, Version version, Set<Claim> indexes, Payload payload) {
    /** Copies the set. */
    public UserRecord {
        indexes = Set.copyOf(indexes);
    }
}
