package io.mfaengine.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Runs work on connections of its own, again after a conflict, and translates what fails. */
final class Database {
    private static final int TRIES = 4;

    private final Jdbi jdbi;
    private final Connections connections;
    private final int statementSeconds;
    private final Dialect dialect;
    private final Tables tables;
    private final Reading reading;
    private final Listings listings;

    private Database(Jdbi jdbi, Connections connections, int statementSeconds, Dialect dialect, Tables tables) {
        this.jdbi = jdbi;
        this.connections = connections;
        this.statementSeconds = statementSeconds;
        this.dialect = dialect;
        this.tables = tables;
        reading = new Reading(dialect, tables);
        listings = new Listings(dialect, tables);
    }

    static Database open(DataSource dataSource, Tables tables, Duration timeOut) {
        Dialect dialect;
        boolean usuallyCommits;
        try (Connection probe = dataSource.getConnection()) {
            dialect = Dialect.of(probe.getMetaData(), tables);
            usuallyCommits = probe.getAutoCommit();
        } catch (SQLException e) {
            throw SqlFailure.translated(new JdbcStoreException("the database can't be asked what it is", e));
        }
        Connections connections = new Connections(dataSource, dialect, usuallyCommits, timeOut);
        int seconds = dialect.limitsStatements() ? (int) timeOut.toSeconds() : 0;
        Jdbi jdbi = Jdbi.create(connections);
        SqlStatements statements = jdbi.getConfig(SqlStatements.class);
        statements.setTemplateEngine(TemplateEngine.NOP);
        if (seconds > 0) {
            statements.setQueryTimeout(seconds);
        }
        Database database = new Database(jdbi, connections, seconds, dialect, tables);
        database.run(handle -> {
            dialect.check(handle);
            return true;
        });
        return database;
    }

    Dialect dialect() {
        return dialect;
    }

    Tables tables() {
        return tables;
    }

    Reading reading() {
        return reading;
    }

    Listings listings() {
        return listings;
    }

    Commit.Result commit(Commit commit) {
        return dialect.commit(this, commit);
    }

    /** Writes what only may be written if nobody else did meanwhile. No connection is held while it waits for its turn. */
    <T> T writing(Supplier<T> work) {
        return dialect.writing(work);
    }

    /** Runs statements of which each commits by itself. */
    @CanIgnoreReturnValue
    <T> T run(Function<Handle, T> work) {
        return trying(() -> {
            try (Handle handle = jdbi.open()) {
                return work.apply(handle);
            }
        });
    }

    /** The same for what every sign-in does. */
    @CanIgnoreReturnValue
    <T> T runHot(Function<Statements, T> work) {
        return trying(() -> {
            try (Statements statements = new Statements(connections, statementSeconds)) {
                return work.apply(statements);
            }
        });
    }

    /** Runs statements that are committed together, if what they come to is to be kept. It is true only then. */
    @CanIgnoreReturnValue
    <T> T transaction(Function<Handle, T> work, Predicate<T> isKept) {
        return trying(() -> {
            try (Handle handle = jdbi.open()) {
                return Statements.transaction(handle.getConnection(), () -> work.apply(handle), isKept);
            } catch (SQLException e) {
                throw new JdbcStoreException("the transaction failed", e);
            }
        });
    }

    private static <T> T trying(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (JdbiException | JdbcStoreException e) {
                if (attempt == TRIES || !SqlFailure.isConflict(SqlFailure.in(e))) {
                    throw SqlFailure.translated(e);
                }
            }
        }
    }
}
