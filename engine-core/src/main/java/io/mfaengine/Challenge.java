package io.mfaengine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.Prompt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An open question, or why there is none. */
public sealed interface Challenge permits Challenge.Open, Refused {
    /**
     * The open question.
     *
     * @return the question
     * @throws IllegalStateException if it was refused, naming the reason
     */
    @CanIgnoreReturnValue
    default Open open() {
        throw new IllegalStateException("refused: " + refused().reason());
    }

    /**
     * Why there is none.
     *
     * @return the refusal
     * @throws IllegalStateException if there is one
     */
    @CanIgnoreReturnValue
    default Refused refused() {
        throw new IllegalStateException("not refused: a question is open");
    }

    /**
     * An open question.
     *
     * @param authenticator the authenticator that is asked, or that is being enrolled
     * @param prompt what to show the person
     * @param expiresAt when the question is over
     * @param resendAt when its message can be sent again; null if there is no message
     */
    record Open(
            AuthenticatorId authenticator,
            Prompt prompt,
            Instant expiresAt,
            @Nullable Instant resendAt) implements Challenge {
        @Override
        @CanIgnoreReturnValue
        public Open open() {
            return this;
        }
    }
}
