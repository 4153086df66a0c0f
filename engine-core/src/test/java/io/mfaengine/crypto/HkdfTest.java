package io.mfaengine.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HkdfTest {
    static Stream<JsonObject> vectors() {
        return Vectors.of("rfc5869-hkdf-sha256.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithRfc5869(JsonObject vector) {
        byte[] pseudorandomKey = Hkdf.extract(Vectors.hex(vector, "salt"), Vectors.hex(vector, "ikm"));

        assertThat(pseudorandomKey).isEqualTo(Vectors.hex(vector, "prk"));
        assertThat(Hkdf.expand(
                        pseudorandomKey,
                        Vectors.hex(vector, "info"),
                        vector.get("L").getAsInt()))
                .isEqualTo(Vectors.hex(vector, "okm"));
    }

    @Test
    void aLengthOutOfBoundsIsRefused() {
        byte[] key = new byte[32];

        assertThat(Hkdf.expand(key, new byte[0], Hkdf.MAX_BYTES)).hasSize(8160);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hkdf.expand(key, new byte[0], Hkdf.MAX_BYTES + 1))
                .withMessage("length must be 1 to 8160 bytes, it is 8161");
        assertThat(Hkdf.expand(key, new byte[0], 1)).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(key, new byte[0], 0));
    }
}
