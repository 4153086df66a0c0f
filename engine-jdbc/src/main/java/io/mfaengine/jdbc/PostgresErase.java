package io.mfaengine.jdbc;

import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.EventRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * An erase as several statements in one message: one round trip and one transaction. As parts of one statement they would
 * miss what was inserted while the first of them waited for the user's row. The first says by a setting of this
 * transaction whether the others may go ahead.
 *
 * <p>Under a stricter isolation level than READ COMMITTED all of them would see what the first one saw, before it waited;
 * so an erase runs under that one.
 */
final class PostgresErase {
    private static final String IF_GONE = " AND current_setting('mfaengine.erased', TRUE) = '1'";

    private final Tables tables;
    private final int isolation;

    PostgresErase(Tables tables, int isolation) {
        this.tables = tables;
        this.isolation = isolation;
    }

    Result write(Handle handle, Commit commit) {
        if (isolation == Connection.TRANSACTION_READ_COMMITTED) {
            return erase(handle, commit);
        }
        try {
            Connection connection = handle.getConnection();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try {
                return erase(handle, commit);
            } finally {
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            throw new JdbcStoreException("the erase failed", e);
        }
    }

    private Result erase(Handle handle, Commit commit) {
        SqlText sql = new SqlText("WITH u AS (DELETE FROM {p}user")
                .add(" WHERE tenant = ? AND user_id = ? AND version = ? RETURNING 1)", Args.guard(commit))
                .add(" SELECT set_config('mfaengine.erased', CAST(count(*) AS text), TRUE) FROM u;\n");
        for (String table : List.of("action", "claim", "user_index")) {
            sql.add("DELETE FROM {p}" + table + " WHERE tenant = ? AND user_id = ?", Args.key(commit))
                    .add(IF_GONE + ";\n");
        }
        for (EventRecord event : PortableCommit.distinct(commit)) {
            sql.add("INSERT INTO {p}event (tenant, id, user_id, expires_at, payload)")
                    .add(" SELECT ?, ?, ?, CAST(? AS bigint), ? WHERE TRUE", Args.event(event))
                    .add(IF_GONE + " ON CONFLICT DO NOTHING;\n");
        }
        return sql.query(handle, tables).execute((executed, context) -> {
            Statement statement = executed.get();
            try (ResultSet first = statement.getResultSet()) {
                return first.next() && first.getString(1).equals("1") ? Result.APPLIED : Result.STALE;
            }
        });
    }
}
