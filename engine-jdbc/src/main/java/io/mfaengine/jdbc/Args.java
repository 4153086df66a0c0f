package io.mfaengine.jdbc;

import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import org.jspecify.annotations.Nullable;

/** What is bound to the statements of a commit on PostgreSQL, in the order of their columns. */
final class Args {
    private Args() {}

    static @Nullable Object[] key(Commit commit) {
        return new Object[] {commit.user().tenant(), commit.user().userId()};
    }

    static @Nullable Object[] guard(Commit commit) {
        return new Object[] {
            commit.user().tenant(), commit.user().userId(), commit.expected().text()
        };
    }

    static @Nullable Object[] key(ActionRecord action) {
        return new Object[] {
            action.user().tenant(),
            action.user().userId(),
            action.key().action(),
            action.key().idempotencyKey()
        };
    }

    static @Nullable Object[] columns(ActionRecord next) {
        return new Object[] {
            next.version().text(),
            next.createdAt().toEpochMilli(),
            next.state(),
            Rows.millis(next.expiresAt()),
            next.payload().text()
        };
    }

    static @Nullable Object[] event(EventRecord event) {
        return new Object[] {
            event.user().tenant(),
            event.id(),
            event.user().userId(),
            Rows.millis(event.expiresAt()),
            event.payload().text()
        };
    }
}
