package io.mfaengine.store;

import java.time.Instant;

/** What came of spending from budgets. */
public sealed interface Spending {
    /** One was spent from each. */
    record Spent() implements Spending {}

    /**
     * One had nothing left; those before it may stay spent, those after it are not.
     *
     * @param which the one that was exhausted
     * @param until when it has something again
     */
    record Exhausted(Budget which, Instant until) implements Spending {}
}
