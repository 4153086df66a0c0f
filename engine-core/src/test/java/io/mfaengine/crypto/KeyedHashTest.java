package io.mfaengine.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.requirements.Requirement;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
    private static final byte[] ROOT = "a root of thirty-two bytes, or so".getBytes(UTF_8);

    private final KeyedHash hash = KeyedHash.of(ROOT, "codes");

    @Test
    void itIsHmacUnderASubkeyOverPartsWithTheirLengths() {
        byte[] message = ByteBuffer.allocate(11)
                .putInt(2)
                .put(bytes("ab"))
                .putInt(1)
                .put(bytes("c"))
                .array();

        assertThat(hash.hash(bytes("ab"), bytes("c")))
                .hasSize(32)
                .isEqualTo(new Hmac(Hkdf.subkey(ROOT, "codes")).of(message));
    }

    @Test
    void partsCantTradeBytes() {
        assertThat(hash.hash(bytes("ab"), bytes("c")))
                .isNotEqualTo(hash.hash(bytes("a"), bytes("bc")))
                .isNotEqualTo(hash.hash(bytes("abc")))
                .isNotEqualTo(hash.hash(bytes("ab"), bytes("c"), bytes("")));
        assertThat(hash.hash()).isNotEqualTo(hash.hash(bytes("")));
    }

    @Test
    @Requirement("R89")
    void itDependsOnTheRootAndTheLabel() {
        byte[] otherRoot = ROOT.clone();
        otherRoot[0] ^= 1;

        assertThat(hash.hash(bytes("123456")))
                .isEqualTo(KeyedHash.of(ROOT, "codes").hash(bytes("123456")))
                .isNotEqualTo(KeyedHash.of(otherRoot, "codes").hash(bytes("123456")))
                .isNotEqualTo(KeyedHash.of(ROOT, "indexes").hash(bytes("123456")));
    }

    @Test
    void aShortRootAndAnEmptyLabelAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyedHash.of(new byte[15], "codes"))
                .withMessage("root must have at least 16 bytes, it has 15");
        assertThatIllegalArgumentException().isThrownBy(() -> KeyedHash.of(ROOT, ""));
        assertThat(KeyedHash.of(new byte[16], "codes").hash()).hasSize(32);
    }

    @Test
    void threadsDontMeet() {
        byte[] expected = hash.hash(bytes("x"), bytes("y"));

        assertThat(IntStream.range(0, 20_000)
                        .parallel()
                        .allMatch(i -> Arrays.equals(hash.hash(bytes("x"), bytes("y")), expected)))
                .isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
