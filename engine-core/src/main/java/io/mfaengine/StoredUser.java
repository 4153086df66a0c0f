package io.mfaengine;

import io.mfaengine.ChainLink.ChainHead;
import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One user as they are stored: all that a security decision about them reads, guarded by one version (I8).
 *
 * @param incarnation 64 random bits; a user who was erased and comes back has others, so what was theirs is a stranger's
 * @param createdAt when the engine first heard of them, in milliseconds
 * @param commits the last 64 bits of the ids of the commits before the last, the newest last, 7 at most
 * @param authenticators what they hold, the oldest first
 * @param guesses failures, by type
 * @param preferred the authenticator to ask for first; 0 if they did not choose
 * @param profile what the application told of them
 * @param chained how many events were chained; with the next three {@link #head}, laid out flat: a user is what there
 *     are many of
 * @param macHigh the first 64 bits of the last one's MAC
 * @param macLow the next 64 bits of it
 * @param chainedAt when the last one happened, in milliseconds
 * @param unknown what another release keeps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list of boxes would be four times as large
record StoredUser(
        long incarnation,
        long createdAt,
        long[] commits,
        List<StoredAuthenticator> authenticators,
        Map<AuthenticatorType, GuessCount> guesses,
        long preferred,
        SealedData profile,
        long chained,
        long macHigh,
        long macLow,
        long chainedAt,
        Map<String, String> unknown)
        implements Payload {
    private static final int COMMITS_KEPT = 7;
    private static final long[] NO_COMMITS = {};

    StoredUser {
        authenticators = List.copyOf(authenticators);
        guesses = Map.copyOf(guesses);
    }

    StoredUser(
            long incarnation,
            long createdAt,
            long[] commits,
            List<StoredAuthenticator> authenticators,
            Map<AuthenticatorType, GuessCount> guesses,
            long preferred,
            SealedData profile,
            ChainHead head,
            Map<String, String> unknown) {
        this(
                incarnation,
                createdAt,
                commits,
                authenticators,
                guesses,
                preferred,
                profile,
                head.count(),
                head.high(),
                head.low(),
                head.at(),
                unknown);
    }

    static StoredUser create(long incarnation, long now) {
        return new StoredUser(
                incarnation, now, NO_COMMITS, List.of(), Map.of(), 0, SealedData.NONE, ChainHead.START, Map.of());
    }

    static StoredUser of(Payload payload) {
        return payload instanceof StoredUser user ? user : UserJson.read(payload.text());
    }

    @Override
    public String text() {
        return UserJson.write(this);
    }

    /** Where the chain of their events ends. */
    ChainHead head() {
        return new ChainHead(chained, macHigh, macLow, chainedAt);
    }

    boolean wrote(Version id) {
        for (long commit : commits) {
            if (commit == id.low()) {
                return true;
            }
        }
        return false;
    }

    /** The user who follows on the one that was written by this commit, if there was one, with the chain's new end. */
    StoredUser after(Version last, ChainHead next) {
        long[] more = commits;
        if (!last.equals(Version.ABSENT)) {
            int from = Math.max(0, commits.length + 1 - COMMITS_KEPT);
            more = Arrays.copyOfRange(commits, from, commits.length + 1);
            more[more.length - 1] = last.low();
        }
        return new StoredUser(incarnation, createdAt, more, authenticators, guesses, preferred, profile, next, unknown);
    }

    Optional<StoredAuthenticator> authenticator(long id) {
        for (StoredAuthenticator authenticator : authenticators) {
            if (authenticator.id() == id) {
                return Optional.of(authenticator);
            }
        }
        return Optional.empty();
    }

    GuessCount guesses(AuthenticatorType type) {
        return guesses.getOrDefault(type, GuessCount.NONE);
    }

    /** Whether they hold an authenticator of any type, even one that can't be used; recovery codes don't count. */
    boolean isBound() {
        for (StoredAuthenticator authenticator : authenticators) {
            if (!authenticator.type().equals(AuthenticatorType.RECOVERY_CODE)) {
                return true;
            }
        }
        return false;
    }

    boolean holds(AuthenticatorType type) {
        for (StoredAuthenticator authenticator : authenticators) {
            if (authenticator.type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    List<StoredAuthenticator> of(AuthenticatorType type) {
        if (authenticators.size() == 1) {
            return holds(type) ? authenticators : List.of();
        }
        List<StoredAuthenticator> some = new ArrayList<>(authenticators.size());
        for (StoredAuthenticator authenticator : authenticators) {
            if (authenticator.type().equals(type)) {
                some.add(authenticator);
            }
        }
        return some;
    }

    StoredUser with(StoredAuthenticator added) {
        List<StoredAuthenticator> more = new ArrayList<>(authenticators);
        more.add(added);
        return authenticators(more);
    }

    StoredUser without(long id) {
        StoredUser next =
                authenticators(authenticators.stream().filter(a -> a.id() != id).toList());
        return preferred == id ? next.preferred(0) : next;
    }

    StoredUser without(AuthenticatorType type) {
        return authenticators(
                authenticators.stream().filter(a -> !a.type().equals(type)).toList());
    }

    StoredUser change(long id, UnaryOperator<StoredAuthenticator> change) {
        StoredAuthenticator[] next = authenticators.toArray(new StoredAuthenticator[0]);
        for (int i = 0; i < next.length; i++) {
            next[i] = next[i].id() == id ? change.apply(next[i]) : next[i];
        }
        return authenticators(List.of(next));
    }

    @SuppressWarnings("ReferenceEquality") // the same count, and so the same user
    StoredUser guesses(AuthenticatorType type, GuessCount count) {
        if (count == guesses(type)) {
            return this;
        }
        Map<AuthenticatorType, GuessCount> next;
        if (!count.isEmpty() && (guesses.isEmpty() || (guesses.size() == 1 && guesses.containsKey(type)))) {
            next = Map.of(type, count);
        } else {
            next = new HashMap<>(guesses);
            next.put(type, count);
            next.values().removeIf(GuessCount::isEmpty);
        }
        return new StoredUser(
                incarnation, createdAt, commits, authenticators, next, preferred, profile, head(), unknown);
    }

    StoredUser authenticators(List<StoredAuthenticator> next) {
        return new StoredUser(incarnation, createdAt, commits, next, guesses, preferred, profile, head(), unknown);
    }

    StoredUser preferred(long id) {
        return new StoredUser(incarnation, createdAt, commits, authenticators, guesses, id, profile, head(), unknown);
    }

    StoredUser profile(SealedData next) {
        return new StoredUser(
                incarnation, createdAt, commits, authenticators, guesses, preferred, next, head(), unknown);
    }
}
