package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.crypto.KeyedHash;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.UserKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event in the chain of its user: its MAC covers the event and the MAC before it, so that an event that
 * was changed or taken out is noticed. It names the MAC before it, so that it can be checked when that one was purged.
 *
 * @param incarnation the user's
 * @param before where the chain ended before it
 * @param high the first 64 bits of its MAC
 * @param low the next 64 bits of it
 */
record ChainLink(long incarnation, ChainHead before, long high, long low) {

    /** The link of an event that follows on a head. */
    static ChainLink after(
            ChainHead head, long incarnation, KeyedHash key, UserKey user, String id, StoredEvent event) {
        ActionKey action = event.action();
        String[] texts = event.attributes().flat();
        byte[][] parts = new byte[8 + texts.length][];
        parts[0] = ByteBuffer.allocate(6 * Long.BYTES)
                .putLong(head.high())
                .putLong(head.low())
                .putLong(incarnation)
                .putLong(head.count() + 1)
                .putLong(head.at())
                .putLong(event.at())
                .array();
        parts[1] = utf8(user.tenant());
        parts[2] = utf8(user.userId());
        parts[3] = utf8(id);
        parts[4] = utf8(event.type());
        parts[5] = utf8(event.actor());
        parts[6] = utf8(action == null ? "" : action.action());
        parts[7] = utf8(action == null ? "" : action.idempotencyKey());
        for (int i = 0; i < texts.length; i++) {
            parts[8 + i] = utf8(texts[i]);
        }
        ByteBuffer mac = ByteBuffer.wrap(key.hash(parts));
        return new ChainLink(incarnation, head, mac.getLong(), mac.getLong());
    }

    /** The first event of an incarnation has 1. */
    long number() {
        return before.count() + 1;
    }

    ChainHead head(long at) {
        return new ChainHead(number(), high, low, at);
    }

    void write(JsonWriter out) throws IOException {
        HexFormat hex = HexFormat.of();
        out.beginArray();
        out.value(hex.toHexDigits(incarnation));
        before.write(out);
        out.value(hex.toHexDigits(high) + hex.toHexDigits(low));
        out.endArray();
    }

    static ChainLink read(JsonReader in) throws IOException {
        in.beginArray();
        long incarnation = HexFormat.fromHexDigitsToLong(in.nextString());
        ChainHead before = ChainHead.read(in);
        String mac = in.nextString();
        in.endArray();
        return new ChainLink(
                incarnation,
                before,
                HexFormat.fromHexDigitsToLong(mac, 0, 16),
                HexFormat.fromHexDigitsToLong(mac, 16, 32));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Where the chain of a user's events ends.
     *
     * @param count how many events were chained
     * @param high the first 64 bits of the last one's MAC
     * @param low the next 64 bits of it
     * @param at when the last one happened, in milliseconds
     */
    record ChainHead(long count, long high, long low, long at) {
        static final ChainHead START = new ChainHead(0, 0, 0, 0);

        void write(JsonWriter out) throws IOException {
            HexFormat hex = HexFormat.of();
            out.beginArray();
            out.value(count).value(hex.toHexDigits(high) + hex.toHexDigits(low)).value(at);
            out.endArray();
        }

        static ChainHead read(JsonReader in) throws IOException {
            in.beginArray();
            long count = in.nextLong();
            String mac = in.nextString();
            long at = in.nextLong();
            in.endArray();
            return new ChainHead(
                    count, HexFormat.fromHexDigitsToLong(mac, 0, 16), HexFormat.fromHexDigitsToLong(mac, 16, 32), at);
        }
    }

    /** Checks the chain of one incarnation of a user: each MAC, no gap, and the end that the user's record names. */
    static final class ChainCheck {
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
}
