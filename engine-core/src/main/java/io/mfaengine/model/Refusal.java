package io.mfaengine.model;

/** Why the person's side was told no. Only {@link #WRONG_RESPONSE} counts as a guess. */
public enum Refusal {
    /** The response was well formed and wrong. */
    WRONG_RESPONSE,
    /** It can't be a response of this type: other length, other alphabet, another kind. */
    MALFORMED,
    /** It was right, and has been accepted before. */
    ALREADY_USED,
    /** Nothing came back yet; ask again. */
    NOT_YET,
    /** The person said no elsewhere. */
    DECLINED,
    /** The application's veto said no. */
    VETOED,
    /** The question, the token or the leave to manage is over. */
    EXPIRED,
    /** No question of this type is open. */
    NOT_OPEN,
    /** The user has no usable authenticator of this type, or none with this id. */
    NOT_ENROLLED,
    /** The type is off, not permitted for this action, or the action is not one in which this can be done. */
    NOT_PERMITTED,
    /** The user is bound: a challenge has to be passed first, in an action tracked for managing. */
    CHALLENGE_FIRST,
    /** The last authenticator can't be removed by the person. */
    LAST_ONE,
    /** It is held already: by this user, or by as many others as may hold it. */
    TAKEN,
    /** Too many failures; the type waits until {@code retryAt}. */
    LOCKED,
    /** Too many failures in a row; the type waits for an operator. */
    DISABLED,
    /** Too many messages; wait until {@code retryAt}. */
    TOO_MANY_SENDS,
    /** The message could not be sent. */
    NOT_SENT
}
