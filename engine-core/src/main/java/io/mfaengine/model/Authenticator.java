package io.mfaengine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user holds, bound to that user.
 *
 * @param id its id, meaningful beside the user only
 * @param type its type
 * @param status whether it can be used
 * @param label what the person calls it
 * @param address where it is, a number or an e-mail address; null if it is nowhere, and on the person's side
 * @param destination tells, without naming it, where it is: two authenticators of the same destination are answered by
 *     one phone or one mailbox, and so are one factor
 * @param preferred whether it is asked for first
 * @param createdAt when it was enrolled, or when its enrolment began if it is pending
 * @param lastUsedAt when it last passed a challenge
 */
public record Authenticator(
        AuthenticatorId id,
        AuthenticatorType type,
        Status status,
        String label,
        @Nullable String address,
        String destination,
        boolean preferred,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    /** Leaves out where it is and what it is called. */
    @Override
    public String toString() {
        return "Authenticator[" + id + ", " + type + ", " + status + "]";
    }

    /** Whether an authenticator can be used. */
    public enum Status {
        /** Enrolment began and was not confirmed: it verifies nothing and counts as not enrolled. */
        PENDING,
        /** It can answer challenges. */
        ACTIVE,
        /** After too many failures in a row, its type waits for {@code unlock}; the user is still bound. */
        DISABLED
    }
}
