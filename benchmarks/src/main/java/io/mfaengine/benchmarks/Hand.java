package io.mfaengine.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import javax.sql.DataSource;

/**
 * The statements of the engine's operations written by hand, as somebody careful would: prepared, with the same time-outs,
 * the same ones in the same transactions, over tables of the same layout, with texts of the same length, and again from the
 * start when the user moved meanwhile. There is nothing in it but JDBC: no cryptography, no JSON, no events in a chain, no settings, no
 * limits. For one thread.
 */
abstract class Hand {
    static final String TENANT = "main";
    static final String CODE = "sign-in";
    private static final long RETENTION = 30L * 86_400_000;

    private final DataSource pool;
    private final Map<Work, Shape> shapes;
    private final SplittableRandom random = new SplittableRandom();

    Hand(DataSource pool, Map<Work, Shape> shapes) {
        this.pool = pool;
        this.shapes = shapes;
    }

    /** What a load has read. */
    record Seen(String user, String userPayload, String action, String actionPayload) {}

    /** One commit to be written. */
    record Write(String user, String key, Seen seen, Shape shape, String version, long now, List<String> eventIds) {
        long expiresAt() {
            return now + RETENTION;
        }
    }

    abstract String loadStatement();

    abstract void bindLoad(Bound load, String user, String key) throws SQLException;

    /** Inserts an action and its event, if the user is as seen. */
    abstract boolean insert(Connection connection, Write write) throws SQLException;

    /** Replaces user and action and inserts events, if both are as seen. */
    abstract boolean replace(Connection connection, Write write) throws SQLException;

    /** Inserts an action. */
    String track(String user, long now) {
        String key = hex(13);
        write(Work.TRACK, user, key, now);
        return key;
    }

    void write(Work work, String user, String key, long now) {
        Shape shape = Objects.requireNonNull(shapes.get(work));
        try (Connection connection = pool.getConnection()) {
            boolean written = false;
            while (!written) {
                Seen seen = load(connection, user, key);
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < shape.events().size(); i++) {
                    ids.add(HexFormat.of().toHexDigits(now, 11) + hex(8));
                }
                Write write = new Write(user, key, seen, shape, hex(16), now, ids);
                written = work == Work.TRACK ? insert(connection, write) : replace(connection, write);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean read(String user) {
        try (Connection connection = pool.getConnection()) {
            return !load(connection, user, "").userPayload().isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Seen load(Connection connection, String user, String key) throws SQLException {
        try (Bound load = new Bound(connection, loadStatement())) {
            bindLoad(load, user, key);
            try (ResultSet row = load.query()) {
                if (!row.next() || row.getString(9) == null) {
                    throw new IllegalStateException("there are no settings");
                }
                return new Seen(text(row, 1), text(row, 3) + text(row, 2), text(row, 4), row.getLong(5) + text(row, 8));
            }
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
