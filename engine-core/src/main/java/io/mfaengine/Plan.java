package io.mfaengine;

import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.store.Claim;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one try of an operation comes to: the answer, and what has to be written before it may leave the engine (I1).
 *
 * @param answer the answer once that is written
 * @param kind how much is written
 * @param user the user as they are to be, null if they stay
 * @param action the action as it is to be, null if it stays
 * @param events what is appended; chained if the user is written
 * @param claims what the user holds from now on
 * @param releases what they hold no longer
 * @param indexes by which listings find them, null if that stays
 * @param taken the answer if a claim is another user's; null: to be planned again, with another claim
 * @param <T> the answer's type
 */
record Plan<T>(
        T answer,
        Kind kind,
        @Nullable StoredUser user,
        @Nullable StoredAction action,
        List<EventDraft> events,
        Set<Claim> claims,
        Set<Claim> releases,
        @Nullable Set<Claim> indexes,
        @Nullable T taken) {

    enum Kind {
        /** Nothing. */
        ANSWER,
        /** A capped event, which does not move the user's version (I4). */
        NOTE,
        /** A new action and its event, which don't either. */
        INSERT,
        /** The user, and what belongs to the operation. */
        WRITE,
        /** The user goes. */
        ERASE
    }

    static <T> Plan<T> answer(T answer) {
        return new Plan<>(answer, Kind.ANSWER, null, null, List.of(), Set.of(), Set.of(), null, null);
    }

    static <T> Plan<T> note(T answer, EventDraft event) {
        return new Plan<>(answer, Kind.NOTE, null, null, List.of(event), Set.of(), Set.of(), null, null);
    }

    static <T> Plan<T> insert(T answer, StoredAction action, EventDraft event) {
        return new Plan<>(answer, Kind.INSERT, null, action, List.of(event), Set.of(), Set.of(), null, null);
    }

    static <T> Plan<T> write(T answer, StoredUser user, @Nullable StoredAction action, List<EventDraft> events) {
        return new Plan<>(answer, Kind.WRITE, user, action, List.copyOf(events), Set.of(), Set.of(), null, null);
    }

    static <T> Plan<T> erase(T answer, EventDraft event) {
        return new Plan<>(answer, Kind.ERASE, null, null, List.of(event), Set.of(), Set.of(), null, null);
    }

    Plan<T> claiming(Set<Claim> wanted, @Nullable T ifTaken) {
        return new Plan<>(answer, kind, user, action, events, wanted, releases, indexes, ifTaken);
    }

    Plan<T> releasing(Set<Claim> given) {
        return new Plan<>(answer, kind, user, action, events, claims, given, indexes, taken);
    }

    Plan<T> indexed(Set<Claim> next) {
        return new Plan<>(answer, kind, user, action, events, claims, releases, next, taken);
    }
}
