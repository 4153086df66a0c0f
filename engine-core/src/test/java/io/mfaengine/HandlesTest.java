package io.mfaengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Handles.Locator;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.UserKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Requirement({"R5", "I6"})
class HandlesTest {
    private static final int MANY = 100_000;

    private final KeyRing keys = KeyRing.generate();
    private final SecureRandom random = new SecureRandom();
    private final Handles handles = new Handles(keys, "main", random);
    private final Locator locator =
            new Locator(new UserKey("main", "usr_123"), new ActionKey("transfer", "k"), 1, 2, 3, "SMS", 4);

    @Test
    void noTwoOfManyAreAlikeAndTheirOrderSaysNothing() {
        String[] made = new String[MANY];
        Set<String> distinct = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            made[i] = handles.token(locator).value();
            assertThat(distinct.add(made[i])).isTrue();
        }
        String[] sorted = made.clone();
        Arrays.sort(sorted);
        double correlation = 0;
        for (int i = 0; i < MANY; i++) {
            double gap = i - Arrays.binarySearch(sorted, made[i]);
            correlation += 6 * gap * gap / ((double) MANY * ((double) MANY * MANY - 1));
        }
        // the deviation of the rank correlation of so many is 0.0032: five of them
        assertThat(1 - correlation).isBetween(-0.016, 0.016);
    }

    @Test
    void eachPurposeOpensItsOwnOnly() {
        Handle token = handles.token(locator);
        Handle reply = handles.reply(locator);
        assertThat(handles.openToken(token)).contains(locator);
        assertThat(handles.openReply(reply)).contains(locator);
        assertThat(handles.openReply(token)).isEmpty();
        assertThat(handles.openToken(reply)).isEmpty();
    }

    @Test
    void anotherTenantOrRingOpensNone() {
        Handle token = handles.token(locator);
        Handle reply = handles.reply(locator);
        for (Handles other :
                new Handles[] {new Handles(keys, "globex", random), new Handles(KeyRing.generate(), "main", random)}) {
            assertThat(other.openToken(token)).isEmpty();
            assertThat(other.openReply(reply)).isEmpty();
        }
        assertThat(new Handles(keys, "main", random).openToken(token)).contains(locator);
    }

    @Test
    void theLongestThatCanBeMadeOpens() {
        Locator longest = new Locator(
                new UserKey("main", "\u00e9".repeat(127)),
                new ActionKey("a".repeat(64), "k".repeat(255)),
                Long.MAX_VALUE,
                -1,
                -1,
                "E".repeat(64),
                -1);
        assertThat(handles.openReply(handles.reply(longest))).contains(longest);
    }
}
