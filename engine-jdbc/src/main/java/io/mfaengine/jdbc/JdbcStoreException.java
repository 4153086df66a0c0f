package io.mfaengine.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database failed, refused, or is not as it has to be. From a call of the store it means <em>outcome unknown</em>.
 * The message says what to do, and shows nothing of what is stored.
 */
public final class JdbcStoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String sqlState;

    JdbcStoreException(String message) {
        this(message, "", null);
    }

    JdbcStoreException(String message, @Nullable SQLException cause) {
        this(message, cause == null || cause.getSQLState() == null ? "" : cause.getSQLState(), cause);
    }

    JdbcStoreException(String message, String sqlState, @Nullable SQLException cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /**
     * What the database called it.
     *
     * @return the SQLSTATE, empty if the database didn't say so
     */
    public String sqlState() {
        return sqlState;
    }
}
