package io.mfaengine.jdbc;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Payload;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What decisions rest on, and the settings: each is one statement, and so one snapshot. */
final class Reading {
    private final Dialect dialect;
    private final String load;
    private final String holder;
    private final String settings;
    private final String insertSettings;
    private final String updateSettings;

    Reading(Dialect dialect, Tables tables) {
        this.dialect = dialect;
        load = tables.in("SELECT " + Rows.USER + ", " + Rows.ACTION + ", s.version" + """
                 FROM (SELECT 1 AS one) k
                LEFT JOIN {p}user u ON u.tenant = ? AND u.user_id = ?
                LEFT JOIN {p}action a ON a.tenant = ? AND a.user_id = ? AND a.code = ? AND a.idempotency_key = ?
                LEFT JOIN {p}settings s ON s.tenant = ?""");
        holder = tables.in("SELECT user_id FROM {p}claim WHERE tenant = ? AND name = ?");
        settings = tables.in("SELECT version, payload FROM {p}settings WHERE tenant = ?");
        insertSettings = tables.in("INSERT INTO {p}settings (tenant, version, payload) VALUES (?, ?, ?)");
        updateSettings = tables.in("UPDATE {p}settings SET version = ?, payload = ? WHERE tenant = ? AND version = ?");
    }

    Snapshot load(Statements statements, UserKey user, @Nullable ActionKey action) {
        Object tenant = dialect.key(user.tenant());
        Object userId = dialect.key(user.userId());
        @Nullable Object code = action == null ? null : dialect.key(action.action());
        @Nullable Object key = action == null ? null : dialect.key(action.idempotencyKey());
        return statements
                .query(row -> snapshot(row, user, action), load, tenant, userId, tenant, userId, code, key, tenant)
                .orElseThrow();
    }

    private Snapshot snapshot(ResultSet row, UserKey user, @Nullable ActionKey action) throws SQLException {
        String settingsVersion = row.getString(9);
        return new Snapshot(
                Rows.user(row, 1, user),
                action == null ? null : Rows.action(dialect, row, 4, user, action),
                settingsVersion == null ? Version.ABSENT : Version.of(settingsVersion));
    }

    Optional<UserKey> holder(Statements statements, Claim claim) {
        return statements.query(
                row -> new UserKey(claim.tenant(), dialect.key(row, 1)),
                holder,
                dialect.key(claim.tenant()),
                dialect.key(claim.name()));
    }

    Optional<SettingsRecord> settings(Statements statements, String tenant) {
        return statements.query(
                row -> new SettingsRecord(tenant, Version.of(row.getString(1)), Payload.of(row.getString(2))),
                settings,
                dialect.key(tenant));
    }

    boolean saveSettings(Statements statements, SettingsRecord next, Version expected) {
        Object tenant = dialect.key(next.tenant());
        String version = next.version().text();
        String payload = next.payload().text();
        int saved = expected.equals(Version.ABSENT)
                ? dialect.insert(statements, insertSettings, tenant, version, payload)
                : statements.update(updateSettings, version, payload, tenant, expected.text());
        return saved == 1;
    }
}
