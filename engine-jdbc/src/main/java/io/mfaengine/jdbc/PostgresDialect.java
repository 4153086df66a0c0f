package io.mfaengine.jdbc;

import io.mfaengine.store.Commit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** PostgreSQL: one round trip for a commit, and no error that the server would write into its log. */
final class PostgresDialect implements Dialect {
    private final Tables tables;
    private final PostgresCommit commits;
    private final PostgresErase erases;

    /** On connections that have this isolation level. */
    PostgresDialect(Tables tables, int isolation) {
        this.tables = tables;
        commits = new PostgresCommit(tables);
        erases = new PostgresErase(tables, isolation);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void check(Handle handle) {
        Map<String, Object> server = handle.select("""
                        SELECT current_setting('server_encoding') AS encoding,
                          current_setting('transaction_read_only') AS read_only,
                          current_setting('synchronous_commit') AS synchronous""").mapToMap().one();
        refuseUnless(
                "UTF8".equals(server.get("encoding")),
                "the database must store Unicode: make it with ENCODING 'UTF8', it has " + server.get("encoding"));
        refuseUnless(
                "off".equals(server.get("read_only")),
                "the database is read-only: give the store the primary, writable");
        refuseUnless(
                !"off".equals(server.get("synchronous")),
                "synchronous_commit is off, so that a crash would forget used codes: switch it on for the store's user,"
                        + " ALTER ROLE … SET synchronous_commit = on");
    }

    private static void refuseUnless(boolean holds, String message) {
        if (!holds) {
            throw new JdbcStoreException(message);
        }
    }

    /** By JDBC a connection refuses this inside a transaction; the driver knows without asking the server. */
    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        try {
            connection.setReadOnly(connection.isReadOnly());
            return false;
        } catch (SQLException e) {
            if ("25001".equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public boolean limitsStatements() {
        return true;
    }

    @Override
    public boolean undoesScripts() {
        return true;
    }

    @Override
    public Object key(String key) {
        return key;
    }

    @Override
    public String key(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    @Override
    public int insert(Statements statements, String sql, @Nullable Object... args) {
        return statements.update(sql + " ON CONFLICT DO NOTHING", args);
    }

    /** Rows in use are left for the next time. */
    @Override
    public String purge(String table) {
        return """
                WITH expired AS (SELECT CAST(? AS bigint) AS by)
                DELETE FROM %1$s t USING expired e WHERE t.expires_at <= e.by AND t.ctid = ANY (ARRAY(
                  SELECT x.ctid FROM %1$s x, expired e WHERE x.expires_at <= e.by
                  ORDER BY x.expires_at LIMIT ? FOR UPDATE OF x SKIP LOCKED))""".formatted(table);
    }

    @Override
    public Commit.Result commit(Database database, Commit commit) {
        return commit.erase()
                ? database.run(handle -> erases.write(handle, commit))
                : database.runHot(statements -> commits.write(statements, commit));
    }

    /** One statement, of which each part goes ahead if the one before it did. */
    @Override
    public int spend(Statements statements, List<BudgetChange> changes) {
        SqlText sql = new SqlText("WITH ");
        for (int i = 0; i < changes.size(); i++) {
            BudgetChange change = changes.get(i);
            sql.add(
                    "b%d AS (INSERT INTO {p}budget AS b (tenant, name, state, expires_at)".formatted(i)
                            + " SELECT ?, ?, CAST(? AS bytea), CAST(? AS bigint)"
                            + (i == 0 ? "" : " FROM b" + (i - 1)),
                    change.tenant,
                    change.name,
                    change.after,
                    change.expiresAt);
            if (change.before == null) {
                sql.add(" ON CONFLICT DO NOTHING");
            } else {
                sql.add(
                        " ON CONFLICT (tenant, name) DO UPDATE SET state = excluded.state,"
                                + " expires_at = excluded.expires_at WHERE b.state = ?",
                        change.before);
            }
            sql.add(" RETURNING 1), ");
        }
        sql.add("done AS (SELECT 1) SELECT 0");
        for (int i = 0; i < changes.size(); i++) {
            sql.add(" + (SELECT count(*) FROM b" + i + ")");
        }
        return statements
                .query(row -> row.getInt(1), sql.text(tables), sql.args())
                .orElseThrow();
    }
}
