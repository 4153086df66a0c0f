package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.crypto.KeyedHash;
import io.mfaengine.store.UserKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The place of an event in the chain of its user: its MAC covers the event and the MAC before it, so that an event that
 * was changed or taken out is noticed.
 *
 * @param incarnation the user's
 * @param number the first event of an incarnation has 1
 * @param beforeAt when the event before it happened, in milliseconds; 0 if it is the first
 * @param high the first 64 bits of its MAC
 * @param low the next 64 bits of it
 */
record ChainLink(long incarnation, long number, long beforeAt, long high, long low) {

    /** The link of an event that follows on a head. */
    static ChainLink after(
            ChainHead head, long incarnation, KeyedHash key, UserKey user, String id, StoredEvent event) {
        long number = head.count() + 1;
        StringBuilder text = new StringBuilder(200);
        append(text, user.tenant());
        append(text, user.userId());
        append(text, id);
        append(text, event.type());
        append(text, event.actor());
        append(text, event.action() == null ? "" : event.action().action());
        append(text, event.action() == null ? "" : event.action().idempotencyKey());
        for (Map.Entry<String, String> attribute : new TreeMap<>(event.attributes()).entrySet()) {
            append(text, attribute.getKey());
            append(text, attribute.getValue());
        }
        byte[] numbers = ByteBuffer.allocate(6 * Long.BYTES)
                .putLong(head.high())
                .putLong(head.low())
                .putLong(incarnation)
                .putLong(number)
                .putLong(head.at())
                .putLong(event.at())
                .array();
        ByteBuffer mac = ByteBuffer.wrap(key.hash(numbers, text.toString().getBytes(StandardCharsets.UTF_8)));
        return new ChainLink(incarnation, number, head.at(), mac.getLong(), mac.getLong());
    }

    ChainHead head(long at) {
        return new ChainHead(number, high, low, at);
    }

    void write(JsonWriter out) throws IOException {
        HexFormat hex = HexFormat.of();
        out.beginArray();
        out.value(hex.toHexDigits(incarnation)).value(number).value(beforeAt);
        out.value(hex.toHexDigits(high) + hex.toHexDigits(low));
        out.endArray();
    }

    static ChainLink read(JsonReader in) throws IOException {
        in.beginArray();
        long incarnation = HexFormat.fromHexDigitsToLong(in.nextString());
        long number = in.nextLong();
        long beforeAt = in.nextLong();
        String mac = in.nextString();
        in.endArray();
        return new ChainLink(
                incarnation,
                number,
                beforeAt,
                HexFormat.fromHexDigitsToLong(mac, 0, 16),
                HexFormat.fromHexDigitsToLong(mac, 16, 32));
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
