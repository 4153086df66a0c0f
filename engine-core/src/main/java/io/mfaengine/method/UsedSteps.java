package io.mfaengine.method;

import java.util.Arrays;

/**
 * The time steps of one authenticator that were accepted. A step is refused once it was accepted, and with it all
 * earlier ones (RFC 6238 section 5.2), unless the accepted one lies beyond the window: then a clock was wrong, and going
 * by it would shut the person out until the time has come.
 *
 * <p>Immutable.
 */
final class UsedSteps {
    /** The most steps that are kept. */
    static final int MOST = 16;
    /** How far back steps are kept, in steps: a clock set back by up to an hour opens no used code again. */
    static final int MEMORY = 120;

    /** The widest window, in steps to either side. */
    static final int WIDEST = 2;

    private static final UsedSteps NONE = new UsedSteps(new long[0]);

    /** Ascending, each once. */
    private final long[] steps;

    private UsedSteps(long[] steps) {
        this.steps = steps;
    }

    static UsedSteps none() {
        return NONE;
    }

    /**
     * Reads the stored form: the newest step and, for each older one, how far it is below the next newer one, separated
     * by spaces.
     *
     * @throws IllegalArgumentException if the text is not of this form
     */
    static UsedSteps parse(String text) {
        long[] steps = new long[1 + spaces(text)];
        int from = 0;
        long newer = Long.MAX_VALUE;
        for (int i = steps.length - 1; i >= 0; i--) {
            int space = text.indexOf(' ', from);
            int to = space < 0 ? text.length() : space;
            long number = Long.parseLong(text, from, to, 10);
            long step = from == 0 ? number : newer - number;
            if (number < 0 || step < 0 || step >= newer) {
                throw new IllegalArgumentException("used steps must descend and not be negative");
            }
            steps[i] = step;
            newer = step;
            from = to + 1;
        }
        return new UsedSteps(steps);
    }

    private static int spaces(String text) {
        int spaces = 0;
        for (int i = 0; i < text.length(); i++) {
            spaces += text.charAt(i) == ' ' ? 1 : 0;
        }
        return spaces;
    }

    /** Whether a step of the window, which reaches this many steps to either side of the current one, may be accepted. */
    boolean allows(long step, long current, int window) {
        int newest = steps.length - 1;
        while (newest >= 0 && steps[newest] > current + window) {
            newest--;
        }
        return newest < 0 || steps[newest] < step;
    }

    /** The first step after the current one whose code will be accepted while it is shown. */
    long nextAllowed(long current, int window) {
        long step = current + 1;
        while (!allows(step, step, window)) {
            step++;
        }
        return step;
    }

    /** These and one more, without those that no longer matter. */
    UsedSteps with(long step, long current) {
        long[] more = and(step);
        long oldest = Math.min(current - MEMORY, more[more.length - 1]);
        int from = 0;
        int to = more.length;
        while (more[from] < oldest) {
            from++;
        }
        while (to - from > MOST) {
            // The oldest matters only if the clock is set back; one that is ahead will have its time. Within reach of
            // the widest window none is dropped.
            if (more[from] < current - WIDEST) {
                from++;
            } else {
                to--;
            }
        }
        return new UsedSteps(Arrays.copyOfRange(more, from, to));
    }

    private long[] and(long step) {
        int found = Arrays.binarySearch(steps, step);
        if (found >= 0) {
            return steps;
        }
        int at = -1 - found;
        long[] more = Arrays.copyOf(steps, steps.length + 1);
        System.arraycopy(steps, at, more, at + 1, steps.length - at);
        more[at] = step;
        return more;
    }

    /** The stored form. */
    String text() {
        StringBuilder text = new StringBuilder(12 + 4 * steps.length);
        long newer = 0;
        for (int i = steps.length - 1; i >= 0; i--) {
            if (text.length() == 0) {
                text.append(steps[i]);
            } else {
                text.append(' ').append(newer - steps[i]);
            }
            newer = steps[i];
        }
        return text.toString();
    }
}
