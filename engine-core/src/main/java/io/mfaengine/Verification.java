package io.mfaengine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Secret;
import java.util.List;

/** What came of a response. */
public sealed interface Verification permits Verification.Accepted, Refused {
    /**
     * That it was accepted.
     *
     * @return the acceptance
     * @throws IllegalStateException if it was refused, naming the reason
     */
    @CanIgnoreReturnValue
    default Accepted accepted() {
        throw new IllegalStateException("refused: " + refused().reason());
    }

    /**
     * Why it was not accepted.
     *
     * @return the refusal
     * @throws IllegalStateException if it was accepted
     */
    @CanIgnoreReturnValue
    default Refused refused() {
        throw new IllegalStateException("not refused: the response was accepted");
    }

    /**
     * A response was accepted.
     *
     * @param authenticator by which authenticator
     * @param enrolled whether that confirmed its enrolment
     * @param recoveryCodes recovery codes to show now, once; empty if none were issued
     */
    record Accepted(Authenticator authenticator, boolean enrolled, List<Secret> recoveryCodes) implements Verification {
        /** Copies the list. {@inheritDoc} */
        public Accepted {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        @CanIgnoreReturnValue
        public Accepted accepted() {
            return this;
        }
    }
}
