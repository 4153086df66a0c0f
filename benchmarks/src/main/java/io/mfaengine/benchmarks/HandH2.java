package io.mfaengine.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** On H2: a commit is a short transaction. */
final class HandH2 extends Hand {
    private final String load;
    private final String lockUser;
    private final String insertAction;
    private final String insertEvent;
    private final String updateUser;
    private final String deleteIndexes;
    private final String updateAction;

    HandH2(DataSource pool, Map<Work, Shape> shapes, String prefix, String events) {
        super(pool, shapes);
        load = HandPostgres.loadStatement(prefix);
        lockUser = "SELECT version FROM " + prefix + "user WHERE tenant = ? AND user_id = ? FOR UPDATE";
        insertAction = "INSERT INTO " + prefix + """
                action (tenant, user_id, code, idempotency_key, version, created_at, state, expires_at, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
        insertEvent = "INSERT INTO " + events + " (tenant, id, user_id, expires_at, payload) VALUES (?, ?, ?, ?, ?)";
        updateUser = "UPDATE " + prefix + """
                user SET version = ?, indexes = ?, payload = ? WHERE tenant = ? AND user_id = ? AND version = ?""";
        deleteIndexes = "DELETE FROM " + prefix + "user_index WHERE tenant = ? AND user_id = ?";
        updateAction = "UPDATE " + prefix + """
                action SET version = ?, created_at = ?, state = ?, expires_at = ?, payload = ?
                WHERE tenant = ? AND user_id = ? AND code = ? AND idempotency_key = ? AND version = ?""";
    }

    @Override
    String loadStatement() {
        return load;
    }

    @Override
    void bindLoad(Bound bound, String user, String key) throws SQLException {
        bound.bytes(TENANT, user, TENANT, user, CODE, key, TENANT);
    }

    @Override
    boolean insert(Connection connection, Write write) throws SQLException {
        return transaction(
                connection,
                () -> isAsSeen(connection, write) && insertAction(connection, write) && events(connection, write));
    }

    @Override
    boolean replace(Connection connection, Write write) throws SQLException {
        return transaction(
                connection,
                () -> updateUser(connection, write) && updateAction(connection, write) && events(connection, write));
    }

    private interface Steps {
        boolean run() throws SQLException;
    }

    private static boolean transaction(Connection connection, Steps steps) throws SQLException {
        connection.setAutoCommit(false);
        boolean written = false;
        try {
            written = steps.run();
            if (written) {
                connection.commit();
            }
            return written;
        } finally {
            if (!written) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private boolean isAsSeen(Connection connection, Write write) throws SQLException {
        try (Bound bound = new Bound(connection, lockUser).bytes(TENANT, write.user());
                ResultSet row = bound.query()) {
            return row.next() && row.getString(1).equals(write.seen().user());
        }
    }

    private boolean insertAction(Connection connection, Write write) throws SQLException {
        try (Bound bound = new Bound(connection, insertAction)) {
            return bound.bytes(TENANT, write.user(), CODE, write.key())
                            .text(write.version())
                            .number(write.now())
                            .bytes(write.shape().state())
                            .number(write.expiresAt())
                            .text(write.shape().action())
                            .update()
                    == 1;
        }
    }

    private boolean updateUser(Connection connection, Write write) throws SQLException {
        try (Bound user = new Bound(connection, updateUser);
                Bound indexes = new Bound(connection, deleteIndexes)) {
            return user.text(write.version(), "", write.shape().user())
                                    .bytes(TENANT, write.user())
                                    .text(write.seen().user())
                                    .update()
                            == 1
                    && indexes.bytes(TENANT, write.user()).update() >= 0;
        }
    }

    private boolean updateAction(Connection connection, Write write) throws SQLException {
        try (Bound bound = new Bound(connection, updateAction)) {
            return bound.text(write.version())
                            .number(write.now())
                            .bytes(write.shape().state())
                            .number(write.expiresAt())
                            .text(write.shape().action())
                            .bytes(TENANT, write.user(), CODE, write.key())
                            .text(write.seen().action())
                            .update()
                    == 1;
        }
    }

    private boolean events(Connection connection, Write write) throws SQLException {
        for (int i = 0; i < write.eventIds().size(); i++) {
            try (Bound bound = new Bound(connection, insertEvent)) {
                int written = bound.bytes(TENANT, write.eventIds().get(i), write.user())
                        .number(write.expiresAt())
                        .text(write.shape().events().get(i))
                        .update();
                if (written != 1) {
                    return false;
                }
            }
        }
        return true;
    }
}
