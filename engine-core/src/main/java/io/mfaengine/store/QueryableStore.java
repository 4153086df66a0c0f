package io.mfaengine.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What listings, re-keying and house-keeping need of a store. It may lag: no security decision rests on it. */
public interface QueryableStore extends MfaStore {
    /**
     * Lists users, by their id, compared by bytes.
     *
     * @param scan which
     * @return at most {@code limit} records
     */
    List<UserRecord> users(UserScan scan);

    /**
     * Lists actions, the newest first: by {@code createdAt} descending, then user, then key, both compared by bytes.
     *
     * @param scan which
     * @return at most {@code limit} records
     */
    List<ActionRecord> actions(ActionScan scan);

    /**
     * Counts actions by their state, a day at a time and many of them: an index in which the state stands too is worth having.
     *
     * @param scan which; its limit is the most that are counted, any of those that there are
     * @param until only those created before this instant, which is a whole millisecond
     * @return how many, by state; a state that none is in is left out; as many as the limit in all mean that there may be more
     */
    Map<String, Long> countActions(ActionScan scan, Instant until);

    /**
     * Lists events, by their id, compared by bytes.
     *
     * @param scan which
     * @return at most {@code limit} records
     */
    List<EventRecord> events(EventScan scan);

    /**
     * Visits every user that exists throughout the call, in any order.
     *
     * @param tenant whose
     * @param visitor is given each; what it throws ends the visit
     */
    void forEachUser(String tenant, Consumer<UserKey> visitor);

    /**
     * Removes what has an expiry that is past, and nothing else: never a user, a guess count, a lock or a claim. A
     * budget goes when its window has passed. To be called until it answers 0. A store may also drop on its own what has
     * expired by an instant that it was handed, as a record's {@code createdAt} or a {@code now}, and then may count it here.
     *
     * @param now the engine's instant
     * @param limit the most records to remove in this call
     * @return how many were removed
     */
    int purge(Instant now, int limit);

    /**
     * Which users.
     *
     * @param tenant whose
     * @param index only those with this index; null: all
     * @param after only those whose key sorts after this one; null: from the first
     * @param limit the most records, at least 1
     */
    record UserScan(
            String tenant, @Nullable Claim index, @Nullable UserKey after, int limit) {
        /**
         * Checks the bounds. {@inheritDoc}
         *
         * @throws IllegalArgumentException if the limit is below 1
         */
        public UserScan {
            Keys.limit(limit);
        }
    }

    /**
     * Which actions.
     *
     * @param tenant whose
     * @param user only this user's; null: everybody's
     * @param actions only these codes; empty: all
     * @param state only in this state; null: in any
     * @param from only those created at this instant or later; null: all
     * @param after only those that come after this one in the order; null: from the first
     * @param limit the most records, at least 1
     */
    record ActionScan(
            String tenant,
            @Nullable UserKey user,
            Set<String> actions,
            @Nullable String state,
            @Nullable Instant from,
            @Nullable ActionRecord after,
            int limit) {
        /**
         * Copies the set. {@inheritDoc}
         *
         * @throws IllegalArgumentException if the limit is below 1
         */
        public ActionScan {
            Keys.limit(limit);
            actions = Set.copyOf(actions);
        }
    }

    /**
     * Which events.
     *
     * @param tenant whose
     * @param user only this user's; null: everybody's
     * @param afterId only those whose id sorts after this one; null: from the first
     * @param limit the most records, at least 1
     */
    record EventScan(
            String tenant, @Nullable UserKey user, @Nullable String afterId, int limit) {
        /**
         * Checks the bounds. {@inheritDoc}
         *
         * @throws IllegalArgumentException if the limit is below 1
         */
        public EventScan {
            Keys.limit(limit);
        }
    }
}
