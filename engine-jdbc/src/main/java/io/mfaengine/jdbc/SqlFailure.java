package io.mfaengine.jdbc;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what an error of the database means. */
final class SqlFailure {
    /** All of the transaction was undone, and it may go well the next time. 22012 is how {@link PostgresCommit} undoes one. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "90131", "22012");

    /** By SQLSTATE, or by the class that it begins with; a pool has none. */
    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("", "no connection could be had in time: the pool is used up, or the database can't be reached"),
            Map.entry("08", "the database can't be reached, or the connection broke"),
            Map.entry("57", "the database stopped the statement: it took too long, or the server is going down"),
            Map.entry("HYT00", "the statement took too long, or waited too long for a lock"),
            Map.entry("53", "the database lacks room, memory or connections: make some"),
            Map.entry("58", "the database can't write its files: is the disk full?"),
            Map.entry("90028", "the database can't write its files: is the disk full?"),
            Map.entry("90031", "the database can't write its files: is the disk full?"),
            Map.entry("90098", "the database was closed, perhaps after it could not write its files"),
            Map.entry("25006", "the database is read-only: give the store the primary"),
            Map.entry("90097", "the database is read-only: give the store one that it can write"),
            Map.entry("22", "a value doesn't fit: it is longer than its column, or not well-formed text"),
            Map.entry("42501", "the database refuses: give its user the right to read and write the tables"),
            Map.entry("42P01", "a table is missing: make the store anew, or run what JdbcSchema prints"),
            Map.entry("42S02", "a table is missing: make the store anew, or run what JdbcSchema prints"),
            Map.entry("42S04", "a table is missing: make the store anew, or run what JdbcSchema prints"),
            Map.entry("28", "the database refuses the user or the password"));

    private SqlFailure() {}

    /** The error of the database behind an exception, null if there is none. */
    static @Nullable SQLException in(@Nullable Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    static boolean isConflict(@Nullable SQLException e) {
        return e != null && CONFLICTS.contains(state(e));
    }

    static boolean isMissingTable(@Nullable SQLException e) {
        return e != null && Set.of("42P01", "42S02", "42S03", "42S04").contains(state(e));
    }

    static boolean isDuplicateKey(@Nullable SQLException e) {
        return e != null && state(e).equals("23505");
    }

    /** The exception for who called the store. Errors about data quote it, and so are not handed on. */
    static JdbcStoreException translated(RuntimeException thrown) {
        SQLException e = in(thrown);
        if (e == null) {
            return thrown instanceof JdbcStoreException ours
                    ? ours
                    : new JdbcStoreException(
                            "the store failed: " + thrown.getClass().getSimpleName());
        }
        String state = state(e);
        String advice = ADVICE.getOrDefault(
                state, ADVICE.getOrDefault(state.substring(0, Math.min(2, state.length())), "the database failed"));
        boolean quotes = state.startsWith("22") || state.startsWith("23");
        String message = state.isEmpty() ? advice : advice + " (SQLSTATE " + state + ")";
        return new JdbcStoreException(message, state, quotes ? null : e);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
