package io.mfaengine.web.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON text by streaming, without reflection. */
public final class Json {
    /** How deep values may be nested (R11). */
    public static final int MAX_DEPTH = 20;

    private static final int LONGEST_NUMBER = 64;

    /** In place of {@code null}, which maps don't hold. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private Json() {}

    /** Empty if it isn't one well-formed object in UTF-8, within the bounds, and without a name that comes twice. */
    public static Optional<Members> object(byte[] text) {
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text))
                    .toString();
            try (JsonReader in = new JsonReader(new StringReader(decoded))) {
                in.setStrictness(Strictness.STRICT);
                in.setNestingLimit(MAX_DEPTH);
                if (in.peek() != JsonToken.BEGIN_OBJECT) {
                    return Optional.empty();
                }
                Members members = new Members(objectIn(in));
                return in.peek() == JsonToken.END_DOCUMENT ? Optional.of(members) : Optional.empty();
            }
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> objectIn(JsonReader in) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            if (members.put(in.nextName(), value(in)) != null) {
                throw new IOException("a name comes twice");
            }
        }
        in.endObject();
        return members;
    }

    private static Object value(JsonReader in) throws IOException {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> objectIn(in);
            case BEGIN_ARRAY -> {
                List<Object> values = new ArrayList<>();
                in.beginArray();
                while (in.hasNext()) {
                    values.add(value(in));
                }
                in.endArray();
                yield values;
            }
            case STRING -> in.nextString();
            case BOOLEAN -> in.nextBoolean();
            case NUMBER -> number(in.nextString());
            default -> {
                in.nextNull();
                yield NULL;
            }
        };
    }

    private static Double number(String digits) throws IOException {
        double number = digits.length() > LONGEST_NUMBER ? Double.NaN : Double.parseDouble(digits);
        if (!Double.isFinite(number)) {
            throw new IOException("a number is out of bounds");
        }
        return number;
    }

    /** The text of a {@link JsonObject}, map, list, string, number or boolean. */
    public static String write(Object value) {
        StringWriter text = new StringWriter(256);
        try (JsonWriter out = new JsonWriter(text)) {
            out.setHtmlSafe(false);
            write(out, value);
        } catch (IOException e) {
            throw new IllegalStateException("a string does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonWriter out, @Nullable Object value) throws IOException {
        if (value instanceof JsonObject object) {
            write(out, object.members());
        } else if (value instanceof Map<?, ?> members) {
            out.beginObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                out.name(String.valueOf(member.getKey()));
                write(out, member.getValue());
            }
            out.endObject();
        } else if (value instanceof Iterable<?> values) {
            out.beginArray();
            for (Object each : values) {
                write(out, each);
            }
            out.endArray();
        } else if (value instanceof String text) {
            out.value(text);
        } else if (value instanceof Boolean flag) {
            out.value(flag);
        } else if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            out.value(number.longValue());
        } else if (value instanceof Number number) {
            out.value(number);
        } else {
            throw new IllegalArgumentException("value must be one that JSON has");
        }
    }
}
