package io.mfaengine.model;

import java.util.Objects;

/** What came back. Two channels, two types: a browser can't approve what a phone was asked. */
public sealed interface Response {
    /** What the person gives in the session in which they were asked. */
    sealed interface InBand extends Response {}

    /** What comes from elsewhere, with the reply handle of a message. */
    sealed interface OutOfBand extends Response {}

    /** A code that was typed. Printing it shows nothing. */
    final class Code implements InBand {
        private final String text;

        private Code(String text) {
            this.text = text;
        }

        /**
         * A typed code.
         *
         * @param text as it was typed, of any length; ASCII spaces and hyphens in it don't count
         * @return the response
         */
        public static Code of(String text) {
            return new Code(Objects.requireNonNull(text, "code"));
        }

        /**
         * The code as it was typed.
         *
         * @return the text
         */
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return "Code[***]";
        }
    }

    /** Nothing new in this session: asks whether something came back elsewhere. */
    record Poll() implements InBand {}

    /**
     * Approved elsewhere.
     *
     * @param number what the person matched; empty if nothing was to be matched
     */
    record Approved(String number) implements OutOfBand {
        @Override
        public String toString() {
            return "Approved[***]";
        }
    }

    /** Declined elsewhere. */
    record Declined() implements OutOfBand {}
}
