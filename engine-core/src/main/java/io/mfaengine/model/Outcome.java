package io.mfaengine.model;

/** What the settings or rules say of an action. */
public enum Outcome {
    /** It may go on. */
    ALLOW,
    /** The person has to prove themselves first. */
    CHALLENGE,
    /** A human has to look at it first. */
    REVIEW,
    /** It may not go on. */
    BLOCK
}
