package io.mfaengine.testkit;

import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.QueryableStore.EventScan;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules of a store that can be listed have at hand. */
interface QueryRules extends StoreRules {
    /** Enough for all that a test writes. */
    int ALL = 1000;

    @Override
    QueryableStore store();

    /** Waits until what was committed shows in listings; a store that does not lag has nothing to do. */
    void catchUp();

    default List<String> userIds(UserScan scan) {
        catchUp();
        return store().users(scan).stream()
                .map(UserRecord::key)
                .map(UserKey::userId)
                .toList();
    }

    default List<ActionRecord> actionsOf(@Nullable UserKey user) {
        catchUp();
        return store().actions(new ActionScan(Records.TENANT, user, Set.of(), null, null, null, ALL));
    }

    default List<EventRecord> eventsOf(@Nullable UserKey user) {
        catchUp();
        return store().events(new EventScan(Records.TENANT, user, null, ALL));
    }

    default List<String> eventIds() {
        return eventsOf(null).stream().map(EventRecord::id).toList();
    }
}
