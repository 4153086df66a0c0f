package io.mfaengine.model;

/** Where a tracked action is. To be shown; what to do next is {@code Decision.next()}. */
public enum ActionState {
    /** The rules let it go on, or an enrolment is asked for. */
    ALLOW,
    /** Forbidden; final. */
    BLOCK,
    /** Waits for a human's ruling. */
    REVIEW_REQUIRED,
    /** A human let it go on. */
    REVIEW_SUCCEEDED,
    /** A human refused it. */
    REVIEW_FAILED,
    /** Waits for the person to prove themselves. */
    CHALLENGE_REQUIRED,
    /** The person proved themselves; the application still has to validate. */
    CHALLENGE_SUCCEEDED,
    /** Ruled to have failed. */
    CHALLENGE_FAILED
}
