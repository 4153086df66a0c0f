package io.mfaengine.web.operator;

/**
 * What a browser keeps of somebody who is on the way in, sealed: the same for an operator and for anybody else (R84).
 *
 * @param guard what forms have to give back
 * @param to where they wanted to go
 * @param link what the set-up link holds; empty: they have none
 * @param email the address that they gave; empty: none yet
 * @param key the idempotency key of the challenge that they were sent to
 * @param match what the link's page shows too
 * @param member the operator's id, once the link was opened; empty before
 * @param at when this step began, in milliseconds
 */
record Arrival(String guard, String to, String link, String email, String key, String match, String member, long at) {
    /** As long as links and tokens work. */
    private static final long LIFE = 900_000;

    static Arrival begin(String guard, String to, long now) {
        return new Arrival(guard, to, "", "", "", "", "", now);
    }

    boolean isOver(long now) {
        return now - at > LIFE;
    }

    Arrival holding(String setUp) {
        return new Arrival(guard, to, setUp, email, key, match, member, at);
    }

    Arrival asked(String address, String newKey, String shown, long now) {
        return new Arrival(guard, to, "", address, newKey, shown, "", now);
    }

    Arrival opened(Member who, String newKey, long now) {
        return new Arrival(guard, to, "", email, newKey, match, who.id(), now);
    }

    /** Leaves out all that is secret. */
    @Override
    public String toString() {
        return "Arrival[]";
    }
}
