package io.mfaengine.memory;

import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.UserKey;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who holds what. Claims cross the partitions of users, so all that reads or writes more than their number holds the
 * monitor of this; it is taken after that of a partition, never before one.
 */
final class Claims {
    private final ConcurrentHashMap<Claim, UserKey> holders = new ConcurrentHashMap<>();

    static boolean concern(Commit commit) {
        return commit.erase()
                || !commit.claims().isEmpty()
                || !commit.releases().isEmpty();
    }

    synchronized Optional<UserKey> holder(Claim claim) {
        return Optional.ofNullable(holders.get(claim));
    }

    boolean free(Commit commit) {
        for (Claim claim : commit.claims()) {
            UserKey holder = holders.get(claim);
            if (holder != null && !holder.equals(commit.user())) {
                return false;
            }
        }
        return true;
    }

    void apply(Commit commit, UserKey user) {
        if (commit.erase()) {
            holders.values().removeIf(user::equals);
        }
        for (Claim claim : commit.releases()) {
            holders.remove(claim, user);
        }
        for (Claim claim : commit.claims()) {
            holders.put(claim, user);
        }
    }

    boolean contains(Claim claim) {
        return holders.containsKey(claim);
    }

    long size() {
        return holders.mappingCount();
    }
}
