package io.mfaengine;

import io.mfaengine.crypto.KeyedHash;
import io.mfaengine.store.EventRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the chain of one incarnation of a user: each MAC, no gap, and the end that the user's record names. */
final class ChainCheck {
    private final KeyedHash key;
    private final long oldest;

    /** Events older than {@code oldest}, in milliseconds, may have been purged. */
    ChainCheck(KeyedHash key, long oldest) {
        this.key = key;
        this.oldest = oldest;
    }

    /** The first event that does not fit to what was before it, or the last one if what came after it is gone. */
    @Nullable
    EventRecord firstBroken(List<EventRecord> chained, @Nullable ChainHead end) {
        List<EventRecord> events = chained.stream()
                .sorted(Comparator.comparingLong(record -> link(record).number()))
                .toList();
        ChainHead head = null;
        for (EventRecord record : events) {
            StoredEvent event = StoredEvent.of(record);
            ChainLink link = link(record);
            if (head == null) {
                boolean complete = link.number() == 1 || link.beforeAt() < oldest;
                if (!complete) {
                    return record;
                }
                // what was before it is gone, so its own MAC can't be computed again unless it is the first
                if (link.number() == 1 && !fits(ChainHead.START, record, event, link)) {
                    return record;
                }
            } else if (!fits(head, record, event, link)) {
                return record;
            }
            head = link.head(event.at());
        }
        boolean endsElsewhere = end != null
                && (head == null
                        || head.count() != end.count()
                        || head.high() != end.high()
                        || head.low() != end.low());
        boolean endsEarly = end == null
                && !events.isEmpty()
                && !StoredEvent.of(events.get(events.size() - 1)).type().equals("user.erased");
        return endsElsewhere || endsEarly ? events.get(events.size() - 1) : null;
    }

    private boolean fits(ChainHead before, EventRecord record, StoredEvent event, ChainLink link) {
        return ChainLink.after(before, link.incarnation(), key, record.user(), record.id(), event)
                .equals(link);
    }

    private static ChainLink link(EventRecord record) {
        return Objects.requireNonNull(StoredEvent.of(record).link());
    }
}
