package io.mfaengine.memory;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.UserKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The actions of all users in one map, so that a user without any costs nothing. Beside it, for each user who has some,
 * their names, so that an erase need not look through those of others. What is of one user is read and written under the
 * monitor of their partition.
 */
final class Actions {
    private static final int FEW = 16;

    private final Expiring<Name, ActionRecord> records;
    private final Expiring<UserKey, Names> names;

    Actions(EngineTime time) {
        records = new Expiring<>(time, ActionRecord::expiresAt);
        names = new Expiring<>(time, Names::until);
    }

    private record Name(UserKey user, ActionKey key) {
        // Written out, as those of its parts are.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Name that && key.equals(that.key) && user.equals(that.user);
        }

        @Override
        public int hashCode() {
            return 31 * key.hashCode() + user.hashCode();
        }
    }

    private record Link(ActionKey key, @Nullable Link rest) {}

    /** Some of what they name may have expired; they go when all of it has. */
    private record Names(
            @Nullable Link first,
            int count,
            int countToPrune,
            @Nullable Instant until) {
        static final Names NONE = new Names(null, 0, FEW, Instant.EPOCH);

        Names and(ActionKey key) {
            return new Names(new Link(key, first), count + 1, countToPrune, until);
        }

        boolean outlive(@Nullable Instant expiry) {
            return until == null || (expiry != null && !expiry.isAfter(until));
        }

        Names until(@Nullable Instant expiry) {
            return new Names(first, count, countToPrune, expiry);
        }
    }

    @Nullable
    ActionRecord get(UserKey user, ActionKey key) {
        return records.get(new Name(user, key));
    }

    boolean contains(ActionRecord action) {
        return get(action.user(), action.key()) != null;
    }

    void put(ActionRecord action) {
        UserKey user = action.user();
        ActionRecord replaced = records.map().put(new Name(user, action.key()), action);
        if (replaced != null && Objects.equals(replaced.expiresAt(), action.expiresAt())) {
            return; // named, for as long as it lasts
        }
        boolean added = replaced == null;
        Names before = names.get(user);
        Names next = before == null ? Names.NONE : before;
        if (added) {
            next = (next.count() < next.countToPrune() ? next : pruned(user, next)).and(action.key());
        }
        boolean outlived = next.outlive(action.expiresAt());
        if (added || !outlived) {
            names.map().put(user, outlived ? next : next.until(action.expiresAt()));
        }
    }

    private Names pruned(UserKey user, Names before) {
        Set<ActionKey> live = new HashSet<>();
        Names after = new Names(null, 0, FEW, before.until());
        for (Link link = before.first(); link != null; link = link.rest()) {
            if (get(user, link.key()) != null && live.add(link.key())) {
                after = after.and(link.key());
            }
        }
        return new Names(after.first(), after.count(), Math.max(FEW, 2 * after.count()), after.until());
    }

    void erase(UserKey user) {
        Names of = names.map().remove(user);
        for (Link link = of == null ? null : of.first(); link != null; link = link.rest()) {
            records.map().remove(new Name(user, link.key()));
        }
    }

    Collection<ActionRecord> all() {
        return records.map().values();
    }

    long size() {
        return records.size();
    }

    boolean dropExpired() {
        boolean some = records.dropExpired();
        return names.dropExpired() || some;
    }

    long dropped() {
        return records.dropped();
    }
}
