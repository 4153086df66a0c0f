package io.mfaengine.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** The databases that every rule of the store is tried on. */
enum TestDatabase {
    H2 {
        @Override
        DataSource empty() {
            return io.mfaengine.jdbc.H2.inMemory();
        }
    },
    POSTGRESQL {
        @Override
        DataSource empty() {
            PostgresServer.emptyStore().close();
            return PostgresServer.ONE;
        }
    };

    static final List<String> TABLES = List.of("user", "user_index", "action", "claim", "event", "budget", "settings");

    /** A pool on a database without any record of the store; it may have the tables. */
    abstract DataSource empty();

    /** All that is stored, as text. */
    static String dump(DataSource dataSource) {
        StringJoiner lines = new StringJoiner("\n");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                lines.add(table);
                try (ResultSet rows = statement.executeQuery("SELECT * FROM mfa_" + table + " ORDER BY 1, 2, 3")) {
                    while (rows.next()) {
                        StringJoiner line = new StringJoiner(" | ", "  ", "");
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            line.add(rows.getString(i));
                        }
                        lines.add(line.toString());
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return lines.toString();
    }
}
