package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.method.Data;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * What a method keeps, as it is stored: the sealed part and the readable part.
 *
 * @param sealed the sealed part; empty if there is nothing to seal
 * @param readable text and whole numbers by name
 * @param unknown what another release keeps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals: the vault compares what was sealed
record SealedData(byte[] sealed, Map<String, Object> readable, Map<String, String> unknown) {
    static final SealedData NONE = new SealedData(new byte[0], Map.of(), Map.of());

    SealedData {
        readable = Map.copyOf(readable);
    }

    boolean isSealed() {
        return sealed.length > 0;
    }

    /** What it is when nothing of it is sealed. */
    Data plain() {
        return Data.of(NONE.sealed, readable);
    }

    boolean isSame(SealedData other) {
        return MessageDigest.isEqual(sealed, other.sealed) && readable.equals(other.readable);
    }

    void write(JsonWriter out) throws IOException {
        out.beginObject();
        if (isSealed()) {
            out.name("sealed").value(Json.base64(sealed));
        }
        for (Map.Entry<String, Object> field : new java.util.TreeMap<>(readable).entrySet()) {
            out.name("+" + field.getKey());
            if (field.getValue() instanceof Long number) {
                out.value(number);
            } else {
                out.value(field.getValue().toString());
            }
        }
        Json.writeUnknown(out, unknown);
        out.endObject();
    }

    static SealedData read(JsonReader in) throws IOException {
        byte[] sealed = NONE.sealed;
        Map<String, Object> readable = new HashMap<>();
        Map<String, String> unknown = Map.of();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (name.equals("sealed")) {
                sealed = Json.bytes(in);
            } else if (name.startsWith("+")) {
                readable.put(name.substring(1), Json.textOrNumber(in));
            } else {
                unknown = Json.keep(unknown, name, in);
            }
        }
        in.endObject();
        return new SealedData(sealed, readable, unknown);
    }
}
