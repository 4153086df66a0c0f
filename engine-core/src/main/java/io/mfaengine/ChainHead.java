package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HexFormat;

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
