package io.mfaengine.providers;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import org.jspecify.annotations.Nullable;

/** What HTTP and JSON answers have in common. */
final class Answers {
    private Answers() {}

    /** The object that a text is; an empty one if it is none. */
    static JsonObject object(String text) {
        try {
            JsonElement parsed = JsonParser.parseString(text);
            return parsed.isJsonObject() ? parsed.getAsJsonObject() : new JsonObject();
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            return new JsonObject();
        }
    }

    /** A member that is text; empty if it is something else. */
    static String text(JsonObject object, String name) {
        JsonPrimitive value = primitive(object, name);
        return value != null && value.isString() ? value.getAsString() : "";
    }

    /** A member that is a whole number, or text that is one; 0 if it is something else. */
    static int number(JsonObject object, String name) {
        JsonPrimitive value = primitive(object, name);
        if (value == null || value.isBoolean() || !value.getAsString().matches("[0-9]{1,9}")) {
            return 0;
        }
        return Integer.parseInt(value.getAsString());
    }

    private static @Nullable JsonPrimitive primitive(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsJsonPrimitive() : null;
    }

    /** What became of a message that a carrier didn't take. */
    static Delivery not(Cause cause) {
        return (cause == Cause.BAD_ADDRESS || cause == Cause.REFUSED ? Delivery.REFUSED : Delivery.UNAVAILABLE)
                .because(cause);
    }

    /** What a status other than 2xx says by itself (RFC 9110 section 15). */
    static Delivery of(int status) {
        return switch (status) {
            case 402 -> not(Cause.UNPAID);
            case 401, 403, 404 -> not(Cause.MISCONFIGURED);
            case 429 -> not(Cause.THROTTLED);
            case 503 -> not(Cause.UNAVAILABLE);
            // what failed inside may have gone out before it failed
            default -> status >= 500 ? Delivery.UNKNOWN.because(Cause.UNAVAILABLE) : not(Cause.BAD_ANSWER);
        };
    }
}
