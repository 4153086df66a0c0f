package io.mfaengine;

import java.util.Arrays;
import java.util.Map;

/**
 * The failures of one user with one type. It outlives authenticators, challenges, actions and tokens (I3).
 *
 * @param consecutive how many in a row
 * @param failures when each of the last 100 at most happened, in milliseconds, the oldest first
 * @param disabled whether there were so many in a row that the type waits for an operator
 * @param unknown what another release keeps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list of boxes would be five times as large
record GuessCount(int consecutive, long[] failures, boolean disabled, Map<String, String> unknown) {
    static final GuessCount NONE = new GuessCount(0, new long[0], false, Map.of());

    private static final int KEPT = 100;

    GuessCount failed(long now, int disableAfter) {
        int from = Math.max(0, failures.length + 1 - KEPT);
        long[] more = Arrays.copyOfRange(failures, from, failures.length + 1);
        more[more.length - 1] = now;
        Arrays.sort(more);
        return new GuessCount(consecutive + 1, more, disabled || consecutive + 1 >= disableAfter, unknown);
    }

    GuessCount succeeded() {
        return consecutive == 0 ? this : new GuessCount(0, failures, disabled, unknown);
    }

    GuessCount enabled() {
        return disabled ? new GuessCount(consecutive, failures, false, unknown) : this;
    }

    boolean isEmpty() {
        return consecutive == 0 && failures.length == 0 && !disabled && unknown.isEmpty();
    }

    /** How many failures happened after an instant. */
    int since(long instant) {
        int count = 0;
        while (count < failures.length && failures[failures.length - 1 - count] > instant) {
            count++;
        }
        return count;
    }

    /** When the n-th last failure happened. */
    long last(int n) {
        return failures[failures.length - n];
    }
}
