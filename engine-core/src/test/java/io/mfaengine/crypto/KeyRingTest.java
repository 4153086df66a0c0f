package io.mfaengine.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.requirements.Requirement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    @Test
    void theFirstKeyIsTheNewestAndTheOthersFollow() {
        KeyRing keys = KeyRing.of("2026-11", KEY).older("2026-05", KEY).older("2025-11", KEY);

        assertThat(keys.newestId()).isEqualTo("2026-11");
        assertThat(keys.ids()).containsExactly("2026-11", "2026-05", "2025-11").isUnmodifiable();
    }

    @Test
    void addingAKeyLeavesTheRingAsItWas() {
        KeyRing keys = KeyRing.of("new", KEY);

        assertThat(keys.older("old", KEY).ids()).hasSize(2);
        assertThat(keys.ids()).containsExactly("new");
    }

    @Test
    @Requirement("R91")
    void printingItShowsIdsOnly() {
        assertThat(KeyRing.of("2026-11", KEY).older("2025-11", KEY)).hasToString("KeyRing[2026-11, 2025-11]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ключ", "a b", "a/b", "a\n", "0123456789012345678901234567890123"})
    void anIdOutOfBoundsIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of(id, KEY))
                .withMessage("id must be 1 to 32 ASCII letters, digits, '.', '_' or '-'");
    }

    @Test
    void anIdOf32OfAllKindsOfSymbolsIsTaken() {
        assertThat(KeyRing.of("azAZ09._-23456789012345678901234", KEY).newestId())
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    void aKeyOfAnotherLengthIsRefused(int length) {
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) 7);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of("id", key))
                .withMessage("key must have exactly 32 bytes, it has " + length);
    }

    @Test
    @Requirement("R8")
    void anAllZeroKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of("id", new byte[32]))
                .withMessage("key must not be all zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of("id", KEY).older("old", new byte[32]));
    }

    @Test
    void anIdIsThereOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of("a", KEY).older("a", KEY));
    }

    @Test
    void theKeyIsCopied() {
        byte[] mine = KEY.clone();
        KeyRing keys = KeyRing.of("id", mine);
        Arrays.fill(mine, (byte) 0);

        assertThat(keys.derive("p").get("id"))
                .isEqualTo(KeyRing.of("id", KEY).derive("p").get("id"));
    }

    @Test
    void subkeysDifferByKeyAndPurpose() {
        KeyRing keys = KeyRing.generate().older("old", KEY);

        assertThat(keys.derive("a").get("old"))
                .hasSize(32)
                .isNotEqualTo(KEY)
                .isNotEqualTo(keys.derive("b").get("old"))
                .isNotEqualTo(keys.derive("a").get("generated"));
    }

    @Test
    void generatedKeysDiffer() {
        assertThat(KeyRing.generate().derive("p").get("generated"))
                .isNotEqualTo(KeyRing.generate().derive("p").get("generated"));
    }
}
