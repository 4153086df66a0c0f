package io.mfaengine.method;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import io.mfaengine.crypto.Vectors;
import io.mfaengine.method.AuthenticatorApp.Algorithm;
import io.mfaengine.requirements.Requirement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtpauthTest {
    private static final String FILE = "rfc4648-base32.json";
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final byte[] SEED = "12345678901234567890".getBytes(UTF_8);

    static Stream<JsonObject> base32() {
        return Vectors.of(FILE);
    }

    static Stream<String> notBase32() {
        return Vectors.objects(Vectors.file(FILE), "mustReject").map(vector -> Vectors.text(vector, "input"));
    }

    @ParameterizedTest
    @MethodSource("base32")
    void decodesTheVectorsOfRfc4648(JsonObject vector) {
        byte[] expected = Vectors.hex(vector, "hex");

        assertThat(Otpauth.decode(Vectors.text(vector, "base32"))).isEqualTo(expected);
        assertThat(Otpauth.decode(Vectors.text(vector, "base32").replace("=", "%3d")))
                .isEqualTo(expected);
        assertThat(Otpauth.decode(Vectors.text(vector, "base32NoPadding"))).isEqualTo(expected);
    }

    @Test
    void decodesWhatIsTyped() {
        assertThat(Otpauth.decode("mzxw 6ytb-oi")).isEqualTo("foobar".getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("notBase32")
    @Requirement("R91")
    void whatIsNotBase32IsRefusedWithoutShowingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Otpauth.decode(text))
                .withMessage("secret must be Base32, RFC 4648")
                .withNoCause();
    }

    @Test
    void strayBitsAtTheEndDontChangeTheLength() {
        assertThat(Otpauth.decode("MZXR")).isEqualTo(Otpauth.decode("MZXQ"));
    }

    @Test
    void writesWhatEveryAppReads() {
        assertThat(Otpauth.write("Acme", "ann", Seed.of(SEED, Algorithm.SHA1, 6)))
                .isEqualTo("otpauth://totp/Acme:ann?secret=" + SECRET + "&issuer=Acme");
        assertThat(Otpauth.write("Acme", "ann", Seed.of(SEED, Algorithm.SHA512, 8)))
                .isEqualTo("otpauth://totp/Acme:ann?secret=" + SECRET + "&issuer=Acme&algorithm=SHA512&digits=8");
    }

    @Test
    void escapesNamesInUtf8AndSpacesByPercent() {
        assertThat(Otpauth.write("Āwhina & Co", "a+b:c/d@x.nz", Seed.of(SEED, Algorithm.SHA1, 6)))
                .isEqualTo("otpauth://totp/%C4%80whina%20%26%20Co:a%2Bb%3Ac%2Fd%40x.nz?secret=" + SECRET
                        + "&issuer=%C4%80whina%20%26%20Co");
    }

    @Test
    void readsWhatItWrote() {
        for (Algorithm algorithm : Algorithm.values()) {
            for (int digits = 6; digits <= 8; digits++) {
                Seed read = Otpauth.read(Otpauth.write("A B", "c?d&secret=AAAA", Seed.of(SEED, algorithm, digits)));

                assertThat(read.bytes()).isEqualTo(SEED);
                assertThat(read.algorithm()).isEqualTo(algorithm);
                assertThat(read.digits()).isEqualTo(digits);
            }
        }
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        Seed seed = Otpauth.read("OTPAUTH://TOTP/x?image=https%3A%2F%2Fx&&period=30&algorithm=sha256&digits=7&secret="
                + SECRET.toLowerCase(java.util.Locale.ROOT));

        assertThat(seed.bytes()).isEqualTo(SEED);
        assertThat(seed.algorithm()).isEqualTo(Algorithm.SHA256);
        assertThat(seed.digits()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=1",
                "https://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                "otpauth://totp/GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                "otpauth://totp/x?secret=",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ!",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&period=60",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=5",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=9",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=99999999999",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=MD5",
                "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=",
            })
    @Requirement("R91")
    void whatIsOutOfBoundsIsRefusedWithoutTheSecret(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Otpauth.read(uri))
                .withNoCause()
                .withMessageNotContaining("GEZDGNBV");
    }

    @ParameterizedTest
    @CsvSource({"15, false", "16, true", "128, true", "129, false"})
    @Requirement("R4")
    void aSeedHas128To1024Bits(int bytes, boolean allowed) {
        String uri = "otpauth://totp/x?secret="
                + com.google.common.io.BaseEncoding.base32().omitPadding().encode(new byte[bytes]);

        if (allowed) {
            assertThat(Otpauth.read(uri).bytes()).hasSize(bytes);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Otpauth.read(uri))
                    .withMessage("secret must have 128 to 1024 bits, it has " + 8 * bytes);
        }
    }

    @Test
    @Requirement("R11")
    void aHugeUriIsRefusedByItsLength() {
        String plain = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&more=";
        String longest = plain + "a".repeat(4096 - plain.length());

        assertThat(Otpauth.read(longest).bytes()).hasSize(20);
        assertThatIllegalArgumentException().isThrownBy(() -> Otpauth.read(longest + "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Otpauth.read("otpauth://totp/x?secret=" + "A".repeat(10 << 20)))
                .withMessageStartingWith("otpauth URI must have at most 4096 characters");
    }
}
