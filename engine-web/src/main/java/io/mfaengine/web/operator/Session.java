package io.mfaengine.web.operator;

import io.mfaengine.web.view.Frame.Notice;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps of an operator who is signed in, sealed; instants in milliseconds.
 *
 * @param member the operator's id
 * @param signedInAt when they signed in
 * @param seenAt when they were last seen, to a minute
 * @param provedAt when they last passed a challenge
 * @param guard what forms have to give back
 * @param asked the idempotency key of a challenge that they were sent to; empty: none
 * @param back where they go after it
 * @param flash what to tell on the next page; null: nothing
 * @param search what was searched for, as typed, for the next page; empty: nothing
 */
record Session(
        String member,
        long signedInAt,
        long seenAt,
        long provedAt,
        String guard,
        String asked,
        String back,
        @Nullable Flash flash,
        String search) {
    /** NIST SP 800-63B-4 section 2.2.3: an hour idle, a day in all. */
    static final long IDLE = 3_600_000;

    static final long LIFE = 24 * IDLE;

    /** How fresh a challenge has to be for what is risky. */
    static final long FRESH = 600_000;

    private static final long MINUTE = 60_000;

    /** What the answer to a form is told on the page behind it. */
    record Flash(Notice.Kind kind, String text) {
        /** With all that a session keeps, what a cookie takes. */
        private static final int LONGEST = 400;

        Flash {
            text = Typed.shortened(text, LONGEST);
        }
    }

    static Session begin(Member member, long now, String guard) {
        return new Session(member.id(), now, now, now, guard, "", "", null, "");
    }

    boolean isOver(long now) {
        return now - seenAt > IDLE || now - signedInAt > LIFE || now < signedInAt - MINUTE;
    }

    boolean isFresh(long now) {
        return now - provedAt <= FRESH;
    }

    /** A cookie that is written anew at each page would be lost between two tabs more often than it has to be. */
    boolean isStale(long now) {
        return now - seenAt > MINUTE;
    }

    Session seen(long now) {
        return new Session(member, signedInAt, now, provedAt, guard, asked, back, flash, search);
    }

    Session asking(String key, String to) {
        return new Session(member, signedInAt, seenAt, provedAt, guard, key, to, flash, search);
    }

    Session proved(long now) {
        return new Session(member, signedInAt, seenAt, now, guard, "", "", flash, search);
    }

    Session flash(@Nullable Flash next) {
        return new Session(member, signedInAt, seenAt, provedAt, guard, asked, back, next, search);
    }

    Session search(String text) {
        return new Session(member, signedInAt, seenAt, provedAt, guard, asked, back, flash, text);
    }

    /** Leaves out all that is secret. */
    @Override
    public String toString() {
        return "Session[" + member + "]";
    }
}
