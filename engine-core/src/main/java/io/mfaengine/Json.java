package io.mfaengine;

import com.google.common.io.CharStreams;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.crypto.CannotOpenException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** JSON text by streaming, without reflection. What a release doesn't know it keeps, so that two can share a store. */
final class Json {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Json() {}

    interface Writing {
        void to(JsonWriter out) throws IOException;
    }

    interface Reading<T> {
        T from(JsonReader in) throws IOException;
    }

    static String write(Writing writing) {
        // room for most records, and not the StringWriter that locks at each character
        StringBuilder text = new StringBuilder(1_024);
        try (JsonWriter out = new JsonWriter(CharStreams.asWriter(text))) {
            out.setHtmlSafe(false);
            writing.to(out);
        } catch (IOException e) {
            throw new IllegalStateException("a string does not fail", e);
        }
        return text.toString();
    }

    static <T> T read(String what, String text, Reading<T> reading) {
        try (JsonReader in = new JsonReader(new StringReader(text))) {
            in.setStrictness(Strictness.STRICT);
            return reading.from(in);
        } catch (MfaException | CannotOpenException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MfaException(MfaException.Kind.CORRUPT, "stored " + what + " can't be read", e);
        }
    }

    /** Adds a member that is not known, as the text it has. */
    static Map<String, String> keep(Map<String, String> unknown, String name, JsonReader in) throws IOException {
        Map<String, String> more = new TreeMap<>(unknown);
        StringWriter raw = new StringWriter();
        try (JsonWriter out = new JsonWriter(raw)) {
            out.setHtmlSafe(false);
            copy(in, out);
        }
        more.put(name, raw.toString());
        return Collections.unmodifiableMap(more);
    }

    static void writeUnknown(JsonWriter out, Map<String, String> unknown) throws IOException {
        for (Map.Entry<String, String> member : unknown.entrySet()) {
            out.name(member.getKey()).jsonValue(member.getValue());
        }
    }

    /** What isn't so is left out: readers begin with that. */
    static void flag(JsonWriter out, String name, boolean isSo) throws IOException {
        if (isSo) {
            out.name(name).value(true);
        }
    }

    /** What is empty is left out: readers begin with that. */
    static void text(JsonWriter out, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            out.name(name).value(text);
        }
    }

    /** What is empty is left out: readers begin with that. */
    static void texts(JsonWriter out, String name, Iterable<String> texts) throws IOException {
        Iterator<String> each = texts.iterator();
        if (each.hasNext()) {
            out.name(name).beginArray();
            while (each.hasNext()) {
                out.value(each.next());
            }
            out.endArray();
        }
    }

    static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    static byte[] bytes(JsonReader in) throws IOException {
        return Base64.getUrlDecoder().decode(in.nextString());
    }

    private static void copy(JsonReader in, JsonWriter out) throws IOException {
        switch (in.peek()) {
            case BEGIN_OBJECT -> {
                in.beginObject();
                out.beginObject();
                while (in.hasNext()) {
                    out.name(in.nextName());
                    copy(in, out);
                }
                in.endObject();
                out.endObject();
            }
            case BEGIN_ARRAY -> {
                in.beginArray();
                out.beginArray();
                while (in.hasNext()) {
                    copy(in, out);
                }
                in.endArray();
                out.endArray();
            }
            case STRING -> out.value(in.nextString());
            case NUMBER -> out.jsonValue(in.nextString());
            case BOOLEAN -> out.value(in.nextBoolean());
            default -> {
                in.nextNull();
                out.nullValue();
            }
        }
    }

    /** A release that changes what is written in a way that this one can't read counts the format up. */
    static void checkFormat(int format) {
        if (format != 1) {
            throw new IllegalStateException("format must be 1, it is " + format);
        }
    }

    /** Text or a whole number, as readable data holds them. */
    static Object textOrNumber(JsonReader in) throws IOException {
        return in.peek() == JsonToken.NUMBER ? (Object) in.nextLong() : in.nextString();
    }
}
