package io.mfaengine;

import io.mfaengine.ChainLink.ChainCheck;
import io.mfaengine.ChainLink.ChainHead;
import io.mfaengine.Limits.Limit;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.QueryableStore.EventScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and lists actions, lists events, and checks the chain of a user's events. Lists may lag; nothing is decided by them. */
final class Listing {
    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 5;
    private static final int MOST_COUNTED = 1_000_000;
    /** A record has one; no order looks at it. */
    private static final Version ANY = new Version(0, 1);

    private final Wiring wiring;
    private final Partition partition;

    Listing(Wiring wiring, Partition partition) {
        this.wiring = wiring;
        this.partition = partition;
    }

    Optional<Action> action(ActionId id) {
        ActionKey key = new ActionKey(id.action(), id.idempotencyKey());
        return partition.look(
                wiring.user(id.userId()),
                key,
                view -> Optional.ofNullable(view.ownAction()).map(action -> Portraits.action(view, action)));
    }

    /** The action that a token was given out for, even after the token is over. */
    Optional<Action> action(Handle token) {
        return wiring.handles()
                .openToken(token)
                .flatMap(locator -> partition.look(
                        locator.user(),
                        locator.action(),
                        view -> Optional.ofNullable(view.ownAction())
                                .filter(locator::opens)
                                .map(action -> Portraits.action(view, action))));
    }

    List<Action> actions(ActionQuery query) {
        return records(query).stream().map(Listing::action).toList();
    }

    private static Action action(ActionRecord record) {
        return Portraits.action(record.user().userId(), record.key(), StoredAction.of(record.payload()));
    }

    private List<ActionRecord> records(ActionQuery query) {
        return wiring.store().actions(scan(query, query.limit()));
    }

    private ActionScan scan(ActionQuery query, int limit) {
        UserKey user = query.userId() == null ? null : wiring.user(query.userId());
        String state = query.state() == null ? null : query.state().name();
        return new ActionScan(wiring.tenant(), user, query.codes(), state, query.from(), last(query.after()), limit);
    }

    Map<ActionState, Long> count(ActionQuery query, Instant until, int most) {
        if (most < 1 || most > MOST_COUNTED) {
            throw new IllegalArgumentException("most must be 1 to " + MOST_COUNTED + ", it is " + most);
        }
        Map<ActionState, Long> counts = new EnumMap<>(ActionState.class);
        wiring.store()
                .countActions(scan(query, most), until.truncatedTo(ChronoUnit.MILLIS))
                .forEach((state, count) -> counts.put(ActionState.valueOf(state), count));
        return counts;
    }

    List<Operator.Inspected> inspect(ActionQuery query) {
        return records(query).stream()
                .map(record ->
                        inspected(action(record), record.user(), record.key(), StoredAction.of(record.payload())))
                .toList();
    }

    Optional<Operator.Inspected> inspect(ActionId id) {
        ActionKey key = new ActionKey(id.action(), id.idempotencyKey());
        return partition.look(
                wiring.user(id.userId()),
                key,
                view -> Optional.ofNullable(view.ownAction())
                        .map(action -> inspected(Portraits.action(view, action), view.key(), key, action)));
    }

    /** What can't be opened is told by what needs it; it keeps nobody from seeing that there is an action. */
    private Operator.Inspected inspected(Action action, UserKey user, ActionKey key, StoredAction stored) {
        try {
            return new Operator.Inspected(action, Portraits.intent(wiring, user, key, stored));
        } catch (CannotOpenException e) {
            return new Operator.Inspected(action, Portraits.intent(wiring, user, key, null));
        }
    }

    List<MfaEvent> events(ActionId id) {
        Action action = action(id).orElse(null);
        if (action == null) {
            return List.of();
        }
        UserKey user = wiring.user(id.userId());
        List<MfaEvent> found = new ArrayList<>();
        String after = first(action.createdAt().toEpochMilli());
        List<EventRecord> page;
        int pages = 0;
        do {
            page = wiring.store().events(new EventScan(wiring.tenant(), user, after, PAGE));
            page.stream()
                    .map(record -> StoredEvent.of(record).published(user, record.id()))
                    .filter(event -> id.equals(event.action()))
                    .forEach(found::add);
            after = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == PAGE && ++pages < MOST_PAGES);
        found.sort(Comparator.comparing(MfaEvent::at));
        return found;
    }

    /** What sorts before every event of an instant, also of those that are told once in a while. */
    static String first(long millis) {
        return HexFormat.of().toHexDigits(Math.max(0, millis - Math.floorMod(millis, Trailing.BUCKET)), 12);
    }

    /** Only what the order of the listing needs. */
    private @Nullable ActionRecord last(@Nullable Action action) {
        return action == null
                ? null
                : new ActionRecord(
                        wiring.user(action.id().userId()),
                        new ActionKey(action.id().action(), action.id().idempotencyKey()),
                        ANY,
                        action.createdAt(),
                        action.state().name(),
                        null,
                        Payload.of("{}"));
    }

    List<MfaEvent> events(@Nullable String afterId, int limit) {
        return wiring.store().events(new EventScan(wiring.tenant(), null, afterId, limit)).stream()
                .map(record -> StoredEvent.of(record).published(record.user(), record.id()))
                .toList();
    }

    Operator.Trail trail(String userId) {
        UserKey user = wiring.user(userId);
        // before the events: what is written meanwhile is behind its end, and not missing
        View view = partition.look(user, null, seen -> seen);
        List<EventRecord> records = new ArrayList<>();
        String after = null;
        List<EventRecord> page;
        do {
            page = wiring.store().events(new EventScan(wiring.tenant(), user, after, PAGE));
            records.addAll(page);
            after = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == PAGE);
        Map<Long, List<EventRecord>> chains = new HashMap<>();
        for (EventRecord record : records) {
            ChainLink link = StoredEvent.of(record).link();
            if (link != null) {
                chains.computeIfAbsent(link.incarnation(), i -> new ArrayList<>())
                        .add(record);
            }
        }
        long oldest = view.now() - wiring.limit(Limit.EVENT_RETENTION);
        ChainCheck check = new ChainCheck(view.tenant().chain(), oldest);
        MfaEvent broken = null;
        for (Map.Entry<Long, List<EventRecord>> chain : chains.entrySet()) {
            ChainHead head = view.user() != null && view.user().incarnation() == chain.getKey()
                    ? view.user().head()
                    : null;
            EventRecord at = check.firstBroken(chain.getValue(), head);
            if (at != null && (broken == null || at.id().compareTo(broken.id()) < 0)) {
                broken = StoredEvent.of(at).published(user, at.id());
            }
        }
        boolean gone = view.user() != null
                && !chains.containsKey(view.user().incarnation())
                && view.user().head().at() >= oldest;
        return new Operator.Trail(
                records.stream()
                        .map(record -> StoredEvent.of(record).published(user, record.id()))
                        // the id of a capped event sorts at the beginning of its bucket
                        .sorted(Comparator.comparing(MfaEvent::at))
                        .toList(),
                !gone && broken == null,
                broken);
    }
}
