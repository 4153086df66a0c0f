package io.mfaengine.jdbc;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Claim;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.QueryableStore.EventScan;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Pages by keyset: where a page begins is a bound of an index, and never a count of rows to skip. */
final class Listings {
    private static final int VISITED_AT_ONCE = 1_000;

    private final Dialect dialect;
    private final Tables tables;

    Listings(Dialect dialect, Tables tables) {
        this.dialect = dialect;
        this.tables = tables;
    }

    List<UserRecord> users(Handle handle, UserScan scan) {
        Claim index = scan.index();
        SqlText sql = new SqlText("SELECT u.user_id, " + Rows.USER);
        if (index == null) {
            sql.add(" FROM {p}user u WHERE u.tenant = ?", key(scan.tenant()));
            after(sql, "u.user_id", scan.after());
            sql.add(" ORDER BY u.tenant, u.user_id");
        } else {
            sql.add(" FROM {p}user_index i JOIN {p}user u ON u.tenant = i.tenant AND u.user_id = i.user_id")
                    .add(" WHERE i.tenant = ? AND i.name = ?", key(scan.tenant()), key(index.name()));
            after(sql, "i.user_id", scan.after());
            sql.add(" ORDER BY i.tenant, i.name, i.user_id");
        }
        return sql.add(" LIMIT ?", scan.limit())
                .query(handle, tables)
                .map((row, context) ->
                        Objects.requireNonNull(Rows.user(row, 2, new UserKey(scan.tenant(), dialect.key(row, 1)))))
                .list();
    }

    private void after(SqlText sql, String column, @Nullable UserKey after) {
        if (after != null) {
            sql.add(" AND " + column + " > ?", key(after.userId()));
        }
    }

    List<UserKey> userKeys(Handle handle, String tenant, String after) {
        return new SqlText("SELECT user_id FROM {p}user")
                .add(" WHERE tenant = ? AND user_id > ? ORDER BY tenant, user_id", key(tenant), key(after))
                .add(" LIMIT ?", VISITED_AT_ONCE)
                .query(handle, tables)
                .map((row, context) -> new UserKey(tenant, dialect.key(row, 1)))
                .list();
    }

    /** Each code has a part of its own, so that each can follow an index to its first rows. */
    List<ActionRecord> actions(Handle handle, ActionScan scan) {
        SqlText sql = new SqlText("SELECT * FROM (");
        parts(sql, scan, code -> actions(sql, scan, code));
        return sql.add(") AS page ORDER BY created_at DESC, user_id, code, idempotency_key LIMIT ?", scan.limit())
                .query(handle, tables)
                .map((row, context) -> Objects.requireNonNull(Rows.action(
                        dialect,
                        row,
                        4,
                        new UserKey(scan.tenant(), dialect.key(row, 1)),
                        new ActionKey(dialect.key(row, 2), dialect.key(row, 3)))))
                .list();
    }

    private static void parts(SqlText sql, ActionScan scan, Consumer<@Nullable String> part) {
        List<@Nullable String> codes = new ArrayList<>(new TreeSet<>(scan.actions()));
        if (codes.isEmpty()) {
            codes.add(null);
        }
        String separator = "";
        for (String code : codes) {
            sql.add(separator);
            part.accept(code);
            separator = " UNION ALL ";
        }
    }

    /** What is the same in all rows stands first in the order too, as it does in an index. */
    private void actions(SqlText sql, ActionScan scan, @Nullable String code) {
        String order = " ORDER BY a.tenant";
        sql.add("(SELECT a.user_id, a.code, a.idempotency_key, " + Rows.ACTION);
        wanted(sql, scan, code);
        if (scan.user() != null) {
            order += ", a.user_id";
        } else if (code != null) {
            order += ", a.code";
        } else if (scan.state() != null) {
            order += ", a.state";
        }
        sql.add(order + ", a.created_at DESC" + (scan.user() == null ? ", a.user_id" : ""))
                .add(code == null || scan.user() != null ? ", a.code" : "")
                .add(", a.idempotency_key LIMIT ?)", scan.limit());
    }

    private void wanted(SqlText sql, ActionScan scan, @Nullable String code) {
        sql.add(" FROM {p}action a WHERE a.tenant = ?", key(scan.tenant()));
        if (scan.user() != null) {
            sql.add(" AND a.user_id = ?", key(scan.user().userId()));
        }
        if (code != null) {
            sql.add(" AND a.code = ?", key(code));
        }
        if (scan.state() != null) {
            sql.add(" AND a.state = ?", key(scan.state()));
        }
        if (scan.from() != null) {
            sql.add(" AND a.created_at >= ?", scan.from().toEpochMilli());
        }
        ActionRecord after = scan.after();
        if (after != null) {
            long createdAt = after.createdAt().toEpochMilli();
            sql.add(" AND a.created_at <= ?", createdAt)
                    .add(
                            " AND (a.created_at < ? OR (a.user_id, a.code, a.idempotency_key) > (?, ?, ?))",
                            createdAt,
                            key(after.user().userId()),
                            key(after.key().action()),
                            key(after.key().idempotencyKey()));
        }
    }

    /** All that it reads is in an index, of which it goes through the span of time and no further than the limit. */
    Map<String, Long> countActions(Handle handle, ActionScan scan, Instant until) {
        SqlText sql = new SqlText("SELECT state, COUNT(*) FROM (SELECT * FROM (");
        parts(sql, scan, code -> {
            sql.add("(SELECT a.state");
            wanted(sql, scan, code);
            sql.add(" AND a.created_at < ? LIMIT ?)", until.toEpochMilli(), scan.limit());
        });
        Map<String, Long> counts = new HashMap<>();
        sql.add(") AS part LIMIT ?) AS page GROUP BY state", scan.limit())
                .query(handle, tables)
                .map((row, context) -> Map.entry(dialect.key(row, 1), row.getLong(2)))
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }

    List<EventRecord> events(Handle handle, EventScan scan) {
        SqlText sql = new SqlText("SELECT id, user_id, expires_at, payload FROM {p}event")
                .add(" WHERE tenant = ?", key(scan.tenant()));
        if (scan.user() != null) {
            sql.add(" AND user_id = ?", key(scan.user().userId()));
        }
        if (scan.afterId() != null) {
            sql.add(" AND id > ?", key(scan.afterId()));
        }
        return sql.add(" ORDER BY tenant, " + (scan.user() == null ? "" : "user_id, ") + "id LIMIT ?", scan.limit())
                .query(handle, tables)
                .map((row, context) -> Rows.event(dialect, row, scan.tenant()))
                .list();
    }

    private Object key(String key) {
        return dialect.key(key);
    }
}
