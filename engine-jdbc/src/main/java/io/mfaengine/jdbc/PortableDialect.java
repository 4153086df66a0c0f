package io.mfaengine.jdbc;

import io.mfaengine.store.Commit;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A database with binary keys, which commits by simple statements in a short transaction. */
abstract class PortableDialect implements Dialect {
    private final PortableCommit commits;
    private final String insertBudget;
    private final String updateBudget;

    PortableDialect(Tables tables) {
        commits = new PortableCommit(this, tables);
        insertBudget = tables.in("INSERT INTO {p}budget (tenant, name, state, expires_at) VALUES (?, ?, ?, ?)");
        updateBudget = tables.in("""
                UPDATE {p}budget SET state = ?, expires_at = ?
                WHERE tenant = ? AND name = ? AND state = ?""");
    }

    @Override
    public boolean undoesScripts() {
        return false;
    }

    @Override
    public Object key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String key(ResultSet row, int column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }

    @Override
    public Commit.Result commit(Database database, Commit commit) {
        return database.runHot(statements ->
                statements.transaction(() -> commits.write(statements, commit), Commit.Result.APPLIED::equals));
    }

    @Override
    public int spend(Statements statements, List<BudgetChange> changes) {
        int set = 0;
        try {
            while (set < changes.size() && spend(statements, changes.get(set)) == 1) {
                set++;
            }
        } catch (JdbcStoreException e) {
            // Each has committed by itself, and must not be set again.
            if (set == 0 || !SqlFailure.isConflict(SqlFailure.in(e))) {
                throw e;
            }
        }
        return set;
    }

    private int spend(Statements statements, BudgetChange change) {
        Object tenant = key(change.tenant);
        Object name = key(change.name);
        byte[] before = change.before;
        return before == null
                ? insert(statements, insertBudget, tenant, name, change.after, change.expiresAt)
                : statements.update(updateBudget, change.after, change.expiresAt, tenant, name, before);
    }
}
