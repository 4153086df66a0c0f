package io.mfaengine;

import io.mfaengine.model.Settings;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Claim;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one try of an operation sees.
 *
 * @param now the instant of this try, in milliseconds
 * @param commit the id of the operation's commit
 * @param key whose partition
 * @param actionKey which action, null if none is asked for
 * @param user the user, null if absent
 * @param userVersion their version
 * @param indexes by which listings find them
 * @param action the action, null if absent; it may be a stranger's, from before an erasure
 * @param actionVersion its version
 * @param tenant the settings
 */
record View(
        long now,
        Version commit,
        UserKey key,
        @Nullable ActionKey actionKey,
        @Nullable StoredUser user,
        Version userVersion,
        Set<Claim> indexes,
        @Nullable StoredAction action,
        Version actionVersion,
        TenantSettings tenant) {

    Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    /** The same with another user. */
    View of(StoredUser next, Set<Claim> nextIndexes) {
        return new View(now, commit, key, actionKey, next, userVersion, nextIndexes, action, actionVersion, tenant);
    }

    Settings settings() {
        return tenant.settings();
    }

    /** The action, if it is this user's and not that of one who was erased. */
    @Nullable
    StoredAction ownAction() {
        return user != null && action != null && action.incarnation() == user.incarnation() ? action : null;
    }
}
