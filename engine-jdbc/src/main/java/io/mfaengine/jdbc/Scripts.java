package io.mfaengine.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The numbered scripts of one dialect, as they are in the folder of its name. */
record Scripts(String dialect) {
    /** The number of the last script. */
    static final int LATEST = 1;

    /** The number of the first release's last script that works with what the last one leaves. */
    static final int OLDEST = 1;

    static Scripts of(String dialect) {
        return new Scripts(dialect);
    }

    /** The table that says which scripts have run, and its one row. */
    String versionTable() {
        return read("schema.sql");
    }

    String script(int number) {
        return read(number + ".sql");
    }

    /** The statements of a script, which ends each at the end of a line. */
    static List<String> statements(String script) {
        String code = script.replaceAll("(?m)^--.*\n", "");
        return Stream.of(code.split(";\\s*\n", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private String read(String file) {
        try (InputStream in = Scripts.class.getResourceAsStream(dialect + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the script " + dialect + "/" + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
