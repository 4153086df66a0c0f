package io.mfaengine.store;

import java.util.Objects;

/**
 * What only the engine reads. A store that lives in memory keeps the object; any other one keeps its text and gives
 * back {@link #of}. Safe to call from any thread.
 */
public interface Payload {
    /**
     * The payload as JSON text, with secrets sealed inside. It is encoded when it is asked for.
     *
     * @return the text, well-formed Unicode without NUL, of any length
     */
    String text();

    /**
     * A payload that was read from a store.
     *
     * @param text what {@link #text()} gave
     * @return the payload
     */
    static Payload of(String text) {
        Objects.requireNonNull(text, "text");
        return () -> text;
    }
}
