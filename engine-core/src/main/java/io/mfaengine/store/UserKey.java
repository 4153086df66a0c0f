package io.mfaengine.store;

import org.jspecify.annotations.Nullable;

/**
 * Names one user's partition.
 *
 * @param tenant the namespace of an engine
 * @param userId the application's id
 */
public record UserKey(String tenant, String userId) implements Comparable<UserKey> {
    /**
     * Checks both: well-formed Unicode without NUL, 1 to 255 bytes in UTF-8, to be compared by bytes. {@inheritDoc}
     *
     * @throws IllegalArgumentException if one is out of these bounds
     */
    public UserKey {
        Keys.check("tenant", tenant);
        Keys.check("userId", userId);
    }

    // Written out: a record's own is slow to begin with, and keys are compared at every step.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof UserKey that && userId.equals(that.userId) && tenant.equals(that.tenant));
    }

    @Override
    public int hashCode() {
        return 31 * userId.hashCode() + tenant.hashCode();
    }

    @Override
    public int compareTo(UserKey other) {
        int byTenant = Keys.compare(tenant, other.tenant);
        return byTenant != 0 ? byTenant : Keys.compare(userId, other.userId);
    }
}
