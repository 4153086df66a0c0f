package io.mfaengine.model;

import java.util.List;

/** A value that the application keeps of a user, under a name of its own. */
public sealed interface CustomValue {
    /**
     * Text.
     *
     * @param text at most 1,024 characters
     */
    record Text(String text) implements CustomValue {}

    /**
     * Several texts.
     *
     * @param texts at most 100, each of at most 1,024 characters
     */
    record Texts(List<String> texts) implements CustomValue {
        /** Copies the list. {@inheritDoc} */
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /**
     * A number.
     *
     * @param number finite
     */
    record Numeric(double number) implements CustomValue {}

    /**
     * Yes or no.
     *
     * @param flag which
     */
    record Flag(boolean flag) implements CustomValue {}
}
