package io.mfaengine.jdbc;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Brings the tables up to this release, one numbered script after the other. The version is claimed by compare-and-set:
 * where a database undoes what a script did, before the script, so that the others wait for it; where it doesn't, after
 * it, so that a script that was cut off runs again. A script can therefore run twice, and on several nodes at once.
 */
final class SchemaUpdate {
    private static final int TRIES = 20;

    private final Database database;

    SchemaUpdate(Database database) {
        this.database = database;
    }

    /** What the database has: its version, and the earliest release's version that gets along with it. */
    private record Found(int version, int oldest) {}

    void bringUp() {
        for (int i = 1; ; i++) {
            try {
                bringUpOnce();
                return;
            } catch (JdbcStoreException e) {
                // Nodes that make one table at once get in each other's way, and by the next time it is there.
                if (i == TRIES) {
                    throw new JdbcStoreException(
                            "the tables could not be made; give the store's user the right to, or run what JdbcSchema"
                                    + " prints and use withoutMakingTables(): " + e.getMessage(),
                            SqlFailure.in(e));
                }
            }
        }
    }

    private void bringUpOnce() {
        Scripts scripts = Scripts.of(database.dialect().name());
        Optional<Found> found = found();
        if (found.isEmpty()) {
            database.run(handle -> run(handle, scripts.versionTable()));
        }
        int version = found.map(Found::version).orElse(0);
        for (int next = version + 1; next <= Scripts.LATEST; next++) {
            int script = next;
            if (database.dialect().undoesScripts()) {
                database.transaction(
                        handle -> claim(handle, script) && run(handle, scripts.script(script)), Boolean::booleanValue);
            } else {
                database.run(handle -> run(handle, scripts.script(script)) && claim(handle, script));
            }
        }
    }

    private boolean claim(Handle handle, int version) {
        return handle.execute(
                        database.tables().in("UPDATE {p}schema SET version = ?, oldest = ? WHERE version = ?"),
                        version,
                        Scripts.OLDEST,
                        version - 1)
                == 1;
    }

    private boolean run(Handle handle, String script) {
        for (String statement : Scripts.statements(database.tables().in(script))) {
            handle.execute(statement);
        }
        return true;
    }

    void check() {
        Found found = found().orElseThrow(() ->
                new JdbcStoreException("the tables " + database.tables().prefix()
                        + "… are missing: run what JdbcSchema prints, or let the store make them"));
        if (found.version < Scripts.LATEST) {
            throw new JdbcStoreException("the tables have version " + found.version + ", and this release needs "
                    + Scripts.LATEST + ": run what JdbcSchema prints for it, or let the store do so");
        }
        if (found.oldest > Scripts.LATEST) {
            throw new JdbcStoreException("the tables have version " + found.version + " and this release knows "
                    + Scripts.LATEST + ": use a release that knows at least " + found.oldest);
        }
    }

    private Optional<Found> found() {
        try {
            return database.run(handle -> handle.select(database.tables().in("SELECT version, oldest FROM {p}schema"))
                    .map((row, context) -> new Found(row.getInt(1), row.getInt(2)))
                    .findOne());
        } catch (JdbcStoreException e) {
            if (SqlFailure.isMissingTable(SqlFailure.in(e))) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
