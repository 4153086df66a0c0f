package io.mfaengine.jdbc;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store on the application's own database: H2, or PostgreSQL 12 or later. It finds out which from the connection, and
 * makes its tables when they are missing. Any number of nodes may use one PostgreSQL. H2 is for one process: in a file it
 * loses updates of one row under many threads, from which only the turns that this process takes keep it.
 *
 * <p>It uses connections of its own for short: none outlives a call, and what a call has written is committed when it
 * returns, whatever the caller rolls back. Right at any isolation level; READ COMMITTED, the usual one, is the fastest,
 * and SERIALIZABLE fails more often when many want the same. What the database says was in conflict (a serialization
 * failure, a deadlock) is tried again, 4 times in all; everything else that fails is a {@link JdbcStoreException}.
 *
 * <p>The pool should give up waiting for a connection after 2 seconds or less: no call of the store waits longer for the
 * database, but it can't hurry the pool. One connection is enough.
 *
 * <p><b>A transaction of the caller is refused.</b> A connection that has auto-commit off, although the data source gave
 * them out with it on when the store was made, or on which a transaction is open already, is given back untouched, and
 * the call fails. So does one that another call is using at this moment. Give the store the pool itself and not a proxy
 * that takes part in transactions. A connection inside a transaction in which nothing has run yet, of a pool whose
 * connections all have auto-commit off, can't be told from a fresh one, and is used: what the store writes on it is
 * committed, and there is nothing of the caller's that could be committed with it.
 *
 * <p>What is committed has to outlive a crash. PostgreSQL with {@code synchronous_commit = off} is refused. In an H2 file
 * the store sets {@code WRITE_DELAY 0}, so that a process that is killed has forgotten nothing; H2 doesn't force the disk,
 * so a machine that loses its power may.
 *
 * <p>Thread-safe.
 */
public final class JdbcStore implements QueryableStore {
    private final Database database;

    JdbcStore(Database database) {
        this.database = database;
    }

    /**
     * Makes a store with the standard options.
     *
     * @param dataSource where connections come from
     * @return a store whose tables are there
     * @throws JdbcStoreException if the database can't be reached, is not a known one, is read-only or a stand-by, doesn't
     *     store Unicode, has tables of a later release, or can't be given its tables
     */
    public static JdbcStore create(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * For a store with options of its own.
     *
     * @param dataSource where connections come from
     * @return a builder with the standard options
     */
    public static JdbcStoreBuilder builder(DataSource dataSource) {
        return new JdbcStoreBuilder(dataSource);
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        return database.runHot(statements -> database.reading().load(statements, user, action));
    }

    @Override
    public Commit.Result commit(Commit commit) {
        return database.writing(() -> database.commit(commit));
    }

    @Override
    public Spending spend(List<Budget> budgets, Instant now) {
        return database.writing(() -> database.runHot(new SpendingRun(database, budgets, now)::toTheEnd));
    }

    @Override
    public Optional<UserKey> holder(Claim claim) {
        return database.runHot(statements -> database.reading().holder(statements, claim));
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        return database.runHot(statements -> database.reading().settings(statements, tenant));
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        return database.writing(
                () -> database.runHot(statements -> database.reading().saveSettings(statements, next, expected)));
    }

    @Override
    public List<UserRecord> users(UserScan scan) {
        return database.run(handle -> database.listings().users(handle, scan));
    }

    @Override
    public List<ActionRecord> actions(ActionScan scan) {
        return database.run(handle -> database.listings().actions(handle, scan));
    }

    @Override
    public Map<String, Long> countActions(ActionScan scan, Instant until) {
        return database.run(handle -> database.listings().countActions(handle, scan, until));
    }

    @Override
    public List<EventRecord> events(EventScan scan) {
        return database.run(handle -> database.listings().events(handle, scan));
    }

    /** {@inheritDoc} The visitor is called while no connection is in use. */
    @Override
    public void forEachUser(String tenant, Consumer<UserKey> visitor) {
        String last = "";
        while (true) {
            String after = last;
            List<UserKey> page = database.run(handle -> database.listings().userKeys(handle, tenant, after));
            if (page.isEmpty()) {
                return;
            }
            page.forEach(visitor);
            last = page.get(page.size() - 1).userId();
        }
    }

    /** {@inheritDoc} It removes a few hundred at a time, so that nobody waits for it. */
    @Override
    public int purge(Instant now, int limit) {
        return new Purge(database).run(now, limit);
    }

    /** Does nothing: the data source is the application's. */
    @Override
    public void close() {}
}
