package io.mfaengine.method;

import io.mfaengine.delivery.Address;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a question begins: what to show, what to keep, and at most one message to send after the commit. */
public sealed interface Opening {
    /**
     * A question that needs no message.
     *
     * @param prompt what to show
     * @param keep what to keep until the response comes
     * @param life how long it is open; the engine cuts it to the life of the token
     * @return the opening
     */
    static Opening ask(Prompt prompt, Data keep, Duration life) {
        return new Ask(prompt, keep, life, null, null);
    }

    /**
     * A question that is asked by a message.
     *
     * @param prompt what to show
     * @param keep what to keep until the response comes
     * @param life how long it is open; the engine cuts it to the life of the token
     * @param to where the message goes: sends are limited by it
     * @param dispatch sends the message
     * @return the opening
     */
    static Opening send(Prompt prompt, Data keep, Duration life, Address to, Dispatch dispatch) {
        return new Ask(prompt, keep, life, to, dispatch);
    }

    /**
     * No question.
     *
     * @param why why not
     * @return the opening
     */
    static Opening refuse(Refusal why) {
        return new No(why);
    }

    /**
     * Sends one message. Run once, after the commit, with no transaction open, in a thread of the engine's, which is
     * interrupted when the engine's patience is over.
     */
    @FunctionalInterface
    interface Dispatch {
        /**
         * Sends the message.
         *
         * @param reply brings a response from elsewhere back to the question; belongs into the message and nowhere else
         * @param receipt brings a carrier's receipt back ({@code MfaEngine.received}), and nothing else
         * @param sendId the same on every attempt to send this message
         * @return what became of it; an exception says that this isn't known, and counts as sent
         */
        Delivery send(Handle reply, Handle receipt, String sendId);
    }

    /**
     * A question.
     *
     * @param prompt what to show
     * @param keep what to keep until the response comes
     * @param life how long it is open
     * @param to where a message goes; null if none is needed
     * @param dispatch sends the message; null if none is needed
     */
    record Ask(
            Prompt prompt,
            Data keep,
            Duration life,
            @Nullable Address to,
            @Nullable Dispatch dispatch) implements Opening {}

    /**
     * No question.
     *
     * @param why why not
     */
    record No(Refusal why) implements Opening {}
}
