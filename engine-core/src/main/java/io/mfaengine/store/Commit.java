package io.mfaengine.store;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one operation of the engine writes, in one user's partition: all or nothing.
 *
 * <ul>
 *   <li><b>With {@code next}</b>, the comparison of the user's version with {@code expected} and all writes are atomic,
 *       and each action that is replaced has to have its own expected version too.
 *   <li><b>Without {@code next}</b> it only inserts, an action or none, and events: at some instant during the call the
 *       user had the expected version, or was absent if that is {@link Version#ABSENT}.
 *   <li><b>With {@code erase}</b> the user, all their actions and claims go; the events are written, and stay.
 * </ul>
 *
 * @param id the id of the operation, the version of all that it writes
 * @param user whose partition
 * @param expected the version that the user must have, {@link Version#ABSENT}: none may be there
 * @param next the user as they are to be; null: unchanged
 * @param actions what to write of actions, distinct and sorted by key
 * @param events what to append
 * @param claims what to hold from now on, distinct and sorted; one that this user holds already is not taken
 * @param releases what to hold no longer, distinct and sorted; one that this user does not hold is ignored
 * @param erase whether the user goes
 */
public record Commit(
        Version id,
        UserKey user,
        Version expected,
        @Nullable UserRecord next,
        List<ActionWrite> actions,
        List<EventRecord> events,
        List<Claim> claims,
        List<Claim> releases,
        boolean erase) {
    /** What came of a commit. */
    public enum Result {
        /** All of it is written, durably, and every later {@code load} sees it. */
        APPLIED,
        /** Nothing is written: the user, or an action, hasn't got the version expected. */
        STALE,
        /** Nothing is written: another user holds one of the claims. */
        CLAIM_TAKEN
    }

    /**
     * One action to write.
     *
     * @param next the action as it is to be
     * @param expected the version that it must have, {@link Version#ABSENT}: none may be there
     */
    public record ActionWrite(ActionRecord next, Version expected) {}

    /**
     * Checks what a store may rely on. {@inheritDoc}
     *
     * @throws IllegalArgumentException naming the rule that is broken
     */
    public Commit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(expected, "expected");
        actions = List.copyOf(actions);
        events = List.copyOf(events);
        claims = List.copyOf(claims);
        releases = List.copyOf(releases);
        check(!Version.ABSENT.equals(id), "the id of a commit must not be ABSENT");
        check(
                next == null || (next.key().equals(user) && next.version().equals(id)),
                "next must be of this user and commit");
        check(
                !erase || (next == null && actions.isEmpty() && claims.isEmpty() && releases.isEmpty()),
                "an erase must carry nothing but events");
        check(!erase || !expected.equals(Version.ABSENT), "an erase must expect a user");
        if (next == null && !erase) {
            check(
                    actions.size() <= 1 && claims.isEmpty() && releases.isEmpty(),
                    "without a user record a commit must insert at most one action and events");
            check(
                    actions.isEmpty() || actions.get(0).expected().equals(Version.ABSENT),
                    "without a user record a commit must not replace an action");
        }
        for (int i = 0; i < actions.size(); i++) {
            ActionRecord action = actions.get(i).next();
            check(action.user().equals(user) && action.version().equals(id), "actions must be of this user and commit");
            check(
                    i == 0 || actions.get(i - 1).next().key().compareTo(action.key()) < 0,
                    "actions must be distinct and sorted");
        }
        for (EventRecord event : events) {
            check(event.user().equals(user), "events must be of this user");
        }
        checkSorted(user, claims);
        checkSorted(user, releases);
        if (!releases.isEmpty()) {
            Set<Claim> both = new HashSet<>(claims);
            both.retainAll(releases);
            check(both.isEmpty(), "a claim must not be released by the same commit");
        }
    }

    private static void checkSorted(UserKey user, List<Claim> claims) {
        for (int i = 0; i < claims.size(); i++) {
            check(claims.get(i).tenant().equals(user.tenant()), "claims must be of the user's tenant");
            check(i == 0 || claims.get(i - 1).compareTo(claims.get(i)) < 0, "claims must be distinct and sorted");
        }
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /**
     * A commit that replaces or creates the user, and writes what belongs to it.
     *
     * @param expected the version that the user must have
     * @param next the user as they are to be; its version is the commit's id
     * @param actions what to write of actions
     * @param events what to append
     * @return the commit
     */
    public static Commit of(Version expected, UserRecord next, List<ActionWrite> actions, List<EventRecord> events) {
        return new Commit(next.version(), next.key(), expected, next, actions, events, List.of(), List.of(), false);
    }

    /**
     * A commit that inserts, and leaves the user as they are.
     *
     * @param id the id of the commit
     * @param user whose partition
     * @param expected the version that the user must have at some instant during the call
     * @param action the action to insert; null: none
     * @param events what to append
     * @return the commit
     */
    public static Commit insert(
            Version id, UserKey user, Version expected, @Nullable ActionRecord action, List<EventRecord> events) {
        List<ActionWrite> actions =
                action == null ? List.of() : Collections.singletonList(new ActionWrite(action, Version.ABSENT));
        return new Commit(id, user, expected, null, actions, events, List.of(), List.of(), false);
    }

    /**
     * A commit that erases the user, with all their actions and claims.
     *
     * @param id the id of the commit
     * @param user whose partition
     * @param expected the version that the user must have
     * @param events what to append, and to keep
     * @return the commit
     */
    public static Commit erasure(Version id, UserKey user, Version expected, List<EventRecord> events) {
        return new Commit(id, user, expected, null, List.of(), events, List.of(), List.of(), true);
    }

    /**
     * The same commit with claims.
     *
     * @param claims what to hold from now on
     * @param releases what to hold no longer
     * @return a changed copy
     */
    public Commit claiming(Set<Claim> claims, Set<Claim> releases) {
        return new Commit(
                id,
                user,
                expected,
                Objects.requireNonNull(next, "next"),
                actions,
                events,
                claims.stream().sorted().toList(),
                releases.stream().sorted().toList(),
                erase);
    }
}
