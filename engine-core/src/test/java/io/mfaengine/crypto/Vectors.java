package io.mfaengine.crypto;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;

/** Published test vectors. */
public final class Vectors {
    private Vectors() {}

    public static JsonObject file(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            return JsonParser.parseReader(
                            new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<JsonObject> of(String name) {
        return objects(file(name), "vectors");
    }

    public static Stream<JsonObject> objects(JsonObject file, String member) {
        return file.getAsJsonArray(member).asList().stream().map(JsonElement::getAsJsonObject);
    }

    public static String text(JsonObject vector, String member) {
        return vector.get(member).getAsString();
    }

    public static byte[] hex(JsonObject vector, String member) {
        return HexFormat.of().parseHex(text(vector, member));
    }
}
