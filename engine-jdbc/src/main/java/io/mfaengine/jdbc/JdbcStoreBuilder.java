package io.mfaengine.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/** Options of a {@link JdbcStore}. Not thread-safe. */
public final class JdbcStoreBuilder {
    private final DataSource dataSource;
    private Tables tables = new Tables("mfa_");
    private Duration timeOut = Duration.ofSeconds(2);
    private boolean makesTables = true;

    JdbcStoreBuilder(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * What the names of all tables and indexes begin with; {@code mfa_} unless said otherwise.
     *
     * @param prefix a lower-case letter, and then at most 29 lower-case letters, digits and underscores
     * @return this builder
     * @throws IllegalArgumentException if it is not that
     */
    @CanIgnoreReturnValue
    public JdbcStoreBuilder tablePrefix(String prefix) {
        tables = new Tables(prefix);
        return this;
    }

    /**
     * How long one statement may take; 2 seconds unless said otherwise. A database that doesn't answer at all is given
     * half a second more. H2 only limits how long it waits for a lock, by {@code LOCK_TIMEOUT} in its URL.
     *
     * @param timeOut 1 to 60 seconds; parts of a second are ignored
     * @return this builder
     * @throws IllegalArgumentException if it is not that
     */
    @CanIgnoreReturnValue
    public JdbcStoreBuilder statementTimeOut(Duration timeOut) {
        if (timeOut.toSeconds() < 1 || timeOut.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("timeOut must be 1 to 60 s, it is " + timeOut);
        }
        this.timeOut = timeOut;
        return this;
    }

    /**
     * Makes no tables: a database that lacks them, or has those of an earlier release, is refused. For who runs the
     * statements of {@link JdbcSchema} with other rights than the application has.
     *
     * @return this builder
     */
    @CanIgnoreReturnValue
    public JdbcStoreBuilder withoutMakingTables() {
        makesTables = false;
        return this;
    }

    /**
     * Makes the store.
     *
     * @return a store whose tables are there
     * @throws JdbcStoreException if the database can't be reached, is not a known one, is read-only or a stand-by, doesn't
     *     store Unicode, has tables of a later release, or lacks tables that it can't be given
     */
    public JdbcStore build() {
        Database database = Database.open(dataSource, tables, timeOut);
        SchemaUpdate schema = new SchemaUpdate(database);
        if (makesTables) {
            schema.bringUp();
        }
        schema.check();
        return new JdbcStore(database);
    }
}
