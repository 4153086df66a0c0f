package io.mfaengine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final UserKey ADA = new UserKey("t", "ada");
    private static final Version ID = new Version(1, 2);
    private static final Payload EMPTY = Payload.of("{}");

    @Test
    void aKeyHasOneTo255BytesInUtf8() {
        for (String fits : List.of("a", "x".repeat(255), "\u00e4".repeat(127) + "x", "\u20ac".repeat(85))) {
            assertThat(new UserKey(fits, fits).userId()).isEqualTo(fits);
        }
        assertThat(new Claim("t", "\ud83d\ude00".repeat(63) + "abc").name()).hasSize(129);
        for (String bad : List.of(
                "", "x".repeat(256), "\u00e4".repeat(128), "\u20ac".repeat(85) + "x", "\ud83d\ude00".repeat(64))) {
            refused("1 to 255 bytes in UTF-8", () -> new UserKey("t", bad));
        }
    }

    @Test
    void aKeyIsWellFormedAndWithoutNul() {
        refused("userId must not contain NUL, one is at 1", () -> new UserKey("t", "a\0b"));
        refused("name must be well-formed Unicode, a lone surrogate is at 0", () -> new Claim("t", "\ud83d"));
        refused("action must be well-formed Unicode", () -> new ActionKey("\ud83dx", "k"));
        refused("idempotencyKey must be well-formed Unicode", () -> new ActionKey("a", "\ude00\ud83d"));
        refused("tenant must be well-formed", () -> new SettingsRecord("\ude00", ID, EMPTY));
        assertThatThrownBy(() -> new UserKey("t", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("userId");
    }

    @Test
    void keysSortByTheirBytes() {
        List<String> keys = List.of(
                "a",
                "ab",
                "B",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff",
                "a\uffff",
                "a\ud83d\ude00",
                "\ud83d\ude00a",
                "\ud83d\ude01");
        for (String one : keys) {
            for (String other : keys) {
                int byBytes = Arrays.compareUnsigned(
                        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(Keys.compare(one, other))).isEqualTo(Integer.signum(byBytes));
                assertThat(Integer.signum(new UserKey("t", one).compareTo(new UserKey("t", other))))
                        .isEqualTo(Integer.signum(byBytes));
            }
        }
    }

    @Test
    void firstPartsSortBeforeSecondOnes() {
        assertThat(new UserKey("a", "z")).isLessThan(new UserKey("b", "a"));
        assertThat(new ActionKey("a", "z")).isLessThan(new ActionKey("b", "a"));
        assertThat(new Claim("a", "z")).isLessThan(new Claim("b", "a"));
        assertThat(new Claim("a", "z")).isEqualByComparingTo(new Claim("a", "z"));
    }

    @Test
    void instantsAreWholeMillisecondsFrom1970To9999() {
        assertThat(action(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999Z"))
                        .expiresAt())
                .isNotNull();
        assertThat(action(Instant.EPOCH, null).expiresAt()).isNull();
        refused("createdAt must be a whole millisecond", () -> action(Instant.ofEpochSecond(1, 1), null));
        refused("expiresAt must be a whole millisecond", () -> action(Instant.EPOCH, Instant.ofEpochSecond(0, 999)));
        refused("createdAt must be from 1970 to 9999", () -> action(Instant.ofEpochMilli(-1), null));
        refused("expiresAt must be from 1970", () -> action(Instant.EPOCH, Instant.parse("+10000-01-01T00:00:00Z")));
        refused("expiresAt must be a whole", () -> new EventRecord(ADA, "e", Instant.ofEpochSecond(1, 1), EMPTY));
    }

    @Test
    void aRecordThatIsThereHasAVersion() {
        refused("version must not be ABSENT", () -> new UserRecord(ADA, Version.ABSENT, Set.of(), EMPTY));
        refused("version must not be ABSENT", () -> new SettingsRecord("t", Version.ABSENT, EMPTY));
        refused(
                "version must not be ABSENT",
                () -> new ActionRecord(
                        ADA, new ActionKey("a", "k"), Version.ABSENT, Instant.EPOCH, "ALLOW", null, EMPTY));
        assertThat(new Snapshot(null, null, Version.ABSENT).userVersion()).isEqualTo(Version.ABSENT);
        assertThat(new Snapshot(null, null, Version.ABSENT).actionVersion()).isEqualTo(Version.ABSENT);
        UserRecord user = new UserRecord(ADA, ID, Set.of(), EMPTY);
        assertThat(new Snapshot(user, action(Instant.EPOCH, null), ID).userVersion())
                .isEqualTo(ID);
        assertThat(new Snapshot(user, action(Instant.EPOCH, null), ID).actionVersion())
                .isEqualTo(ID);
    }

    @Test
    void anIndexIsOfTheUsersTenant() {
        refused(
                "indexes must be of the user's tenant",
                () -> new UserRecord(ADA, ID, Set.of(new Claim("u", "x")), EMPTY));
    }

    @Test
    void aScanIsOfOneRecordAtLeast() {
        refused("limit must be at least 1, it is 0", () -> new QueryableStore.UserScan("t", null, null, 0));
        refused("limit must be at least 1", () -> new QueryableStore.EventScan("t", null, null, -1));
        refused(
                "limit must be at least 1",
                () -> new QueryableStore.ActionScan("t", null, Set.of(), null, null, null, 0));
    }

    @Test
    void aVersionIsReadBackFromItsText() {
        for (Version version :
                List.of(new Version(0, 1), new Version(1, 0), new Version(-1, Long.MIN_VALUE), Version.ABSENT)) {
            assertThat(Version.of(version.text())).isEqualTo(version);
        }
        assertThat(new Version(0, 0xabc).text()).isEqualTo("00000000000000000000000000000abc");
        assertThat(Version.ABSENT.text()).isEmpty();
        assertThat(ID).hasToString(ID.text());
        for (String bad : List.of("0", "0".repeat(31) + "g", "0".repeat(33), "A".repeat(32), "0".repeat(32), " ")) {
            assertThatThrownBy(() -> Version.of(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ActionRecord action(Instant createdAt, Instant expiresAt) {
        return new ActionRecord(ADA, new ActionKey("a", "k"), ID, createdAt, "ALLOW", expiresAt, EMPTY);
    }

    private static void refused(String rule, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(rule);
    }
}
