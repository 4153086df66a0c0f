package io.mfaengine.web.operator;

import io.mfaengine.ActionQuery;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.web.route.Percent;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.view.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which actions are asked for.
 *
 * @param code of this code; empty: of any
 * @param state in this state; empty: in any
 * @param user of this user; empty: of any
 * @param type passed with this type; empty: with any or none
 * @param days of so many days up to today, in UTC; 0: of all
 */
record ActionFilter(String code, String state, String user, String type, int days) {
    private static final int LONGEST = 128;
    private static final int MOST_DAYS = 400;

    static ActionFilter of(Query query) {
        String code = text(query, "code");
        String state = text(query, "state");
        String type = text(query, "type");
        String user = text(query, "user");
        boolean known =
                Arrays.stream(ActionState.values()).anyMatch(each -> each.name().equals(state));
        return new ActionFilter(
                code.matches("[A-Za-z0-9_-]{1,64}") ? code : "",
                known ? state : "",
                user.isEmpty() ? "" : UserPages.id(user),
                type.matches("[A-Z][A-Z0-9_]{0,31}") ? type : "",
                query.number("days", 1, MOST_DAYS).orElse(0));
    }

    private static String text(Query query, String name) {
        return query.text(name)
                .map(String::strip)
                .filter(text -> text.length() <= LONGEST)
                .orElse("");
    }

    boolean isEmpty() {
        return code.isEmpty() && state.isEmpty() && user.isEmpty() && type.isEmpty() && days == 0;
    }

    /** All but the time and the type, of which an index knows nothing. */
    ActionQuery query() {
        ActionQuery query = user.isEmpty() ? ActionQuery.all() : ActionQuery.user(user);
        query = code.isEmpty() ? query : query.codes(code);
        return state.isEmpty() ? query : query.state(ActionState.valueOf(state));
    }

    /** All but the type. */
    ActionQuery query(Instant now) {
        return days == 0 ? query() : query().from(start(today(now).minusDays(days - 1L)));
    }

    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean matches(Action action) {
        return type.isEmpty()
                || (action.passedWith() != null && action.passedWith().name().equals(type));
    }

    /** What counts are kept by. */
    ActionFilter counted() {
        return new ActionFilter(code, state, user, "", 0);
    }

    String path() {
        return "/actions?code=" + code + "&state=" + state + "&user=" + Percent.encode(user) + "&type=" + type
                + (days == 0 ? "" : "&days=" + days);
    }

    String told(Words words) {
        List<String> parts = new ArrayList<>();
        if (!code.isEmpty()) {
            parts.add(code);
        }
        if (!state.isEmpty()) {
            parts.add(words.text("state." + state));
        }
        if (!user.isEmpty()) {
            parts.add(user);
        }
        if (!type.isEmpty()) {
            parts.add(words.type(type));
        }
        if (days > 0) {
            parts.add(words.count("last", days));
        }
        return String.join(", ", parts);
    }
}
