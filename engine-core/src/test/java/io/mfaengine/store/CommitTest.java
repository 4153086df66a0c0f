package io.mfaengine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.store.Commit.ActionWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CommitTest {
    private static final UserKey ADA = new UserKey("t", "ada");
    private static final UserKey BOB = new UserKey("t", "bob");
    private static final Version ID = new Version(1, 2);
    private static final Version BEFORE = new Version(3, 4);
    private static final UserRecord NEXT = new UserRecord(ADA, ID, Set.of(), Payload.of("{}"));
    private static final Claim CLAIM_A = new Claim("t", "a");
    private static final Claim CLAIM_B = new Claim("t", "b");

    @Test
    void whatAnOperationMayWriteIsTaken() {
        Commit commit = Commit.of(BEFORE, NEXT, List.of(insert("a"), replace("b")), List.of(event(ADA)))
                .claiming(Set.of(CLAIM_B, CLAIM_A), Set.of(new Claim("t", "c")));
        assertThat(commit.id()).isEqualTo(ID);
        assertThat(commit.claims()).containsExactly(CLAIM_A, CLAIM_B);
        assertThat(commit.erase()).isFalse();
        assertThat(Commit.insert(ID, ADA, BEFORE, insert("a").next(), List.of()).actions())
                .containsExactly(insert("a"));
        assertThat(Commit.insert(ID, ADA, Version.ABSENT, null, List.of()).actions())
                .isEmpty();
        assertThat(Commit.erasure(ID, ADA, BEFORE, List.of(event(ADA))).erase()).isTrue();
    }

    @Test
    void listsAreCopied() {
        List<EventRecord> events = new ArrayList<>(List.of(event(ADA)));
        Commit commit = Commit.of(BEFORE, NEXT, List.of(), events);
        events.clear();
        assertThat(commit.events()).hasSize(1);
    }

    @Test
    void theIdIsNotAbsent() {
        refused(
                "the id of a commit must not be ABSENT",
                () -> Commit.insert(Version.ABSENT, ADA, BEFORE, null, List.of()));
    }

    @Test
    void allOfItIsOfOneUserAndOneCommit() {
        refused("next must be of this user and commit", () -> raw(BOB, NEXT, List.of(), List.of(), List.of()));
        UserRecord other = new UserRecord(ADA, BEFORE, Set.of(), Payload.of("{}"));
        refused("next must be of this user and commit", () -> raw(ADA, other, List.of(), List.of(), List.of()));
        ActionWrite ofBob = new ActionWrite(action(BOB, "a", ID), Version.ABSENT);
        refused("actions must be of this user and commit", () -> raw(ADA, NEXT, List.of(ofBob), List.of(), List.of()));
        ActionWrite ofOther = new ActionWrite(action(ADA, "a", BEFORE), Version.ABSENT);
        refused(
                "actions must be of this user and commit",
                () -> raw(ADA, NEXT, List.of(ofOther), List.of(), List.of()));
        refused("events must be of this user", () -> Commit.of(BEFORE, NEXT, List.of(), List.of(event(BOB))));
        Claim elsewhere = new Claim("u", "a");
        refused("claims must be of the user's tenant", () -> raw(ADA, NEXT, List.of(), List.of(elsewhere), List.of()));
        refused("claims must be of the user's tenant", () -> raw(ADA, NEXT, List.of(), List.of(), List.of(elsewhere)));
    }

    @Test
    void actionsAndClaimsAreDistinctAndSorted() {
        refused(
                "actions must be distinct and sorted",
                () -> raw(ADA, NEXT, List.of(insert("b"), insert("a")), List.of(), List.of()));
        refused(
                "actions must be distinct and sorted",
                () -> raw(ADA, NEXT, List.of(insert("a"), replace("a")), List.of(), List.of()));
        refused(
                "claims must be distinct and sorted",
                () -> raw(ADA, NEXT, List.of(), List.of(CLAIM_B, CLAIM_A), List.of()));
        refused(
                "claims must be distinct and sorted",
                () -> raw(ADA, NEXT, List.of(), List.of(), List.of(CLAIM_A, CLAIM_A)));
        refused(
                "a claim must not be released by the same commit",
                () -> raw(ADA, NEXT, List.of(), List.of(CLAIM_A, CLAIM_B), List.of(CLAIM_B)));
    }

    @Test
    void withoutAUserItInsertsOneActionAtMost() {
        refused(
                "without a user record a commit must insert at most one action",
                () -> raw(ADA, null, List.of(insert("a"), insert("b")), List.of(), List.of()));
        refused(
                "without a user record a commit must not replace an action",
                () -> raw(ADA, null, List.of(replace("a")), List.of(), List.of()));
        refused(
                "without a user record a commit must insert at most one action",
                () -> raw(ADA, null, List.of(), List.of(CLAIM_A), List.of()));
        refused(
                "without a user record a commit must insert at most one action",
                () -> raw(ADA, null, List.of(), List.of(), List.of(CLAIM_A)));
    }

    @Test
    void anEraseCarriesNothingButEventsAndExpectsAUser() {
        refused("an erase must expect a user", () -> Commit.erasure(ID, ADA, Version.ABSENT, List.of()));
        refused("an erase must carry nothing but events", () -> erasing(NEXT, List.of(), List.of(), List.of()));
        refused(
                "an erase must carry nothing but events",
                () -> erasing(null, List.of(insert("a")), List.of(), List.of()));
        refused("an erase must carry nothing but events", () -> erasing(null, List.of(), List.of(CLAIM_A), List.of()));
        refused("an erase must carry nothing but events", () -> erasing(null, List.of(), List.of(), List.of(CLAIM_A)));
    }

    @Test
    void onlyACommitWithAUserCanClaim() {
        Commit insert = Commit.insert(ID, ADA, BEFORE, null, List.of());
        assertThatThrownBy(() -> insert.claiming(Set.of(CLAIM_A), Set.of())).isInstanceOf(NullPointerException.class);
    }

    private static void refused(String rule, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(rule);
    }

    private static Commit raw(
            UserKey user, UserRecord next, List<ActionWrite> actions, List<Claim> claims, List<Claim> releases) {
        return new Commit(ID, user, BEFORE, next, actions, List.of(), claims, releases, false);
    }

    private static Commit erasing(
            UserRecord next, List<ActionWrite> actions, List<Claim> claims, List<Claim> releases) {
        return new Commit(ID, ADA, BEFORE, next, actions, List.of(), claims, releases, true);
    }

    private static ActionWrite insert(String code) {
        return new ActionWrite(action(ADA, code, ID), Version.ABSENT);
    }

    private static ActionWrite replace(String code) {
        return new ActionWrite(action(ADA, code, ID), BEFORE);
    }

    private static final Payload EMPTY = Payload.of("{}");

    private static ActionRecord action(UserKey user, String code, Version id) {
        return new ActionRecord(user, new ActionKey(code, "1"), id, Instant.EPOCH, "ALLOW", null, EMPTY);
    }

    private static EventRecord event(UserKey user) {
        return new EventRecord(user, "e1", null, EMPTY);
    }
}
