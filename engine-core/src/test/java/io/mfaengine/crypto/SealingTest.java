package io.mfaengine.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mfaengine.requirements.Requirement;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {
    private static final byte[] OLD = "an old key of thirty-two bytes !".getBytes(UTF_8);
    private static final byte[] NEW = "the new key of thirty-two bytes!".getBytes(UTF_8);
    private static final byte[] PLAIN = "a seed".getBytes(UTF_8);
    private static final byte[] AAD = "acme/usr_1/a1".getBytes(UTF_8);
    private static final byte[] NOTHING = {};

    private final SeededRandom random = new SeededRandom(1);
    private final Sealing sealing = Sealing.of(KeyRing.of("k1", NEW), "test", random);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 4096, 100_000})
    void whatIsSealedOpens(int length) {
        byte[] plain = Randomness.of(random).bytes(length);
        byte[] sealed = sealing.seal(plain, AAD);

        assertThat(sealed).hasSize(length + 30 + "k1".length());
        assertThat(sealing.open(sealed, AAD)).isEqualTo(plain);
    }

    @Test
    void theAdditionalDataMayBeEmpty() {
        assertThat(sealing.open(sealing.seal(PLAIN, NOTHING), NOTHING)).isEqualTo(PLAIN);
    }

    @Test
    @Requirement("R87")
    void theFormatIsAesGcmUnderASubkeyWithTheHeaderAuthenticated() throws Exception {
        byte[] sealed = sealing.seal(PLAIN, AAD);

        assertThat(sealed).startsWith(1, 2, 'k', '1');
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(Hkdf.subkey(NEW, "test"), "AES"),
                new GCMParameterSpec(128, sealed, 4, 12));
        cipher.updateAAD(new byte[] {1, 2, 'k', '1'});
        cipher.updateAAD(AAD);
        assertThat(cipher.doFinal(sealed, 16, sealed.length - 16)).isEqualTo(PLAIN);
    }

    @Test
    @Requirement({"R1", "R87"})
    void everyValueHasItsOwnIv() {
        Set<String> ivs = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            byte[] sealed = sealing.seal(PLAIN, AAD);
            ivs.add(Arrays.toString(Arrays.copyOfRange(sealed, 4, 16)));
        }

        assertThat(ivs).as("%s", random).hasSize(10_000);
        assertThat(random.drawn()).isEqualTo(120_000);
    }

    @Test
    @Requirement("R87")
    void everyFlippedBitFailsToOpen() {
        byte[] sealed = sealing.seal(PLAIN, AAD);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] forged = sealed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatExceptionOfType(CannotOpenException.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> sealing.open(forged, AAD));
            assertThat(sealing.open(sealed, AAD)).as("after bit %d", bit).isEqualTo(PLAIN);
        }
    }

    @Test
    @Requirement("R87")
    void everyTruncationAndExtensionFailsToOpen() {
        byte[] sealed = sealing.seal(PLAIN, AAD);
        IntStream.rangeClosed(0, sealed.length + 1)
                .filter(length -> length != sealed.length)
                .forEach(length -> assertThatExceptionOfType(CannotOpenException.class)
                        .as("length %d", length)
                        .isThrownBy(() -> sealing.open(Arrays.copyOf(sealed, length), AAD)));
    }

    @Test
    @Requirement("R87")
    void otherAdditionalDataFailsToOpen() {
        byte[] sealed = sealing.seal(PLAIN, AAD);

        assertRefused(sealing, sealed, "acme/usr_2/a1".getBytes(UTF_8));
        assertRefused(sealing, sealed, NOTHING);
        assertRefused(sealing, sealing.seal(PLAIN, NOTHING), AAD);
    }

    @Test
    void theHeaderAndTheAdditionalDataCantTradeBytes() {
        Sealing other = Sealing.of(KeyRing.of("k", NEW).older("k1", NEW), "test", random);
        byte[] sealed = other.seal(PLAIN, "1x".getBytes(UTF_8));
        byte[] forged = new byte[sealed.length + 1];
        System.arraycopy(sealed, 0, forged, 0, 3);
        forged[1] = 2;
        forged[3] = '1';
        System.arraycopy(sealed, 3, forged, 4, sealed.length - 3);

        assertRefused(other, forged, "x".getBytes(UTF_8));
    }

    @Test
    @Requirement("R87")
    void anotherPurposeFailsToOpen() {
        Sealing other = Sealing.of(KeyRing.of("k1", NEW), "other", random);

        assertRefused(other, sealing.seal(PLAIN, AAD), AAD);
    }

    @Test
    @Requirement({"R87", "R88"})
    void aKeyOfTheSameIdFailsToOpen() {
        Sealing other = Sealing.of(KeyRing.of("k1", OLD), "test", random);

        assertRefused(other, sealing.seal(PLAIN, AAD), AAD);
    }

    @Test
    @Requirement("R87")
    void anotherKeyIdInTheHeaderFailsToOpenEvenWithTheSameKey() {
        Sealing twice = Sealing.of(KeyRing.of("k1", NEW).older("k2", NEW), "test", random);
        byte[] sealed = twice.seal(PLAIN, AAD);
        sealed[3] = '2';

        assertRefused(twice, sealed, AAD);
    }

    @Test
    @Requirement("R88")
    void olderKeysOpenAndTheNewestSeals() {
        byte[] before = Sealing.of(KeyRing.of("2025", OLD), "test", random).seal(PLAIN, AAD);
        Sealing rotated = Sealing.of(KeyRing.of("2026", NEW).older("2025", OLD), "test", random);
        byte[] after = rotated.seal(rotated.open(before, AAD), AAD);

        assertThat(Sealing.keyIdOf(before)).isEqualTo("2025");
        assertThat(rotated.isNewest(before)).isFalse();
        assertThat(Sealing.keyIdOf(after)).isEqualTo("2026");
        assertThat(rotated.isNewest(after)).isTrue();
        assertThat(Sealing.of(KeyRing.of("2026", NEW), "test", random).open(after, AAD))
                .isEqualTo(PLAIN);
    }

    @Test
    @Requirement("R88")
    void aMissingKeySaysWhichOne() {
        byte[] sealed = Sealing.of(KeyRing.of("2025", OLD), "test", random).seal(PLAIN, AAD);
        CannotOpenException thrown = catchThrowableOfType(CannotOpenException.class, () -> sealing.open(sealed, AAD));

        assertThat(thrown.isKeyMissing()).isTrue();
        assertThat(thrown.keyId()).isEqualTo("2025");
        assertThat(thrown).hasMessage("the key ring has no key 2025");
    }

    @Test
    @Requirement("R91")
    void whatIsNoSealedValueShowsNothingOfItself() {
        byte[] forged = sealing.seal(PLAIN, AAD);
        forged[2] = '\n';
        CannotOpenException thrown = catchThrowableOfType(CannotOpenException.class, () -> sealing.open(forged, AAD));

        assertThat(thrown.isKeyMissing()).isFalse();
        assertThat(thrown.keyId()).isEqualTo("?");
        assertThat(thrown).hasMessage("this is not a sealed value").hasNoCause();
        assertThat(thrown.getStackTrace()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Sealing.keyIdOf(forged));
        assertThat(sealing.isNewest(forged)).isFalse();
    }

    @Test
    void whatOnlyBeginsLikeASealedValueIsNone() {
        byte[] header = {1, 2, 'k', '1'};

        assertThat(sealing.isNewest(header)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Sealing.keyIdOf(header));
        assertThatIllegalArgumentException().isThrownBy(() -> Sealing.keyIdOf(NOTHING));
    }

    @Test
    void aSourceThatRepeatsItselfSealsNothingTwice() {
        SecureRandom stuck = new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 9);
            }
        };
        Sealing repeating = Sealing.of(KeyRing.of("k1", NEW), "test", stuck);
        byte[] first = repeating.seal(PLAIN, AAD);

        assertThatIllegalStateException().isThrownBy(() -> repeating.seal(PLAIN, AAD));
        assertThat(repeating.open(first, AAD)).isEqualTo(PLAIN);
    }

    @Test
    void threadsDontMeet() {
        boolean allOpened = IntStream.range(0, 20_000).parallel().allMatch(i -> {
            byte[] plain = ("value " + i).getBytes(UTF_8);
            byte[] aad = ("place " + i % 7).getBytes(UTF_8);
            return Arrays.equals(sealing.open(sealing.seal(plain, aad), aad), plain);
        });

        assertThat(allOpened).isTrue();
    }

    @Test
    void aPurposeMustNotBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sealing.of(KeyRing.of("k1", NEW), "", random));
    }

    private static void assertRefused(Sealing sealing, byte[] sealed, byte[] aad) {
        CannotOpenException thrown = catchThrowableOfType(CannotOpenException.class, () -> sealing.open(sealed, aad));

        assertThat(thrown.isKeyMissing()).isFalse();
        assertThat(thrown.keyId()).isEqualTo(Sealing.keyIdOf(sealed));
    }
}
