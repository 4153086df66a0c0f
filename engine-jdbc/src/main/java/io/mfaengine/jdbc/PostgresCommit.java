package io.mfaengine.jdbc;

import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.ActionWrite;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A commit as one statement. Its parts see one snapshot and not each other's rows, and none undoes another. So the first
 * part, {@code u}, takes the user only if by the snapshot everything is as the commit expects it, and the others go ahead
 * if it did: a conflict is a result. What moved between the snapshot and its part, a matter of microseconds, divides by
 * zero: that undoes all, and the next try has a snapshot that shows it.
 */
final class PostgresCommit {
    private static final Result[] RESULTS = {Result.STALE, Result.APPLIED, Result.CLAIM_TAKEN};

    /** More shapes of commits than there are in practice. */
    private static final int MOST_TEXTS = 1_000;

    private final Tables tables;
    /** One object for a text: the driver looks its statements up by it. */
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    PostgresCommit(Tables tables) {
        this.tables = tables;
    }

    /** Anything but an erase. */
    Result write(Statements statements, Commit commit) {
        SqlText sql = new SqlText("WITH ");
        UserRecord next = commit.next();
        if (next == null) {
            insert(sql, commit);
        } else {
            write(sql, commit, next);
        }
        return RESULTS[
                statements.query(row -> row.getInt(1), text(sql), sql.args()).orElseThrow()];
    }

    private String text(SqlText sql) {
        String draft = sql.draft();
        String text = texts.get(draft);
        if (text == null) {
            text = tables.in(draft);
            if (texts.size() < MOST_TEXTS) {
                texts.put(draft, text);
            }
        }
        return text;
    }

    /** Nothing that is written before can be in the way of what comes after it, so nothing has to be undone. */
    private static void insert(SqlText sql, Commit commit) {
        if (commit.expected().equals(Version.ABSENT)) {
            sql.add(
                    "u AS (SELECT 1 WHERE NOT EXISTS (SELECT FROM {p}user WHERE tenant = ? AND user_id = ?))",
                    Args.key(commit));
        } else {
            sql.add(
                    "u AS (SELECT 1 FROM {p}user WHERE tenant = ? AND user_id = ? AND version = ? FOR KEY SHARE)",
                    Args.guard(commit));
        }
        String last = "u";
        for (ActionWrite write : commit.actions()) {
            sql.add(", ");
            insertAction(sql, "a0", write.next());
            last = "a0";
        }
        insertEvents(sql, last, commit);
        sql.add(" SELECT count(*) FROM " + last);
    }

    private static void write(SqlText sql, Commit commit, UserRecord next) {
        takeUser(sql, commit, next);
        List<String> wanted = new ArrayList<>();
        for (ActionWrite write : commit.actions()) {
            String name = "a" + wanted.size();
            sql.add(", ");
            if (write.expected().equals(Version.ABSENT)) {
                insertAction(sql, name, write.next());
            } else {
                replaceAction(sql, name, write);
            }
            wanted.add("(SELECT count(*) FROM " + name + ") = 1");
        }
        if (!commit.claims().isEmpty()) {
            takeClaims(sql, commit);
            wanted.add("(SELECT count(*) FROM c) = " + commit.claims().size());
        }
        if (!commit.releases().isEmpty()) {
            sql.add(
                    ", r AS (DELETE FROM {p}claim WHERE tenant = ? AND user_id = ? AND EXISTS (SELECT FROM u)",
                    Args.key(commit));
            in(sql, " AND name IN (", commit.releases());
            sql.add(")");
        }
        index(sql, commit, next);
        insertEvents(sql, "u", commit);
        sql.add(" SELECT CASE WHEN EXISTS (SELECT FROM u) THEN "
                + (wanted.isEmpty() ? "1" : "1 / CASE WHEN " + String.join(" AND ", wanted) + " THEN 1 ELSE 0 END"));
        if (!commit.claims().isEmpty()) {
            // Taken only if everything else was as expected: else it is stale, and stale comes first.
            sql.add(" WHEN EXISTS (SELECT FROM {p}claim WHERE tenant = ? AND user_id <> ?", Args.key(commit));
            in(sql, " AND name IN (", commit.claims());
            sql.add(") AND ");
            userIs(sql, commit);
            actionsAre(sql, commit);
            sql.add(" THEN 2");
        }
        sql.add(" ELSE 0 END");
    }

    private static void takeUser(SqlText sql, Commit commit, UserRecord next) {
        boolean isNew = commit.expected().equals(Version.ABSENT);
        String indexes = IndexNames.text(next.indexes());
        if (isNew) {
            sql.add(
                    "u AS (INSERT INTO {p}user (tenant, user_id, version, indexes, payload) SELECT ?, ?, ?, ?, ? WHERE TRUE",
                    commit.user().tenant(),
                    commit.user().userId(),
                    next.version().text(),
                    indexes,
                    next.payload().text());
        } else {
            sql.add(
                    "u AS (UPDATE {p}user SET version = ?, indexes = ?, payload = ?",
                    next.version().text(),
                    indexes,
                    next.payload().text());
            sql.add(" WHERE tenant = ? AND user_id = ? AND version = ?", Args.guard(commit));
        }
        actionsAre(sql, commit);
        if (!commit.claims().isEmpty()) {
            sql.add(" AND NOT EXISTS (SELECT FROM {p}claim WHERE tenant = ? AND user_id <> ?", Args.key(commit));
            in(sql, " AND name IN (", commit.claims());
            sql.add(")");
        }
        sql.add(isNew ? " ON CONFLICT DO NOTHING RETURNING 1)" : " RETURNING 1)");
    }

