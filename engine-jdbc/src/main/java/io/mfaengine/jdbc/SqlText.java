package io.mfaengine.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** A statement in the making: its text, and what is bound to it. */
final class SqlText {
    private final StringBuilder text;
    private final List<@Nullable Object> args = new ArrayList<>();

    SqlText(String text) {
        this.text = new StringBuilder(2_048).append(text);
    }

    @CanIgnoreReturnValue
    SqlText add(String more, @Nullable Object... values) {
        text.append(more);
        for (Object value : values) {
            args.add(value);
        }
        return this;
    }

    Query query(Handle handle, Tables tables) {
        return handle.select(text(tables), args());
    }

    /** The text without the tables' prefix. */
    String draft() {
        return text.toString();
    }

    String text(Tables tables) {
        return tables.in(draft());
    }

    @Nullable
    Object[] args() {
        return args.toArray();
    }
}
