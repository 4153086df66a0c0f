package io.mfaengine.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import javax.sql.DataSource;

/** On PostgreSQL: a commit is one statement. */
final class HandPostgres extends Hand {
    private final String load;
    private final String insert;
    private final Map<Integer, String> replace;

    /** @param events the name of the table of events */
    HandPostgres(DataSource pool, Map<Work, Shape> shapes, String prefix, String events) {
        super(pool, shapes);
        load = loadStatement(prefix);
        insert = """
                WITH u AS (SELECT 1 FROM %1$suser WHERE tenant = ? AND user_id = ? AND version = ? FOR KEY SHARE),
                a AS (INSERT INTO %1$saction
                  (tenant, user_id, code, idempotency_key, version, created_at, state, expires_at, payload)
                  SELECT ?, ?, ?, ?, ?, CAST(? AS bigint), ?, CAST(? AS bigint), ? FROM u ON CONFLICT DO NOTHING RETURNING 1),
                e AS (INSERT INTO %2$s (tenant, id, user_id, expires_at, payload)
                  SELECT v.* FROM (VALUES (?, ?, ?, CAST(? AS bigint), ?)) AS v, a ON CONFLICT DO NOTHING)
                SELECT count(*) FROM a""".formatted(prefix, events);
        replace = Map.of(1, replace(prefix, events, 1), 2, replace(prefix, events, 2), 3, replace(prefix, events, 3));
    }

    /** The same on all databases. */
    static String loadStatement(String prefix) {
        return """
                SELECT u.version, u.indexes, u.payload, a.version, a.created_at, a.state, a.expires_at, a.payload, s.version
                FROM (SELECT 1 AS one) k
                LEFT JOIN %1$suser u ON u.tenant = ? AND u.user_id = ?
                LEFT JOIN %1$saction a ON a.tenant = ? AND a.user_id = ? AND a.code = ? AND a.idempotency_key = ?
                LEFT JOIN %1$ssettings s ON s.tenant = ?""".formatted(prefix);
    }

    private static String replace(String prefix, String events, int count) {
        return """
                WITH u AS (UPDATE %1$suser SET version = ?, indexes = ?, payload = ?
                  WHERE tenant = ? AND user_id = ? AND version = ? AND EXISTS (SELECT FROM %1$saction
                  WHERE tenant = ? AND user_id = ? AND code = ? AND idempotency_key = ? AND version = ?) RETURNING 1),
                a AS (UPDATE %1$saction SET version = ?, created_at = ?, state = ?, expires_at = ?, payload = ?
                  WHERE tenant = ? AND user_id = ? AND code = ? AND idempotency_key = ? AND version = ?
                  AND EXISTS (SELECT FROM u) RETURNING 1),
                x AS (DELETE FROM %1$suser_index WHERE tenant = ? AND user_id = ? AND EXISTS (SELECT FROM u)),
                e AS (INSERT INTO %2$s (tenant, id, user_id, expires_at, payload) SELECT v.* FROM (VALUES
                  %3$s) AS v, u ON CONFLICT DO NOTHING)
                SELECT CASE WHEN EXISTS (SELECT FROM u)
                  THEN 1 / CASE WHEN (SELECT count(*) FROM a) = 1 THEN 1 ELSE 0 END ELSE 0 END""".formatted(
                prefix, events, String.join(", ", Collections.nCopies(count, "(?, ?, ?, CAST(? AS bigint), ?)")));
    }

    @Override
    String loadStatement() {
        return load;
    }

    @Override
    void bindLoad(Bound bound, String user, String key) throws SQLException {
        bound.timed().text(TENANT, user, TENANT, user, CODE, key, TENANT);
    }

    @Override
    boolean insert(Connection connection, Write write) throws SQLException {
        try (Bound bound = new Bound(connection, insert)) {
            bound.timed()
                    .text(TENANT, write.user(), write.seen().user())
                    .text(TENANT, write.user(), CODE, write.key(), write.version())
                    .number(write.now())
                    .text(write.shape().state())
                    .number(write.expiresAt())
                    .text(write.shape().action());
            return isWritten(events(bound, write));
        }
    }

    @Override
    boolean replace(Connection connection, Write write) throws SQLException {
        Shape shape = write.shape();
        try (Bound bound =
                new Bound(connection, replace.getOrDefault(shape.events().size(), ""))) {
            bound.timed()
                    .text(write.version(), "", shape.user())
                    .text(TENANT, write.user(), write.seen().user())
                    .text(TENANT, write.user(), CODE, write.key(), write.seen().action())
                    .text(write.version())
                    .number(write.now())
                    .text(shape.state())
                    .number(write.expiresAt())
                    .text(shape.action())
                    .text(TENANT, write.user(), CODE, write.key(), write.seen().action())
                    .text(TENANT, write.user());
            return isWritten(events(bound, write));
        }
    }

    private static Bound events(Bound bound, Write write) throws SQLException {
        for (int i = 0; i < write.eventIds().size(); i++) {
            bound.text(TENANT, write.eventIds().get(i), write.user())
                    .number(write.expiresAt())
                    .text(write.shape().events().get(i));
        }
        return bound;
    }

    private static boolean isWritten(Bound bound) throws SQLException {
        try (ResultSet row = bound.query()) {
            return row.next() && row.getInt(1) == 1;
        }
    }
}
