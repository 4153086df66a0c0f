package io.mfaengine.examples.signin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the program is told when it is started.
 *
 * @param isHelp whether to tell only what it is
 * @param isInMemory whether to keep nothing
 * @param url of a database; null for a file of its own
 * @param folder where the program's files are
 */
record Options(boolean isHelp, boolean isInMemory, @Nullable String url, Path folder) {
    static final String USAGE = """
            Usage: sign-in [--db URL | --memory] [--folder FOLDER]
              --db URL         keeps all in this database, whose URL begins with jdbc:h2: or
                               jdbc:postgresql: and holds the user and the password
              --memory         keeps nothing
              --folder FOLDER  where the key is, and without --db an H2 database;
                               otherwise .mfaengine in the home folder""";

    private static final String DB = "--db";
    private static final String MEMORY = "--memory";
    private static final String FOLDER = "--folder";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it can't be understood; says why, without what was typed: a URL has a password
     */
    static Options parse(List<String> args, Path home) {
        if (args.contains("--help")) {
            return new Options(true, false, null, home);
        }
        Map<String, String> given = new HashMap<>();
        for (Iterator<String> left = args.iterator(); left.hasNext(); ) {
            String option = left.next();
            String value = switch (option) {
                case MEMORY -> "";
                case DB, FOLDER -> value(option, left);
                default ->
                    throw new IllegalArgumentException("there are no options but --db, --memory, --folder and --help");
            };
            if (given.put(option, value) != null) {
                throw new IllegalArgumentException(option + " stands there twice");
            }
        }
        if (given.containsKey(DB) && given.containsKey(MEMORY)) {
            throw new IllegalArgumentException("it is either --db or --memory");
        }
        String folder = given.get(FOLDER);
        return new Options(
                false,
                given.containsKey(MEMORY),
                url(given.get(DB)),
                folder == null ? home.resolve(".mfaengine") : folder(folder));
    }

    private static String value(String option, Iterator<String> left) {
        String value = left.hasNext() ? left.next() : "";
        if (value.isEmpty() || value.startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }

    private static @Nullable String url(@Nullable String url) {
        if (url != null && !url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the URL of --db must begin with jdbc:h2: or jdbc:postgresql:");
        }
        return url;
    }

    private static Path folder(String folder) {
        if (folder.contains(";")) {
            throw new IllegalArgumentException("the folder must have no semicolon in its name: H2 would end it there");
        }
        return Path.of(folder).toAbsolutePath().normalize();
    }

    /** Where the database is, one way or the other. */
    String jdbcUrl() {
        // so that another program can open the file beside this one
        return Objects.requireNonNullElse(
                url, "jdbc:h2:file:" + folder.resolve("sign-in") + ";AUTO_SERVER=TRUE;TRACE_LEVEL_FILE=0");
    }

    /** Where all is kept, for people. */
    String place() {
        return url == null ? "the file " + folder.resolve("sign-in.mv.db") : "the database of --db";
    }
}
