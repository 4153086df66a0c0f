package io.mfaengine.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Whose turn it is, one user after the other, and what their app shows. For one thread. */
final class Rota implements InstantSource {
    /** So that nobody reaches a limit by guessing wrong once in each batch: 100 in 30 days. */
    private static final Duration BETWEEN_GUESSES = Duration.ofHours(8);
    /** Nobody may guess wrong 50 times in a row. */
    private static final int FORGIVING = 8;

    private final Slice slice;
    private final boolean isGuessing;
    private final boolean isHot;
    private int operation = -1;
    private int batch;

    /** @param isHot whether it always is user 0, with the app of this thread */
    Rota(Slice slice, Work work, boolean isHot) {
        this.slice = slice;
        this.isGuessing = work == Work.WRONG;
        this.isHot = isHot;
    }

    void next() {
        operation++;
        if (operation == Slice.BATCH || isHot) {
            operation = 0;
            batch++;
            if (isGuessing) {
                slice.nextBatch(BETWEEN_GUESSES);
            } else {
                slice.nextBatch();
            }
        }
    }

    String id() {
        return isHot ? People.id(0) : slice.id(operation);
    }

    String code() {
        return isHot ? slice.ownCode() : slice.code(operation);
    }

    String wrongCode() {
        return slice.wrongCode(operation);
    }

    /** Whether the user gives a right code first. */
    boolean isForgiving() {
        return batch % FORGIVING == 0;
    }

    @Override
    public Instant instant() {
        return slice.instant();
    }
}
