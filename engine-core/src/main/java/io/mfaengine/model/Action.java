package io.mfaengine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a user wanted to do, as it stands.
 *
 * @param id its id
 * @param state where it is
 * @param createdAt when it was tracked first
 * @param changedAt when its state last changed
 * @param passedWith the type that its challenge was passed with
 */
public record Action(
        ActionId id,
        ActionState state,
        Instant createdAt,
        Instant changedAt,
        @Nullable AuthenticatorType passedWith) {
    /** What an application or operator may impose on an action: no way to a passed challenge. */
    public enum Ruling {
        /** Wait for a review; not from a failed or blocked action. */
        REQUIRE_REVIEW,
        /** The review passed; from REVIEW_REQUIRED only. */
        PASS_REVIEW,
        /** The review failed; from REVIEW_REQUIRED only. */
        FAIL_REVIEW,
        /** The challenge counts as failed; not from a failed or blocked action. */
        FAIL_CHALLENGE,
        /** Forbid it for good; from any state. */
        BLOCK
    }
}
