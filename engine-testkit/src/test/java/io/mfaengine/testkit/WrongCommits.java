package io.mfaengine.testkit;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores that load and commit wrongly, each in one way. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // Some are wrong in just that.
final class WrongCommits {
    private WrongCommits() {}

    static final class ReadsTheActionBeforeTheUser extends MapStore {
        private final Hole hole = new Hole();

        @Override
        public Result commit(Commit commit) {
            Result result = super.commit(commit);
            hole.pass();
            return result;
        }

        @Override
        public Snapshot load(UserKey user, @Nullable ActionKey action) {
            ActionRecord read = super.load(user, action).action();
            hole.await(2);
            Snapshot later = super.load(user, null);
            return new Snapshot(later.user(), read, later.settings());
        }
    }

    static final class CreatesUsersOnLoad extends MapStore {
        @Override
        public synchronized Snapshot load(UserKey user, @Nullable ActionKey action) {
            Snapshot seen = super.load(user, action);
            UserRecord found = seen.user() == null ? Records.user(user, Records.version(), "{}") : seen.user();
            return new Snapshot(found, seen.action(), seen.settings());
        }
    }

    static final class IgnoresHowManyUsersWereUpdated extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            UserRecord user = users.get(commit.user());
            return super.check(user == null ? commit : expecting(commit, user.version()));
        }
    }

    static final class IgnoresHowManyActionsWereUpdated extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            boolean replacing = commit.actions().stream()
                    .anyMatch(write -> !write.expected().equals(Version.ABSENT));
            return super.check(replacing ? withoutActions(commit) : commit);
        }
    }

    static final class AnswersBeforeItIsDurable extends MapStore {
        private final List<Commit> queue = new ArrayList<>();

        @Override
        synchronized Result check(Commit commit) {
            queue.forEach(super::apply);
            queue.clear();
            return super.check(commit);
        }

        @Override
        synchronized void apply(Commit commit) {
            queue.add(commit);
        }
    }

    static final class ServesLoadsFromACacheOfItsOwn extends MapStore {
        private @Nullable Snapshot cached;
        private @Nullable UserKey of;

        @Override
        public synchronized Snapshot load(UserKey user, @Nullable ActionKey action) {
            if (cached == null || !user.equals(of) || action == null) {
                of = user;
                cached = super.load(user, action);
            }
            return cached;
        }
    }

    static final class OverwritesUsersOnInsert extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            boolean insert = commit.next() != null && commit.expected().equals(Version.ABSENT);
            UserRecord user = users.get(commit.user());
            return super.check(insert && user != null ? expecting(commit, user.version()) : commit);
        }
    }

    static final class OverwritesActionsOnInsert extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            boolean inserts =
                    commit.actions().stream().allMatch(write -> write.expected().equals(Version.ABSENT));
            return super.check(inserts ? withoutActions(commit) : commit);
        }
    }

    static final class CreatesWhatItWasToReplace extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            return super.check(users.containsKey(commit.user()) ? commit : expecting(commit, Version.ABSENT));
        }
    }

    static final class ChecksAndThenWrites extends MapStore {
        private final Hole hole = new Hole();

        @Override
        public Result commit(Commit commit) {
            Result result = check(commit);
            hole.meet();
            if (result == Result.APPLIED) {
                apply(commit);
            }
            return result;
        }
    }

    static final class LocksOnlyTheUser extends MapStore {
        private final Hole hole = new Hole();
        private final Object[] locks = new Object[64];

        LocksOnlyTheUser() {
            Arrays.setAll(locks, i -> new Object());
        }

        @Override
        public Result commit(Commit commit) {
            synchronized (locks[Math.floorMod(commit.user().hashCode(), locks.length)]) {
                Result result = check(commit);
                hole.meet();
                if (result == Result.APPLIED) {
                    apply(commit);
                }
                return result;
            }
        }
    }

    static final class WritesTheUserBeforeItChecksTheRest extends MapStore {
        @Override
        public synchronized Result commit(Commit commit) {
            Result result = super.commit(commit);
            UserRecord user = users.get(commit.user());
            Version version = user == null ? Version.ABSENT : user.version();
            if (result != Result.APPLIED && commit.next() != null && version.equals(commit.expected())) {
                users.put(commit.user(), commit.next());
            }
            return result;
        }
    }

    static final class WritesEventsOfWhatItRefuses extends MapStore {
        @Override
        public synchronized Result commit(Commit commit) {
            commit.events().forEach(this::append);
            return super.commit(commit);
        }
    }

    static final class TakesClaimsOfWhatItRefuses extends MapStore {
        @Override
        public synchronized Result commit(Commit commit) {
            Result result = super.commit(commit);
            if (result != Result.APPLIED) {
                commit.claims().forEach(claim -> claims.putIfAbsent(claim, commit.user()));
                commit.releases().forEach(claim -> claims.remove(claim, commit.user()));
            }
            return result;
        }
    }

    static final class TakesClaimsOver extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            Result result = super.check(commit);
            return result == Result.CLAIM_TAKEN ? Result.APPLIED : result;
        }
    }

    static final class DoesNotKnowItsOwnClaims extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            Result result = super.check(commit);
            boolean held = commit.claims().stream().anyMatch(claims::containsKey);
            return result == Result.APPLIED && held ? Result.CLAIM_TAKEN : result;
        }
    }

    static final class ReleasesWhatOthersHold extends MapStore {
        @Override
        synchronized void apply(Commit commit) {
            commit.releases().forEach(claims::remove);
            super.apply(commit);
        }
    }

    static final class ForgetsToRelease extends MapStore {
        @Override
        synchronized void apply(Commit commit) {
            Set<Claim> held = new HashSet<>(commit.releases());
            held.removeIf(claim -> !commit.user().equals(claims.get(claim)));
            super.apply(commit);
            held.forEach(claim -> claims.put(claim, commit.user()));
        }
    }

    static final class KeepsIndexesAndClaimsInOneTable extends MapStore {
        @Override
        synchronized void apply(Commit commit) {
            if (commit.next() != null) {
                commit.next().indexes().forEach(index -> claims.putIfAbsent(index, commit.user()));
            }
            super.apply(commit);
        }
    }

    static final class InsertsWithoutALookAtTheUser extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            UserRecord user = users.get(commit.user());
            boolean insert = commit.next() == null && !commit.erase();
            return super.check(insert ? expecting(commit, user == null ? Version.ABSENT : user.version()) : commit);
        }
    }

    static final class InsertsOnlyBesideAUser extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            boolean alone = commit.next() == null && commit.expected().equals(Version.ABSENT);
            return alone ? Result.STALE : super.check(commit);
        }
    }

    static final class MovesTheUserOnInsert extends MapStore {
        @Override
        synchronized void apply(Commit commit) {
            super.apply(commit);
            UserRecord user = users.get(commit.user());
            if (commit.next() == null && user != null) {
                users.put(user.key(), new UserRecord(user.key(), commit.id(), user.indexes(), user.payload()));
            }
        }
    }

    static final class AppliesADuplicateAgain extends MapStore {
        @Override
        public synchronized Result commit(Commit commit) {
            UserRecord user = users.get(commit.user());
            boolean again = user != null && user.version().equals(commit.id());
            return again ? Result.APPLIED : super.commit(commit);
        }
    }

    static final class ThrowsOnADuplicateAction extends MapStore {
        @Override
        synchronized Result check(Commit commit) {
            Result result = super.check(commit);
            if (result == Result.STALE
                    && commit.next() == null
                    && !commit.actions().isEmpty()) {
                throw new IllegalStateException("duplicate key");
            }
            return result;
        }
    }

    static final class ThrowsOnADuplicateEvent extends MapStore {
        @Override
        void append(EventRecord event) {
            if (events.put(new Claim(event.user().tenant(), event.id()), event) != null) {
                throw new IllegalStateException("duplicate key");
            }
        }
    }

    static final class OverwritesEvents extends MapStore {
        @Override
        void append(EventRecord event) {
            events.put(new Claim(event.user().tenant(), event.id()), event);
        }
    }

    static final class TruncatesInstantsToSeconds extends MapStore {
        @Override
        synchronized void apply(Commit commit) {
            super.apply(commit);
            actions.replaceAll((id, action) -> new ActionRecord(
                    action.user(),
                    action.key(),
                    action.version(),
                    action.createdAt().truncatedTo(ChronoUnit.SECONDS),
                    action.state(),
                    action.expiresAt(),
                    action.payload()));
        }
    }

    static final class TidiesPayloads extends MapStore {
        @Override
        synchronized void apply(Commit commit) {
            super.apply(commit);
            users.replaceAll((key, user) -> new UserRecord(
                    key,
                    user.version(),
                    user.indexes(),
                    Payload.of(user.payload().text().replace(": ", ":").strip())));
        }
    }

    private static Commit expecting(Commit commit, Version version) {
        boolean impossible = commit.erase() && version.equals(Version.ABSENT);
        return new Commit(
                commit.id(),
                commit.user(),
                impossible ? commit.expected() : version,
                commit.next(),
                commit.actions(),
                commit.events(),
                commit.claims(),
                commit.releases(),
                commit.erase());
    }

    private static Commit withoutActions(Commit commit) {
        return new Commit(
                commit.id(),
                commit.user(),
                commit.expected(),
                commit.next(),
                List.<ActionWrite>of(),
                commit.events(),
                commit.claims(),
                commit.releases(),
                commit.erase());
    }
}
