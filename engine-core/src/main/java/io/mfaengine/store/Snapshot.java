package io.mfaengine.store;

import org.jspecify.annotations.Nullable;

/**
 * What one {@link MfaStore#load} saw.
 *
 * @param user the user, null if absent
 * @param action the action, null if absent or not asked for; never older than the user
 * @param settings the version of the tenant's settings, {@link Version#ABSENT} if there are none
 */
public record Snapshot(@Nullable UserRecord user, @Nullable ActionRecord action, Version settings) {
    /**
     * The version of the user that was seen.
     *
     * @return the version, {@link Version#ABSENT} if there is none
     */
    public Version userVersion() {
        return user == null ? Version.ABSENT : user.version();
    }

    /**
     * The version of the action that was seen.
     *
     * @return the version, {@link Version#ABSENT} if there is none
     */
    public Version actionVersion() {
        return action == null ? Version.ABSENT : action.version();
    }
}
