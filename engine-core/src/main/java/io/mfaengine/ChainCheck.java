package io.mfaengine;

import io.mfaengine.ChainLink.ChainHead;
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

    /**
     * The first event that does not fit to what was before it, or the last one if what came after it is gone.
     *
     * @param end where the chain ended before the events were read: what is behind it may be half there, and is left to
     *     the next check; null if the user is gone
     */
    @Nullable
    EventRecord firstBroken(List<EventRecord> chained, @Nullable ChainHead end) {
        List<EventRecord> events = chained.stream()
                .filter(record -> end == null || link(record).number() <= end.count())
                .sorted(Comparator.comparingLong(record -> link(record).number()))
                .toList();
        ChainHead head = null;
        boolean ends = false;
        for (EventRecord record : events) {
            StoredEvent event = StoredEvent.of(record);
            ChainLink link = link(record);
            boolean follows = link.before().equals(head == null ? ChainHead.START : head);
            if (!(follows || mayBePurged(link.before())) || !fits(record, event, link)) {
                return record;
            }
            head = link.head(event.at());
            ends |= end == null ? event.type().equals("user.erased") : head.equals(end);
        }
        return ends || events.isEmpty() ? null : events.get(events.size() - 1);
    }

    /** A store purges in any order, so that what is left may have gaps where all is older than the retention. */
    private boolean mayBePurged(ChainHead last) {
        return last.count() > 0 && last.at() <= oldest;
    }

    private boolean fits(EventRecord record, StoredEvent event, ChainLink link) {
        return ChainLink.after(link.before(), link.incarnation(), key, record.user(), record.id(), event)
                .equals(link);
    }

    private static ChainLink link(EventRecord record) {
        return Objects.requireNonNull(StoredEvent.of(record).link());
    }
}
