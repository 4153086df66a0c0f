package io.mfaengine.jdbc;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records from rows; each begins at a column. */
final class Rows {
    static final String USER = "u.version, u.indexes, u.payload";
    static final String ACTION = "a.version, a.created_at, a.state, a.expires_at, a.payload";

    private Rows() {}

    static @Nullable UserRecord user(ResultSet row, int at, UserKey key) throws SQLException {
        String version = row.getString(at);
        return version == null
                ? null
                : new UserRecord(
                        key,
                        Version.of(version),
                        IndexNames.of(key.tenant(), row.getString(at + 1)),
                        Payload.of(row.getString(at + 2)));
    }

    static @Nullable ActionRecord action(Dialect dialect, ResultSet row, int at, UserKey user, ActionKey key)
            throws SQLException {
        String version = row.getString(at);
        return version == null
                ? null
                : new ActionRecord(
                        user,
                        key,
                        Version.of(version),
                        Instant.ofEpochMilli(row.getLong(at + 1)),
                        dialect.key(row, at + 2),
                        instant(row, at + 3),
                        Payload.of(row.getString(at + 4)));
    }

    static EventRecord event(Dialect dialect, ResultSet row, String tenant) throws SQLException {
        return new EventRecord(
                new UserKey(tenant, dialect.key(row, 2)),
                dialect.key(row, 1),
                instant(row, 3),
                Payload.of(row.getString(4)));
    }

    private static @Nullable Instant instant(ResultSet row, int at) throws SQLException {
        long millis = row.getLong(at);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
