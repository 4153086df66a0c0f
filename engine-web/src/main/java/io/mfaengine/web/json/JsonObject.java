package io.mfaengine.web.json;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object to be written; what is null is left out. Not thread-safe. */
public final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private JsonObject() {}

    public static JsonObject empty() {
        return new JsonObject();
    }

    @CanIgnoreReturnValue
    public JsonObject put(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    public Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }
}
