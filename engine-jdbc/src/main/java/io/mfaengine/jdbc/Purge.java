package io.mfaengine.jdbc;

import java.time.Instant;
import java.util.List;

/** Removes what has expired, a few rows in each transaction, so that nobody waits for it. */
final class Purge {
    private static final int AT_ONCE = 200;

    private final Database database;

    Purge(Database database) {
        this.database = database;
    }

    int run(Instant now, int limit) {
        int removed = 0;
        for (String table : List.of("{p}action", "{p}event", "{p}budget")) {
            String sql = database.tables().in(database.dialect().purge(table));
            int wanted;
            int batch;
            do {
                wanted = Math.min(AT_ONCE, limit - removed);
                batch = wanted > 0 ? batch(sql, now, wanted) : 0;
                removed += batch;
            } while (batch > 0 && batch == wanted);
        }
        return removed;
    }

    private int batch(String sql, Instant now, int wanted) {
        return database.writing(() -> database.run(handle -> handle.execute(sql, now.toEpochMilli(), wanted)));
    }
}
