package io.mfaengine;

import io.mfaengine.model.AuthenticatorType;
import java.util.Map;

/**
 * An open question of an action, one per type.
 *
 * @param type the type that is asked for
 * @param enrolling whether it enrols a new authenticator, or uses one
 * @param authenticator the new authenticator's id, or the one that was chosen; 0 if none was
 * @param asked what the method keeps until the response comes
 * @param openedAt when it was asked, in milliseconds
 * @param expiresAt when it is over, in milliseconds
 * @param failures how many wrong responses it has taken
 * @param closed whether it is over before its time
 * @param sends how many messages were sent for it
 * @param reply what the reply handle of its message has to name; 0 if there is none
 * @param unknown what another release keeps
 */
record Question(
        AuthenticatorType type,
        boolean enrolling,
        long authenticator,
        SealedData asked,
        long openedAt,
        long expiresAt,
        int failures,
        boolean closed,
        int sends,
        long reply,
        Map<String, String> unknown) {

    /** The question of a type that is open from the start. */
    static Question standing(AuthenticatorType type, long openedAt, long expiresAt) {
        return new Question(type, false, 0, SealedData.NONE, openedAt, expiresAt, 0, false, 0, 0, Map.of());
    }

    Question failed(boolean closes) {
        return new Question(
                type,
                enrolling,
                authenticator,
                asked,
                openedAt,
                expiresAt,
                failures + 1,
                closes,
                sends,
                reply,
                unknown);
    }

    Question close() {
        return new Question(
                type, enrolling, authenticator, asked, openedAt, expiresAt, failures, true, sends, reply, unknown);
    }

    Question asked(SealedData next) {
        return new Question(
                type, enrolling, authenticator, next, openedAt, expiresAt, failures, closed, sends, reply, unknown);
    }
}
