package io.mfaengine.jdbc;

/** The tables of a {@link JdbcStore}, for who makes them by hand. Thread-safe. */
public final class JdbcSchema {
    private JdbcSchema() {}

    /**
     * The statements that make all tables in an empty database, and say that they are there.
     *
     * @param database {@code h2} or {@code postgresql}
     * @param tablePrefix what the names of all tables begin with, as in {@link JdbcStoreBuilder#tablePrefix}
     * @return SQL, each statement ended by a semicolon
     * @throws IllegalArgumentException if the database is another one, or the prefix out of its bounds
     */
    public static String print(String database, String tablePrefix) {
        if (!Dialect.NAMES.contains(database)) {
            throw new IllegalArgumentException(
                    "database must be one of " + Dialect.NAMES + ", it is '" + database + "'");
        }
        Tables tables = new Tables(tablePrefix);
        Scripts scripts = Scripts.of(database);
        StringBuilder all = new StringBuilder(tables.in(scripts.versionTable()));
        for (int number = 1; number <= Scripts.LATEST; number++) {
            all.append('\n').append(tables.in(scripts.script(number)));
        }
        return all.append(tables.in(
                        "\nUPDATE {p}schema SET version = " + Scripts.LATEST + ", oldest = " + Scripts.OLDEST + ";\n"))
                .toString();
    }
}
