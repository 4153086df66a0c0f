package io.mfaengine.web.operator;

import io.mfaengine.ActionQuery;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.model.Action;
import io.mfaengine.model.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operators' log: each change is an action in their own tenant, of a user who stands for the tenant that was changed,
 * and so outlives the operator. It is kept as long as that engine keeps actions.
 */
final class Log {
    /** Of a user id no control characters, and no operator's id. */
    private static final String USER = "log.";

    private static final int LONGEST = 1_000;

    private final Members members;

    Log(Members members) {
        this.members = members;
    }

    /**
     * A change.
     *
     * @param at when
     * @param who the operator's address, then
     * @param role their role, then
     * @param what a key of the words, such as {@code log.user.unlocked}
     * @param about what was changed
     * @param before what was; empty: nothing to say
     * @param after what is; empty: nothing to say
     * @param action its action, to page by
     */
    record Entry(
            Instant at,
            String who,
            String role,
            String what,
            String about,
            String before,
            String after,
            Action action) {}

    void add(Member who, String tenant, String what, String about, String before, String after) {
        Intent intent = Intent.user(USER + tenant)
                .action(Members.LOG)
                .detail("who", bounded(who.email()))
                .detail("role", who.role().code())
                .detail("what", bounded(what))
                .detail("about", bounded(about))
                .detail("before", bounded(before))
                .detail("after", bounded(after));
        if (members.engine().track(intent).next() != Decision.Next.PROCEED) {
            throw new IllegalStateException("the operators' log takes no entry: its action is not set to ALLOW");
        }
    }

    /** The newest first. */
    List<Entry> list(String tenant, @Nullable Action after, int limit) {
        MfaEngine engine = members.engine();
        ActionQuery query = ActionQuery.user(USER + tenant).codes(Members.LOG).limit(limit);
        return engine.operator("portal").inspect(after == null ? query : query.after(after)).stream()
                .map(Log::entry)
                .toList();
    }

    private static Entry entry(Operator.Inspected found) {
        Map<String, String> details = found.intent().details();
        return new Entry(
                found.action().createdAt(),
                details.getOrDefault("who", ""),
                details.getOrDefault("role", ""),
                details.getOrDefault("what", ""),
                details.getOrDefault("about", ""),
                details.getOrDefault("before", ""),
                details.getOrDefault("after", ""),
                found.action());
    }

    private static String bounded(String text) {
        return Typed.shortened(text.replaceAll("\\p{Cc}", " "), LONGEST);
    }
}
