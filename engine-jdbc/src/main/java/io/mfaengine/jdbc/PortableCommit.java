package io.mfaengine.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A commit as simple statements: the user first, whose row keeps others out until the end, then what belongs to them.
 * Rows are taken in one order, the claims' own, so that two commits never wait for each other.
 */
final class PortableCommit {
    private final Dialect dialect;
    private final Tables tables;

    PortableCommit(Dialect dialect, Tables tables) {
        this.dialect = dialect;
        this.tables = tables;
    }

    /** What is not APPLIED has to be rolled back. */
    Result write(Statements statements, Commit commit) {
        return new Writing(statements, commit).write();
    }

    /** One commit on its way. */
    private final class Writing {
        private final Statements statements;
        private final Commit commit;
        private final Object tenant;
        private final Object user;

        Writing(Statements statements, Commit commit) {
            this.statements = statements;
            this.commit = commit;
            tenant = dialect.key(commit.user().tenant());
            user = dialect.key(commit.user().userId());
        }

        Result write() {
            if (!userIsAsExpected()) {
                return Result.STALE;
            }
            for (ActionWrite write : commit.actions()) {
                if (action(write) == 0) {
                    return Result.STALE;
                }
            }
            for (Claim claim : commit.claims()) {
                if (!hold(dialect.key(claim.name()))) {
                    return Result.CLAIM_TAKEN;
                }
            }
            for (Claim claim : commit.releases()) {
                execute(
                        "DELETE FROM {p}claim WHERE tenant = ? AND name = ? AND user_id = ?",
                        tenant,
                        dialect.key(claim.name()),
                        user);
            }
            for (EventRecord event : distinct(commit)) {
                insert(
                        "INSERT INTO {p}event (tenant, id, user_id, expires_at, payload) VALUES (?, ?, ?, ?, ?)",
                        tenant,
                        dialect.key(event.id()),
                        dialect.key(event.user().userId()),
                        Rows.millis(event.expiresAt()),
                        event.payload().text());
            }
            return Result.APPLIED;
        }

        private boolean userIsAsExpected() {
            UserRecord next = commit.next();
            if (next != null) {
                return (commit.expected().equals(Version.ABSENT) ? create(next) : replace(next)) == 1 && index(next);
            }
            return commit.erase() ? erase() : lock().equals(commit.expected());
        }

        private int create(UserRecord next) {
            return insert(
                    "INSERT INTO {p}user (tenant, user_id, version, indexes, payload) VALUES (?, ?, ?, ?, ?)",
                    tenant,
                    user,
                    next.version().text(),
                    IndexNames.text(next.indexes()),
                    next.payload().text());
        }

        private int replace(UserRecord next) {
            return execute(
                    """
                    UPDATE {p}user SET version = ?, indexes = ?, payload = ?
                    WHERE tenant = ? AND user_id = ? AND version = ?""",
                    next.version().text(),
                    IndexNames.text(next.indexes()),
                    next.payload().text(),
                    tenant,
                    user,
                    commit.expected().text());
        }

        private boolean index(UserRecord next) {
            execute("DELETE FROM {p}user_index WHERE tenant = ? AND user_id = ?", tenant, user);
            next.indexes()
                    .forEach(index -> insert(
                            "INSERT INTO {p}user_index (tenant, name, user_id) VALUES (?, ?, ?)",
                            tenant,
                            dialect.key(index.name()),
                            user));
            return true;
        }

        /** Nobody replaces or erases the user until this commit is over. */
        private Version lock() {
            Optional<String> found = statements.query(
                    row -> row.getString(1),
                    tables.in("SELECT version FROM {p}user WHERE tenant = ? AND user_id = ? FOR UPDATE"),
                    tenant,
                    user);
            return Version.of(found.orElse(""));
        }

        private boolean erase() {
            int gone = execute(
                    "DELETE FROM {p}user WHERE tenant = ? AND user_id = ? AND version = ?",
                    tenant,
                    user,
                    commit.expected().text());
            for (String table : gone == 0 ? List.<String>of() : List.of("action", "claim", "user_index")) {
                execute("DELETE FROM {p}" + table + " WHERE tenant = ? AND user_id = ?", tenant, user);
            }
            return gone == 1;
        }

        private int action(ActionWrite write) {
            ActionRecord next = write.next();
            Object code = dialect.key(next.key().action());
            Object key = dialect.key(next.key().idempotencyKey());
            if (write.expected().equals(Version.ABSENT)) {
                return insert(
                        """
                        INSERT INTO {p}action
                        (tenant, user_id, code, idempotency_key, version, created_at, state, expires_at, payload)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        tenant,
                        user,
                        code,
                        key,
                        next.version().text(),
                        next.createdAt().toEpochMilli(),
                        dialect.key(next.state()),
                        Rows.millis(next.expiresAt()),
                        next.payload().text());
            }
            return execute(
                    """
                    UPDATE {p}action SET version = ?, created_at = ?, state = ?, expires_at = ?, payload = ?
                    WHERE tenant = ? AND user_id = ? AND code = ? AND idempotency_key = ? AND version = ?""",
                    next.version().text(),
                    next.createdAt().toEpochMilli(),
                    dialect.key(next.state()),
                    Rows.millis(next.expiresAt()),
                    next.payload().text(),
                    tenant,
                    user,
                    code,
                    key,
                    write.expected().text());
        }

        private boolean hold(Object name) {
            int taken = insert("INSERT INTO {p}claim (tenant, name, user_id) VALUES (?, ?, ?)", tenant, name, user);
            return taken == 1
                    || statements
                            .query(
                                    row -> dialect.key(row, 1),
                                    tables.in("SELECT user_id FROM {p}claim WHERE tenant = ? AND name = ? FOR UPDATE"),
                                    tenant,
                                    name)
                            .filter(commit.user().userId()::equals)
                            .isPresent();
        }

        @CanIgnoreReturnValue
        private int insert(String sql, @Nullable Object... args) {
            return dialect.insert(statements, tables.in(sql), args);
        }

        @CanIgnoreReturnValue
        private int execute(String sql, @Nullable Object... args) {
            return statements.update(tables.in(sql), args);
        }
    }

    /** In one order for all commits, and of two with one id the first. */
    static Collection<EventRecord> distinct(Commit commit) {
        SortedMap<String, EventRecord> events = new TreeMap<>();
        commit.events().forEach(event -> events.putIfAbsent(event.id(), event));
        return events.values();
    }
}
