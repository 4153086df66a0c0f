package io.mfaengine.memory;

import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Keys;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.QueryableStore.EventScan;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.UserRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wanted of each kind of record, and in which order. */
final class Listings {
    private static final Comparator<UserRecord> BY_KEY = Comparator.comparing(UserRecord::key);
    private static final Comparator<EventRecord> BY_ID = Comparator.comparing(EventRecord::id, Keys::compare);
    private static final Comparator<ActionRecord> NEWEST_FIRST = Comparator.comparing(
                    ActionRecord::createdAt, Comparator.reverseOrder())
            .thenComparing(ActionRecord::user)
            .thenComparing(ActionRecord::key);

    private Listings() {}

    static List<UserRecord> users(Collection<UserRecord> all, UserScan scan) {
        return Page.of(all, user -> wanted(user, scan), BY_KEY, scan.limit());
    }

    private static boolean wanted(UserRecord user, UserScan scan) {
        return user.key().tenant().equals(scan.tenant())
                && (scan.index() == null || user.indexes().contains(scan.index()))
                && (scan.after() == null || user.key().compareTo(scan.after()) > 0);
    }

    static List<ActionRecord> actions(Collection<ActionRecord> all, ActionScan scan) {
        return Page.of(all, action -> wanted(action, scan), NEWEST_FIRST, scan.limit());
    }

    private static boolean wanted(ActionRecord action, ActionScan scan) {
        return action.user().tenant().equals(scan.tenant())
                && (scan.user() == null || action.user().equals(scan.user()))
                && (scan.actions().isEmpty()
                        || scan.actions().contains(action.key().action()))
                && (scan.state() == null || action.state().equals(scan.state()))
                && (scan.from() == null || !action.createdAt().isBefore(scan.from()))
                && (scan.after() == null || NEWEST_FIRST.compare(action, scan.after()) > 0);
    }

    static Map<String, Long> countActions(Collection<ActionRecord> all, ActionScan scan, Instant until) {
        return all.stream()
                .filter(action -> wanted(action, scan) && action.createdAt().isBefore(until))
                .limit(scan.limit())
                .collect(Collectors.groupingBy(ActionRecord::state, Collectors.counting()));
    }

    static List<EventRecord> events(Collection<EventRecord> all, EventScan scan) {
        return Page.of(all, event -> wanted(event, scan), BY_ID, scan.limit());
    }

    private static boolean wanted(EventRecord event, EventScan scan) {
        return event.user().tenant().equals(scan.tenant())
                && (scan.user() == null || event.user().equals(scan.user()))
                && (scan.afterId() == null || Keys.compare(event.id(), scan.afterId()) > 0);
    }
}
