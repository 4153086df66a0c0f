package io.mfaengine.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HmacTest {
    static Stream<JsonObject> vectors() {
        return Vectors.of("rfc4231-hmac-sha256.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithRfc4231(JsonObject vector) {
        Hmac hmac = new Hmac(Vectors.hex(vector, "key"));

        assertThat(hmac.of(Vectors.hex(vector, "data"))).isEqualTo(Vectors.hex(vector, "mac"));
        assertThat(hmac.of(Vectors.hex(vector, "data"))).as("used again").isEqualTo(Vectors.hex(vector, "mac"));
    }
}
