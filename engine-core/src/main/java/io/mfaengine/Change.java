package io.mfaengine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.model.Secret;
import java.util.List;

/** What came of managing authenticators. */
public sealed interface Change permits Change.Done, Refused {
    /**
     * That it was done.
     *
     * @return what was done
     * @throws IllegalStateException if it was refused, naming the reason
     */
    @CanIgnoreReturnValue
    default Done done() {
        throw new IllegalStateException("refused: " + refused().reason());
    }

    /**
     * Why it was not done.
     *
     * @return the refusal
     * @throws IllegalStateException if it was done
     */
    @CanIgnoreReturnValue
    default Refused refused() {
        throw new IllegalStateException("not refused: it was done");
    }

    /**
     * It was done.
     *
     * @param recoveryCodes recovery codes to show now, once; empty if none were issued
     */
    record Done(List<Secret> recoveryCodes) implements Change {
        /** Copies the list. {@inheritDoc} */
        public Done {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        @CanIgnoreReturnValue
        public Done done() {
            return this;
        }
    }
}
