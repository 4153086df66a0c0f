package io.mfaengine.web.person;

import io.mfaengine.Challenge;
import io.mfaengine.model.Prompt;

/**
 * A question that was asked in a visit, as the page has to show it again.
 *
 * @param prompt what to show
 * @param authenticator the id of who is asked, or is being enrolled
 * @param enrols whether it enrols
 * @param address what the person typed, to send there again; empty: nothing
 * @param replaces the id of the authenticator whose place it takes; empty: none
 * @param expiresAt when it is over, in milliseconds
 * @param resendAt when it can be sent again, in milliseconds; 0 if nothing was sent
 */
record Asked(
        Prompt prompt,
        String authenticator,
        boolean enrols,
        String address,
        String replaces,
        long expiresAt,
        long resendAt) {
    static Asked of(Challenge.Open open, boolean enrols, String address, String replaces) {
        return new Asked(
                open.prompt(),
                open.authenticator().value(),
                enrols,
                address,
                replaces,
                open.expiresAt().toEpochMilli(),
                open.resendAt() == null ? 0 : open.resendAt().toEpochMilli());
    }

    /** Leaves out what is secret. */
    @Override
    public String toString() {
        return "Asked[" + authenticator + "]";
    }
}
