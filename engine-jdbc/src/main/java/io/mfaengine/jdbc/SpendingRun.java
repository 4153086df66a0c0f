package io.mfaengine.jdbc;

import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Spending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Spends from budgets: reads what all have, and sets what they are to have, in their order and each if it has not moved.
 * What was overtaken begins again from where it was. Nothing is written when one is known to be exhausted.
 */
final class SpendingRun {
    /** Each time somebody else has spent, so this is far more than the callers that there can be. */
    private static final int TRIES = 1_000;

    private final Database database;
    private final Instant now;
    private List<Budget> left;

    SpendingRun(Database database, List<Budget> budgets, Instant now) {
        this.database = database;
        this.left = budgets;
        this.now = now;
    }

    /** May be called again after it threw: what was spent is known. */
    Spending toTheEnd(Statements statements) {
        for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
            Map<Claim, byte[]> had = read(statements);
            List<BudgetChange> changes = new ArrayList<>();
            for (Budget budget : left) {
                byte[] before = had.get(new Claim(budget.tenant(), budget.key()));
                Optional<byte[]> after = budget.spend(before, now);
                if (after.isEmpty()) {
                    return new Spending.Exhausted(budget, budget.until(Objects.requireNonNull(before), now));
                }
                changes.add(new BudgetChange(budget, before, after.get()));
            }
            left = left.subList(set(statements, changes), left.size());
        }
        if (left.isEmpty()) {
            return new Spending.Spent();
        }
        throw new JdbcStoreException("a budget was spent from by others all the time");
    }

    /** Above READ COMMITTED who is overtaken gets an error, and gets one as often as that happens. */
    private int set(Statements statements, List<BudgetChange> changes) {
        try {
            return database.dialect().spend(statements, changes);
        } catch (JdbcStoreException e) {
            if (SqlFailure.isConflict(SqlFailure.in(e))) {
                return 0;
            }
            throw e;
        }
    }

    private Map<Claim, byte[]> read(Statements statements) {
        Dialect dialect = database.dialect();
        SqlText sql = new SqlText("SELECT tenant, name, state FROM {p}budget WHERE (tenant, name) IN (");
        for (Budget budget : left) {
            sql.add(
                    budget.equals(left.get(0)) ? "(?, ?)" : ", (?, ?)",
                    dialect.key(budget.tenant()),
                    dialect.key(budget.key()));
        }
        Map<Claim, byte[]> had = new HashMap<>();
        statements
                .list(
                        row -> Map.entry(new Claim(dialect.key(row, 1), dialect.key(row, 2)), row.getBytes(3)),
                        sql.add(")").text(database.tables()),
                        sql.args())
                .forEach(entry -> had.put(entry.getKey(), entry.getValue()));
        return had;
    }
}
