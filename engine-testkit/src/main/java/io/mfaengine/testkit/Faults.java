package io.mfaengine.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.testkit.FaultyStore.Call;
import io.mfaengine.testkit.FaultyStore.Fault;
import io.mfaengine.testkit.FaultyStore.Pause;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What is to happen to which calls, and how many there were. */
final class Faults {
    private final List<Plan> plans = new ArrayList<>();
    private final Map<Call, Integer> counts = new EnumMap<>(Call.class);

    enum Kind {
        FAIL,
        LOSE_REPLY,
        TWICE,
        BEFORE,
        AFTER
    }

    /** What happens, to the n-th of these calls from when it was planned, or to every one if that is 0. */
    private static final class Plan {
        private final Set<Call> calls;
        private final int nth;
        private final Kind kind;
        private final Pause pause;
        private int seen;

        Plan(Set<Call> calls, int nth, Kind kind, Pause pause) {
            this.calls = calls;
            this.nth = nth;
            this.kind = kind;
            this.pause = pause;
        }

        boolean isDue(Call call) {
            if (!calls.contains(call)) {
                return false;
            }
            seen++;
            return nth == 0 || seen == nth;
        }

        boolean isOver() {
            return nth != 0 && seen >= nth;
        }
    }

    synchronized void add(Set<Call> calls, int nth, Kind kind, Pause pause) {
        plans.add(new Plan(calls, nth, kind, pause));
    }

    synchronized void clear() {
        plans.clear();
    }

    synchronized int count(Set<Call> calls) {
        return calls.stream().mapToInt(call -> counts.getOrDefault(call, 0)).sum();
    }

    private synchronized List<Plan> due(Call call) {
        counts.merge(call, 1, Integer::sum);
        List<Plan> due = new ArrayList<>();
        for (Iterator<Plan> all = plans.iterator(); all.hasNext(); ) {
            Plan plan = all.next();
            if (plan.isDue(call)) {
                due.add(plan);
            }
            if (plan.isOver()) {
                all.remove();
            }
        }
        return due;
    }

    @CanIgnoreReturnValue
    <T> T call(Call call, Supplier<T> work) {
        List<Plan> due = due(call);
        pause(due, Kind.BEFORE, call);
        if (has(due, Kind.FAIL)) {
            throw new Fault(call + " failed, and nothing was done");
        }
        T result = work.get();
        if (has(due, Kind.TWICE)) {
            var unused = work.get();
        }
        pause(due, Kind.AFTER, call);
        if (has(due, Kind.LOSE_REPLY)) {
            throw new Fault(call + " was done, and its reply was lost");
        }
        return result;
    }

    private static boolean has(List<Plan> due, Kind kind) {
        return due.stream().anyMatch(plan -> plan.kind == kind);
    }

    private static void pause(List<Plan> due, Kind kind, Call call) {
        for (Plan plan : due) {
            if (plan.kind != kind) {
                continue;
            }
            try {
                plan.pause.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw fault(call, e);
            } catch (Exception e) {
                throw fault(call, e);
            }
        }
    }

    private static Fault fault(Call call, Exception cause) {
        Fault fault = new Fault(call + " was stopped by the test: " + cause);
        fault.initCause(cause);
        return fault;
    }
}
