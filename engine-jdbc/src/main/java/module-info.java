/** A store on a database, through JDBC. */
@SuppressWarnings("requires-automatic") // Jdbi declares its name, but is no module yet.
module io.mfaengine.jdbc {
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires transitive io.mfaengine.core;
    requires transitive java.sql;
    requires org.jdbi.v3.core;

    exports io.mfaengine.jdbc;
}
