package io.mfaengine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.model.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which the person's side says no.
 *
 * @param reason why
 * @param attemptsLeft how many wrong responses are left before the type waits; 0 if none is left or none was made
 * @param retryAt when it could be otherwise; null if that isn't known
 */
public record Refused(
        Refusal reason, int attemptsLeft, @Nullable Instant retryAt) implements Challenge, Verification, Change {
    static Refused because(Refusal reason) {
        return new Refused(reason, 0, null);
    }

    static Refused until(Refusal reason, long retryAt) {
        return new Refused(reason, 0, Instant.ofEpochMilli(retryAt));
    }

    @Override
    @CanIgnoreReturnValue
    public Refused refused() {
        return this;
    }
}
