package io.mfaengine.method;

import java.util.NavigableSet;
import java.util.TreeSet;

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

    private static final UsedSteps NONE = new UsedSteps(new TreeSet<>());

    private final NavigableSet<Long> steps;

    private UsedSteps(NavigableSet<Long> steps) {
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
        NavigableSet<Long> steps = new TreeSet<>();
        long step = 0;
        for (String part : text.split(" ", -1)) {
            long number = Long.parseLong(part);
            step = steps.isEmpty() ? number : step - number;
            if (number < 0 || step < 0 || !steps.add(step)) {
                throw new IllegalArgumentException("used steps must descend and not be negative");
            }
        }
        return new UsedSteps(steps);
    }

    /** Whether a step of the window, which reaches this many steps to either side of the current one, may be accepted. */
    boolean allows(long step, long current, int window) {
        Long newest = steps.floor(current + window);
        return newest == null || newest < step;
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
        NavigableSet<Long> more = new TreeSet<>(steps);
        more.add(step);
        more.headSet(Math.min(current - MEMORY, more.last()), false).clear();
        while (more.size() > MOST) {
            // The oldest matters only if the clock is set back; one that is ahead will have its time. Within reach of
            // the
            // widest window none is dropped.
            if (more.first() < current - WIDEST) {
                more.pollFirst();
            } else {
                more.pollLast();
            }
        }
        return new UsedSteps(more);
    }

    /** The stored form. */
    String text() {
        StringBuilder text = new StringBuilder();
        long newer = 0;
        for (long step : steps.descendingSet()) {
            if (text.length() == 0) {
                text.append(step);
            } else {
                text.append(' ').append(newer - step);
            }
            newer = step;
        }
        return text.toString();
    }
}
