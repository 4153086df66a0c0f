package io.mfaengine.memory;

import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.UserKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who holds what. Claims cross the partitions of users, so all that reads or writes more than their number holds the
 * monitor of this; it is taken after that of a partition, never before one.
 */
final class Claims {
    private final ConcurrentHashMap<Claim, UserKey> holders = new ConcurrentHashMap<>();
    private final Map<UserKey, Set<Claim>> held = new HashMap<>();

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

    void apply(Commit commit) {
        UserKey user = commit.user();
        Set<Claim> before = held.getOrDefault(user, Set.of());
        Set<Claim> after = new HashSet<>(commit.erase() ? Set.of() : before);
        commit.releases().forEach(after::remove);
        after.addAll(commit.claims());
        for (Claim claim : before) {
            if (!after.contains(claim)) {
                holders.remove(claim);
            }
        }
        for (Claim claim : after) {
            holders.putIfAbsent(claim, user);
        }
        if (after.isEmpty()) {
            held.remove(user);
        } else {
            held.put(user, Set.copyOf(after));
        }
    }

    boolean contains(Claim claim) {
        return holders.containsKey(claim);
    }

    long size() {
        return holders.mappingCount();
    }
}