    private static void userIs(SqlText sql, Commit commit) {
        if (commit.expected().equals(Version.ABSENT)) {
            sql.add("NOT EXISTS (SELECT FROM {p}user WHERE tenant = ? AND user_id = ?)", Args.key(commit));
        } else {
            sql.add(
                    "EXISTS (SELECT FROM {p}user WHERE tenant = ? AND user_id = ? AND version = ?)",
                    Args.guard(commit));
        }
    }

    private static void actionsAre(SqlText sql, Commit commit) {
        for (ActionWrite write : commit.actions()) {
            boolean isNew = write.expected().equals(Version.ABSENT);
            sql.add(isNew ? " AND NOT EXISTS (SELECT FROM {p}action" : " AND EXISTS (SELECT FROM {p}action");
            sql.add(" WHERE tenant = ? AND user_id = ? AND code = ? AND idempotency_key = ?", Args.key(write.next()));
            sql.add(
                    isNew ? ")" : " AND version = ?)",
                    isNew ? new Object[0] : new Object[] {write.expected().text()});
        }
    }

    private static void insertAction(SqlText sql, String name, ActionRecord next) {
        sql.add(
                name + """
                         AS (INSERT INTO {p}action
                        (tenant, user_id, code, idempotency_key, version, created_at, state, expires_at, payload)
                        SELECT ?, ?, ?, ?, ?, CAST(? AS bigint), ?, CAST(? AS bigint), ? FROM u
                        ON CONFLICT DO NOTHING RETURNING 1)""",
                Stream.concat(Stream.of(Args.key(next)), Stream.of(Args.columns(next)))
                        .toArray());
    }

    private static void replaceAction(SqlText sql, String name, ActionWrite write) {
        sql.add(
                        name
                                + " AS (UPDATE {p}action SET version = ?, created_at = ?, state = ?, expires_at = ?, payload = ?",
                        Args.columns(write.next()))
                .add(" WHERE tenant = ? AND user_id = ? AND code = ? AND idempotency_key = ?", Args.key(write.next()))
                .add(
                        " AND version = ? AND EXISTS (SELECT FROM u) RETURNING 1)",
                        write.expected().text());
    }

    private static void takeClaims(SqlText sql, Commit commit) {
        sql.add(
                ", c AS (INSERT INTO {p}claim AS held (tenant, user_id, name) SELECT ?, ?, v.name FROM u, (",
                Args.key(commit));
        values(sql, commit.claims());
        sql.add(") AS v (name) ON CONFLICT (tenant, name) DO UPDATE SET user_id = excluded.user_id"
                + " WHERE held.user_id = excluded.user_id RETURNING 1)");
    }

    private static void index(SqlText sql, Commit commit, UserRecord next) {
        sql.add(
                ", x AS (DELETE FROM {p}user_index WHERE tenant = ? AND user_id = ? AND EXISTS (SELECT FROM u)",
                Args.key(commit));
        if (!next.indexes().isEmpty()) {
            in(sql, " AND name NOT IN (", next.indexes());
        }
        sql.add(")");
        if (!next.indexes().isEmpty()) {
            sql.add(
                    ", i AS (INSERT INTO {p}user_index (tenant, user_id, name) SELECT ?, ?, v.name FROM u, (",
                    Args.key(commit));
            values(sql, next.indexes());
            sql.add(") AS v (name) ON CONFLICT DO NOTHING)");
        }
    }

    private static void insertEvents(SqlText sql, String ifThere, Commit commit) {
        if (commit.events().isEmpty()) {
            return;
        }
        sql.add(", e AS (INSERT INTO {p}event (tenant, id, user_id, expires_at, payload) SELECT v.* FROM (VALUES ");
        String separator = "";
        for (EventRecord event : PortableCommit.distinct(commit)) {
            sql.add(separator + "(?, ?, ?, CAST(? AS bigint), ?)", Args.event(event));
            separator = ", ";
        }
        sql.add(") AS v, " + ifThere + " ON CONFLICT DO NOTHING)");
    }

    private static void in(SqlText sql, String before, Collection<Claim> names) {
        sql.add(
                before + names.stream().map(name -> "?").collect(Collectors.joining(", ")) + ")",
                names.stream().map(Claim::name).toArray());
    }

    private static void values(SqlText sql, Collection<Claim> names) {
        sql.add(
                names.stream().map(name -> "(?)").collect(Collectors.joining(", ", "VALUES ", "")),
                names.stream().map(Claim::name).toArray());
    }
}
