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
    /**
     * Copies the set. {@inheritDoc}
     *
     * @throws IllegalArgumentException if the version is ABSENT, or an index of another tenant
     */
    public UserRecord {
        Keys.present("version", version);
        indexes = Set.copyOf(indexes);
        for (Claim index : indexes) {
            if (!index.tenant().equals(key.tenant())) {
                throw new IllegalArgumentException("indexes must be of the user's tenant");
            }
        }
    }
}
