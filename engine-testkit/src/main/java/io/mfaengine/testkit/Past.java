package io.mfaengine.testkit;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Commit;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was there before. Each commit with a user record is a link to the one whose version it expected, so the order is
 * that of the versions, however the threads ran.
 */
final class Past {
    private final Map<Version, Commit> moves = new ConcurrentHashMap<>();
    private final Map<Version, ActionRecord> inserts = new ConcurrentHashMap<>();

    /** Commits, and remembers it before that, since others may see it before this returns. */
    Commit.Result noting(Commit commit, MfaStore store) {
        if (commit.next() != null) {
            moves.putIfAbsent(commit.id(), commit);
        } else if (!commit.actions().isEmpty()) {
            inserts.putIfAbsent(commit.id(), commit.actions().get(0).next());
        }
        return store.commit(commit);
    }

    Snapshot before(Snapshot now, UserKey user, @Nullable ActionKey key, int lag) {
        Version then = back(now.userVersion(), lag);
        if (then.equals(now.userVersion())) {
            return now;
        }
        ActionRecord action = key == null ? null : actionAt(now.action(), user, key, then);
        return new Snapshot(userAt(then), action, now.settings());
    }

    List<UserRecord> users(List<UserRecord> now, UserScan scan, int lag) {
        return now.stream()
                .map(user -> {
                    Version then = back(user.version(), lag);
                    return then.equals(user.version()) ? user : userAt(then);
                })
                .flatMap(Stream::ofNullable)
                .filter(user -> scan.index() == null || user.indexes().contains(scan.index()))
                .toList();
    }

    List<ActionRecord> actions(List<ActionRecord> now, ActionScan scan, MfaStore store, int lag) {
        return now.stream()
                .map(action -> before(store.load(action.user(), action.key()), action.user(), action.key(), lag)
                        .action())
                .flatMap(Stream::ofNullable)
                .filter(action -> scan.state() == null || action.state().equals(scan.state()))
                .toList();
    }

    private Version back(Version from, int lag) {
        Version version = from;
        for (int i = 0; i < lag; i++) {
            Version before = moves.containsKey(version) ? move(version).expected() : version;
            if (!before.equals(Version.ABSENT) && !moves.containsKey(before)) {
                return version;
            }
            version = before;
        }
        return version;
    }

    private @Nullable UserRecord userAt(Version version) {
        Commit commit = moves.get(version);
        return commit == null ? null : commit.next();
    }

    /** The action as it was when the user had that version: what was inserted since may stay, what was replaced not. */
    private @Nullable ActionRecord actionAt(@Nullable ActionRecord now, UserKey user, ActionKey key, Version then) {
        if (now == null || !wroteAfter(now.version(), user, then)) {
            return now;
        }
        for (Version version = then;
                moves.containsKey(version);
                version = move(version).expected()) {
            for (Commit.ActionWrite write : move(version).actions()) {
                if (write.next().key().equals(key)) {
                    return write.next();
                }
            }
        }
        return inserts.values().stream()
                .filter(action -> action.user().equals(user) && action.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** Whether a commit with a user record wrote it, later than that version. */
    private boolean wroteAfter(Version version, UserKey user, Version then) {
        if (!moves.containsKey(version)) {
            return false;
        }
        for (Version at = then; moves.containsKey(at); at = move(at).expected()) {
            if (at.equals(version)) {
                return false;
            }
        }
        return move(version).user().equals(user);
    }

    private Commit move(Version version) {
        return Objects.requireNonNull(moves.get(version), "a version without its commit");
    }
}
