package io.mfaengine.web.operator;

import io.mfaengine.ActionQuery;
import io.mfaengine.MfaEngine;
import io.mfaengine.model.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of actions. By which type an action was passed no index knows: they are read through, but not for long.
 *
 * @param found those of the page, the newest first
 * @param last behind which the next page begins; null: there is none
 * @param isCut whether reading was given up before the page was full
 */
record Sought(List<Action> found, @Nullable Action last, boolean isCut) {
    private static final int BATCH = 1_000;
    private static final int BATCHES = 3;

    /** So many are looked at in all. */
    static final int MOST = BATCH * BATCHES;

    static Sought in(MfaEngine engine, ActionFilter filter, @Nullable Action after, int size) {
        ActionQuery query = filter.query(engine.now());
        int batch = filter.type().isEmpty() ? size + 1 : BATCH;
        List<Action> found = new ArrayList<>();
        Action last = after;
        for (int i = 0; i < BATCHES; i++) {
            List<Action> read = engine.queryActions((last == null ? query : query.after(last)).limit(batch));
            for (Action each : read) {
                if (filter.matches(each) && found.size() == size) {
                    return new Sought(found, found.get(size - 1), false);
                }
                if (filter.matches(each)) {
                    found.add(each);
                }
            }
            if (read.size() < batch) {
                return new Sought(found, null, false);
            }
            last = read.get(read.size() - 1);
        }
        return new Sought(found, last, true);
    }
}
