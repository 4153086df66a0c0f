package io.mfaengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.Handles.Locator;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.UserKey;
import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@Requirement({"R5", "I6"})
class LocatorTest {
    private static final List<Locator> SOME = List.of(
            new Locator(new UserKey("main", "usr_123"), new ActionKey("transfer", "k"), 1, 2, 3, "", 0),
            new Locator(new UserKey("main", "usr_12"), new ActionKey("3transfer", "k"), 1, 2, 3, "", 0),
            new Locator(new UserKey("main", "usr_123"), new ActionKey("transferk", "k"), 1, 2, 3, "", 0),
            new Locator(new UserKey("main", "usr_123"), new ActionKey("transfer", "k"), 1, 2, 3, "SMS", -1),
            new Locator(
                    new UserKey("t".repeat(64), "\u00e9".repeat(127)),
                    new ActionKey("a".repeat(64), "\ud83d\ude00".repeat(63)),
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    -1,
                    "E".repeat(64),
                    Long.MIN_VALUE),
            new Locator(new UserKey("main", "u".repeat(255)), new ActionKey("a", "k".repeat(255)), 0, 0, 0, "", 0));

    @Test
    void isReadAsItWasWritten() {
        for (Locator locator : SOME) {
            assertThat(Locator.of(locator.bytes())).isEqualTo(locator);
        }
    }

    @Test
    void noTwoAreWrittenAlike() {
        assertThat(SOME.stream().map(locator -> Arrays.toString(locator.bytes())))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsCutShortIsNoLocator() {
        for (Locator locator : SOME) {
            byte[] bytes = locator.bytes();
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> Locator.of(cut))
                        .as(length + " of " + bytes.length)
                        .isInstanceOfAny(BufferUnderflowException.class, IllegalArgumentException.class);
            }
        }
    }
}
