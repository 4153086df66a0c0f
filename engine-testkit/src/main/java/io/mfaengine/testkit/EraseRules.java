package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.LOGIN;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.claim;
import static io.mfaengine.testkit.Records.inserting;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An erase: the user goes, with all their actions and claims. */
interface EraseRules extends StoreRules {
    @Test
    default void anEraseTakesTheUserAndTheirActions() {
        Version one = held(ADA, claim("a"));
        held(BOB, claim("b"));
        String bob = loaded(BOB, PAY);
        applied(erasing(one));
        assertThat(loaded(ADA, PAY)).startsWith("no user, no action");
        assertThat(loaded(ADA, LOGIN)).startsWith("no user, no action");
        assertThat(loaded(BOB, PAY)).isEqualTo(bob);
    }

    @Test
    default void anEraseTakesTheClaimsOfTheUserAndNoOthers() {
        Version one = held(ADA, claim("a"));
        held(BOB, claim("b"));
        applied(erasing(one));
        assertThat(store().holder(claim("a"))).isEmpty();
        assertThat(store().holder(claim("b"))).contains(BOB);
        applied(saving(current(BOB), user(BOB, version(), "b2")).claiming(Set.of(claim("a")), Set.of()));
        assertThat(store().holder(claim("a"))).contains(BOB);
    }

    @Test
    default void anEraseAtAnotherVersionIsStaleAndTakesNothing() {
        Version one = held(ADA, claim("a"));
        saved(ADA, "2");
        String before = loaded(ADA, PAY);
        stale(erasing(one));
        stale(erasing(version()));
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
        assertThat(store().holder(claim("a"))).contains(ADA);
    }

    @Test
    default void anEraseOfAnAbsentUserIsStale() {
        stale(erasing(version()));
        Commit erase = erasing(saved(ADA, "1"));
        applied(erase);
        stale(erase);
    }

    @Test
    default void aUserWhoIsCreatedAgainStartsAfresh() {
        Commit erase = erasing(held(ADA, claim("a")));
        applied(erase);
        saved(ADA, "again");
        assertThat(loaded(ADA, PAY)).contains("again, no action");
        assertThat(loaded(ADA, LOGIN)).contains("again, no action");
        assertThat(store().holder(claim("a"))).isEmpty();
        stale(erase);
        assertThat(loaded(ADA, null)).contains("again");
        applied(inserting(ADA, current(ADA), PAY, "new"));
    }

    @Test
    default void anEraseTakesWhatWasInsertedBeforeTheUserWasThere() {
        applied(inserting(ADA, Version.ABSENT, PAY, "early"));
        applied(erasing(saved(ADA, "1")));
        assertThat(loaded(ADA, PAY)).startsWith("no user, no action");
    }

    private static Commit erasing(Version expected) {
        return Commit.erasure(version(), ADA, expected, List.of());
    }

    /** A user with two actions and a claim. */
    @CanIgnoreReturnValue
    private Version held(UserKey key, Claim claim) {
        Version id = version();
        applied(saving(
                        Version.ABSENT,
                        user(key, id, "1"),
                        write(Version.ABSENT, action(key, LOGIN, id, "l")),
                        write(Version.ABSENT, action(key, PAY, id, "p")))
                .claiming(Set.of(claim), Set.of()));
        return id;
    }
}
