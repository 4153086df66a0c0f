package io.mfaengine.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.mfaengine.crypto.Randomness;
import io.mfaengine.crypto.SeededRandom;
import io.mfaengine.crypto.Vectors;
import io.mfaengine.method.AuthenticatorApp.Algorithm;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TotpTest {
    private static final JsonObject HOTP = Vectors.file("rfc4226-appendix-d.json");
    private static final JsonObject TOTP = Vectors.file("rfc6238-appendix-b.json");

    private final Totp totp = new Totp();

    static Stream<JsonObject> hotpVectors() {
        return Vectors.objects(HOTP, "vectors");
    }

    static Stream<JsonObject> totpVectors() {
        return Vectors.objects(TOTP, "vectors");
    }

    @ParameterizedTest
    @MethodSource("hotpVectors")
    void agreesWithRfc4226AppendixD(JsonObject vector) {
        Seed seed = Seed.of(Vectors.hex(HOTP, "secretHex"), Algorithm.SHA1, 6);

        assertThat(totp.code(seed, vector.get("counter").getAsLong()))
                .isEqualTo(Integer.parseInt(Vectors.text(vector, "hotp6")));
    }

    @ParameterizedTest
    @MethodSource("totpVectors")
    void agreesWithRfc6238AppendixB(JsonObject vector) {
        String mac = Vectors.text(vector, "algorithm");
        byte[] bytes = HexFormat.of()
                .parseHex(TOTP.getAsJsonObject("seeds")
                        .getAsJsonObject(mac)
                        .get("hex")
                        .getAsString());
        Algorithm algorithm = Algorithm.valueOf(mac.substring("Hmac".length()));
        long step = Totp.step(Instant.ofEpochSecond(vector.get("unixSeconds").getAsLong()));

        assertThat(step).isEqualTo(vector.get("timeStep").getAsLong());
        assertThat(totp.code(Seed.of(bytes, algorithm, 8), step))
                .isEqualTo(Integer.parseInt(Vectors.text(vector, "totp8")));
        assertThat(totp.code(Seed.of(bytes, algorithm, 6), step))
                .isEqualTo(Integer.parseInt(Vectors.text(vector, "totp6")));
    }

    @ParameterizedTest
    @EnumSource
    void theMatchesOfManyStepsAreThoseOfEach(Algorithm algorithm) {
        SeededRandom random = new SeededRandom(11);
        Seed seed = Seed.of(Randomness.of(random).bytes(algorithm.macBytes()), algorithm, 6);
        for (long step = 58_712_345; step < 58_712_365; step++) {
            int code = totp.code(seed, step);

            assertThat(totp.matches(seed, code, step - 2, 5)).as("%s", random).isEqualTo(0b00100);
            assertThat(totp.matches(seed, code, step, 1)).as("%s", random).isEqualTo(1);
            assertThat(totp.matches(seed, code, step + 1, 5)).as("%s", random).isZero();
        }
    }

    @Test
    void threadsDontMeet() {
        SeededRandom random = new SeededRandom(12);
        Seed one = Seed.of(Randomness.of(random).bytes(20), Algorithm.SHA1, 6);
        Seed other = Seed.of(Randomness.of(random).bytes(20), Algorithm.SHA1, 6);
        int[] expected = {totp.code(one, 1), totp.code(other, 1)};

        assertThat(IntStream.range(0, 20_000)
                        .parallel()
                        .allMatch(i -> totp.code(i % 2 == 0 ? one : other, 1) == expected[i % 2]))
                .isTrue();
    }

    @Test
    void aStepBeginsEvery30Seconds() {
        assertThat(Totp.step(Instant.ofEpochSecond(59).plusMillis(999))).isEqualTo(1);
        assertThat(Totp.step(Instant.ofEpochSecond(60))).isEqualTo(2);
        assertThat(Totp.start(2)).isEqualTo(Instant.ofEpochSecond(60));
    }
}
