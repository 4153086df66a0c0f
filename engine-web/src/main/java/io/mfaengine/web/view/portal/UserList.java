package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Users, found or listed.
 *
 * @param action where the search goes
 * @param searched what was searched for; null: all are listed
 * @param rows the users
 * @param next the path of those that follow; null: there are none
 */
public record UserList(
        String action,
        @Nullable String searched,
        List<Row> rows,
        @Nullable String next) {
    /** A user. */
    public record Row(String id, String path, String enrolled, String since) {}
}
