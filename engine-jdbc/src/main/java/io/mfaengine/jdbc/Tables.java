package io.mfaengine.jdbc;

import java.util.regex.Pattern;

/** What the names of tables begin with: statements are written with {@code {p}} in its place. */
record Tables(String prefix) {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    Tables {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix must match " + PREFIX + ", it is '" + prefix + "'");
        }
    }

    String in(String sql) {
        return sql.replace("{p}", prefix);
    }
}
