package io.mfaengine.model;

import java.util.Map;
import java.util.Set;

/** What to show the person so that they can respond. */
public sealed interface Prompt {
    /**
     * Scan a QR code, or type a key, into an authenticator app.
     *
     * @param uri the {@code otpauth} URI that the QR code holds
     * @param key the seed in Base32, for typing
     * @param digits how many digits the codes have
     */
    record Scan(Secret uri, Secret key, int digits) implements Prompt {}

    /**
     * Enter a code that the person already has.
     *
     * @param symbols its length, in symbols
     */
    record Enter(int symbols) implements Prompt {}

    /**
     * Enter a code that was sent.
     *
     * @param maskedAddress where to, masked
     * @param digits its length, in digits
     */
    record CodeSent(String maskedAddress, int digits) implements Prompt {}

    /**
     * Follow a link that was sent; it may be opened anywhere.
     *
     * @param maskedAddress where to, masked
     */
    record LinkSent(String maskedAddress) implements Prompt {}

    /**
     * Approve elsewhere, for example on a paired phone, by this number.
     *
     * @param number the number to match
     */
    record Approve(String number) implements Prompt {}

    /**
     * What a plug-in's own page shows.
     *
     * @param fields its fields; not secret
     */
    record Custom(Map<String, String> fields) implements Prompt {
        /** Copies the map. {@inheritDoc} */
        public Custom {
            fields = Map.copyOf(fields);
        }
    }

    /** What the person has to give before an authenticator of a type can be enrolled, to choose the field by. */
    sealed interface Address {
        /** Nothing. */
        record None() implements Address {}

        /** An e-mail address. */
        record Mailbox() implements Address {}

        /**
         * A telephone number.
         *
         * @param countries the countries that are served, ISO 3166-1 codes of two capital letters; never empty
         */
        record Phone(Set<String> countries) implements Address {
            /** Copies the set. {@inheritDoc} */
            public Phone {
                countries = Set.copyOf(countries);
            }
        }
    }
}
