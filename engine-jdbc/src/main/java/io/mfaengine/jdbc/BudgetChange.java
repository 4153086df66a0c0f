package io.mfaengine.jdbc;

import io.mfaengine.store.Budget;
import org.jspecify.annotations.Nullable;

/** What one budget had, and is to have. */
final class BudgetChange {
    final String tenant;
    final String name;
    final byte @Nullable [] before;
    final byte[] after;
    final long expiresAt;

    BudgetChange(Budget budget, byte @Nullable [] before, byte[] after) {
        tenant = budget.tenant();
        name = budget.key();
        this.before = before;
        this.after = after;
        expiresAt = budget.expiresAt(after).toEpochMilli();
    }
}
