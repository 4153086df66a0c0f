package io.mfaengine.web.operator;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.mfaengine.ActionQuery;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.model.ActionState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How many actions each day had. A day that is over is counted once in a while: what changes it are reviews, and challenges
 * that were open over midnight. Thread-safe.
 */
final class DayCounts {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 2_000;

    private final int most;
    private final long look;
    private final Cache<Of, Counted> kept =
            CacheBuilder.newBuilder().maximumSize(MOST_KEPT).build();

    private record Of(String tenant, ActionFilter filter, LocalDate date) {}

    private record Counted(Day day, Instant at) {}

    /**
     * One day, in UTC.
     *
     * @param date which
     * @param passed how many were passed or allowed
     * @param unfinished how many were not finished
     * @param failed how many failed or were blocked
     * @param cut whether there may be more of them than were counted
     * @param soFar whether the day isn't over
     * @param known whether it was counted at all
     */
    record Day(LocalDate date, long passed, long unfinished, long failed, boolean cut, boolean soFar, boolean known) {
        long all() {
            return passed + unfinished + failed;
        }
    }

    /** Counts at most so many of a day, and after so many at one look nothing more but today. */
    DayCounts(int most, long look) {
        this.most = most;
        this.look = look;
    }

    /** At most so many are counted of a day. */
    int most() {
        return most;
    }

    /**
     * So many days up to today, the oldest first. Counting goes from today back; what one look may not count any more is as
     * it was counted last, or not known yet.
     */
    List<Day> count(MfaEngine engine, Operator operator, ActionFilter filter, int days) {
        Instant now = engine.now();
        LocalDate today = ActionFilter.today(now);
        List<Day> all = new ArrayList<>(List.of(day(operator, filter, today, true)));
        long counted = 0;
        for (LocalDate date = today.minusDays(1); all.size() < days; date = date.minusDays(1)) {
            Of of = new Of(engine.tenant(), filter.counted(), date);
            Counted last = kept.getIfPresent(of);
            boolean old = last == null || Duration.between(last.at(), now).abs().compareTo(KEPT) > 0;
            if (old && counted < look) {
                last = new Counted(day(operator, filter, date, false), now);
                kept.put(of, last);
                counted += last.day().all();
            }
            all.add(last == null ? new Day(date, 0, 0, 0, false, false, false) : last.day());
        }
        Collections.reverse(all);
        return all;
    }

    private Day day(Operator operator, ActionFilter filter, LocalDate date, boolean soFar) {
        ActionQuery query = filter.query().from(ActionFilter.start(date));
        Map<ActionState, Long> counts = operator.countActions(query, ActionFilter.start(date.plusDays(1)), most);
        long passed = 0;
        long unfinished = 0;
        long failed = 0;
        for (Map.Entry<ActionState, Long> each : counts.entrySet()) {
            switch (each.getKey()) {
                case ALLOW, CHALLENGE_SUCCEEDED, REVIEW_SUCCEEDED -> passed += each.getValue();
                case CHALLENGE_REQUIRED, REVIEW_REQUIRED -> unfinished += each.getValue();
                case BLOCK, CHALLENGE_FAILED, REVIEW_FAILED -> failed += each.getValue();
            }
        }
        return new Day(date, passed, unfinished, failed, passed + unfinished + failed >= most, soFar, true);
    }
}
