package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.BOB;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.claim;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.Payload;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Claims: values that one user of a tenant holds. */
interface ClaimRules extends StoreRules {
    @Test
    default void aClaimIsHeldByWhoTookIt() {
        assertThat(store().holder(claim("x"))).isEmpty();
        assertThat(claiming(ADA, Set.of(claim("x")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(store().holder(claim("x"))).contains(ADA);
        assertThat(other().holder(claim("x"))).contains(ADA);
        saved(ADA, "2");
        assertThat(store().holder(claim("x")))
                .as("after a commit that says nothing of it")
                .contains(ADA);
    }

    @Test
    default void aClaimOfAnotherUserIsTakenAndNothingIsWritten() {
        assertThat(claiming(ADA, Set.of(claim("b")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(claiming(BOB, Set.of(claim("mine")), Set.of())).isEqualTo(Result.APPLIED);
        String before = loaded(BOB, PAY);
        Version late = version();
        assertThat(store().commit(saving(
                                current(BOB),
                                user(BOB, late, "late"),
                                write(Version.ABSENT, action(BOB, PAY, late, "late")))
                        .claiming(Set.of(claim("a"), claim("b"), claim("c")), Set.of(claim("mine")))))
                .isEqualTo(Result.CLAIM_TAKEN);
        assertThat(loaded(BOB, PAY)).isEqualTo(before);
        assertThat(store().holder(claim("a"))).isEmpty();
        assertThat(store().holder(claim("b"))).contains(ADA);
        assertThat(store().holder(claim("c"))).isEmpty();
        assertThat(store().holder(claim("mine"))).contains(BOB);
    }

    @Test
    default void aNewUserIsNotWrittenWhenAClaimIsTaken() {
        assertThat(claiming(ADA, Set.of(claim("x")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(claiming(BOB, Set.of(claim("x")), Set.of())).isEqualTo(Result.CLAIM_TAKEN);
        assertThat(loaded(BOB, null)).startsWith("no user");
    }

    @Test
    default void aClaimOfOnesOwnIsNotTaken() {
        assertThat(claiming(ADA, Set.of(claim("x")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(claiming(ADA, Set.of(claim("x"), claim("y")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(store().holder(claim("x"))).contains(ADA);
        assertThat(store().holder(claim("y"))).contains(ADA);
    }

    @Test
    default void aReleasedClaimIsFree() {
        assertThat(claiming(ADA, Set.of(claim("x"), claim("y")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(claiming(ADA, Set.of(claim("z")), Set.of(claim("x")))).isEqualTo(Result.APPLIED);
        assertThat(store().holder(claim("x"))).isEmpty();
        assertThat(store().holder(claim("y"))).contains(ADA);
        assertThat(claiming(BOB, Set.of(claim("x")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(store().holder(claim("x"))).contains(BOB);
    }

    @Test
    default void releasingWhatOneDoesNotHoldIsIgnored() {
        assertThat(claiming(ADA, Set.of(claim("x")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(claiming(BOB, Set.of(), Set.of(claim("x"), claim("nobody's"))))
                .isEqualTo(Result.APPLIED);
        assertThat(store().holder(claim("x"))).contains(ADA);
    }

    @Test
    default void aStaleCommitReleasesNothing() {
        assertThat(claiming(ADA, Set.of(claim("x")), Set.of())).isEqualTo(Result.APPLIED);
        stale(saving(version(), user(ADA, version(), "late")).claiming(Set.of(), Set.of(claim("x"))));
        assertThat(store().holder(claim("x"))).contains(ADA);
    }

    @Test
    default void anIndexOfAUserIsNoClaim() {
        Version id = version();
        applied(saving(Version.ABSENT, new UserRecord(ADA, id, Set.of(claim("x")), Payload.of("indexed"))));
        assertThat(store().holder(claim("x"))).isEmpty();
        assertThat(claiming(BOB, Set.of(claim("x")), Set.of())).isEqualTo(Result.APPLIED);
        assertThat(loaded(ADA, null)).contains("name=x");
    }

    private Result claiming(UserKey key, Set<Claim> claims, Set<Claim> releases) {
        return store().commit(
                        saving(current(key), user(key, version(), "claiming")).claiming(claims, releases));
    }
}
