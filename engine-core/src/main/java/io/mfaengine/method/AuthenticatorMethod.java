package io.mfaengine.method;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Provider;
import io.mfaengine.delivery.Templates;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a factor is: two ceremonies, as in WebAuthn, of a question and an answer. {@code enroll} and {@code confirm} bind
 * a new authenticator, {@code challenge} and {@code check} use one.
 *
 * <p>A method has no store, no clock and no limits of its own: what it is given is all there is, and what it returns is
 * all that happens. The engine adds single use, guess counts, locks, sealing and the trail. Each call may be made again
 * after a conflict, so it must depend on nothing else and do nothing else. Thread-safe.
 *
 * <p>An exception out of {@code confirm} or {@code check} is a failed attempt, and counts.
 */
public interface AuthenticatorMethod {
    /**
     * The type that this method runs; one method for each type of an engine.
     *
     * @return the type
     */
    AuthenticatorType type();

    /**
     * What an operator may set of it.
     *
     * @return its parameters, distinct by name
     */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * Whether its questions are open from the start, because nothing is sent and nothing is drawn to ask them. The
     * engine then calls {@code check} with {@link Data#empty()}, or what the last {@code challenge} kept.
     *
     * @return whether a response can come without a {@code challenge}; false by default
     */
    default boolean standing() {
        return false;
    }

    /**
     * How its failures are limited.
     *
     * @return by default as guesses at a short code
     */
    default Guessing guessing() {
        return Guessing.CODE;
    }

    /**
     * What the person has to give before an authenticator can be enrolled. Who asks for a number has countries, which an
     * operator may set: {@link Context#countries}.
     *
     * @return nothing, by default
     */
    default Prompt.Address address() {
        return new Prompt.Address.None();
    }

    /**
     * How many answers are left, for a {@link #standing} type whose answers run out; others are not asked.
     *
     * @param held the user's active authenticators of this type
     * @return the number; empty, as by default, if they don't run out
     */
    default OptionalInt left(List<Held> held) {
        return OptionalInt.empty();
    }

    /**
     * Begins to bind a new authenticator.
     *
     * @param context what it is given; {@code held} are the user's active ones of this type
     * @param address what the person gave to enrol with, such as a number; null if nothing
     * @return the question
     */
    Opening enroll(Context context, @Nullable String address);

    /**
     * Checks the response to {@link #enroll}.
     *
     * @param context what it is given
     * @param asked what the opening kept
     * @param response the response
     * @return {@link Check.Enrolled}, or {@link Check.Rejected}
     */
    Check confirm(Context context, Data asked, Response response);

    /**
     * Begins to use an authenticator.
     *
     * @param context what it is given; {@code held} is not empty, the chosen one first
     * @return the question
     */
    Opening challenge(Context context);

    /**
     * Checks the response to {@link #challenge}.
     *
     * @param context what it is given; {@code held} is not empty, the chosen one first
     * @param asked what the opening kept
     * @param response the response
     * @return {@link Check.Accepted}, or {@link Check.Rejected}
     */
    Check check(Context context, Data asked, Response response);

    /**
     * Binds what another system has proved.
     *
     * @param context what it is given; {@code held} are the user's active ones of this type
     * @param proved a number, an address, an {@code otpauth} URI …
     * @return {@link Check.Enrolled}, or {@link Check.Rejected} with {@link Refusal#NOT_PERMITTED} by default
     * @throws IllegalArgumentException if what was proved is out of bounds, with the bound and without the secret
     */
    default Check adopt(Context context, Secret proved) {
        return Check.reject(Refusal.NOT_PERMITTED);
    }

    /**
     * Makes what the person gets without asking, when they first enrol, and again when they ask for new ones.
     *
     * @param context what it is given
     * @return what to show once and what to keep; empty, as by default, if this method gives out nothing
     */
    default Optional<Issue> issue(Context context) {
        return Optional.empty();
    }

    /**
     * Hears what a carrier tells of a message that was sent earlier. Does nothing by default.
     *
     * @param receipt what it tells, which proves nothing about the person
     */
    default void received(Delivery.Receipt receipt) {}

    /**
     * Reads what a carrier calls with, if it is one of this method's senders.
     *
     * @param callback the call, of which nothing is to be believed yet
     * @param values what an operator chose; null: nothing
     * @return the receipt; empty, as by default, if it isn't a carrier's
     */
    default Optional<Delivery.Receipt> read(Delivery.Callback callback, Provider.@Nullable Values values) {
        return Optional.empty();
    }

    /**
     * Among whom an operator chooses who sends.
     *
     * @return none by default
     */
    default List<? extends Provider<?>> providers() {
        return List.of();
    }

    /**
     * Sends a message that says that it is a test.
     *
     * @param to where to, as it was typed
     * @param sendId names the message
     * @param values what an operator chose; null: nothing
     * @param countries the countries that an operator set; empty: those that the method was given
     * @return what became of it; refused by default
     */
    default Delivery sendTest(String to, String sendId, Provider.@Nullable Values values, Set<String> countries) {
        return Delivery.REFUSED;
    }

    /** How failures of a method are limited; each way has its numbers in {@code Limits}. */
    enum Guessing {
        /** A short code: waits that grow, caps for a day and a month, disabled after too many in a row. */
        CODE,
        /** A long code, rarely used: a cap for a day and then a pause of a day. */
        RECOVERY
    }

    /**
     * What is given out without a question.
     *
     * @param shown to be shown to the person, once
     * @param label what to call it
     * @param keep what to keep
     */
    record Issue(List<Secret> shown, String label, Data keep) {
        /** Copies the list. {@inheritDoc} */
        public Issue {
            shown = List.copyOf(shown);
        }
    }

    /**
     * An authenticator that the user holds.
     *
     * @param id its id
     * @param data what the method kept of it
     */
    record Held(AuthenticatorId id, Data data) {}

    /** What a method is given. The engine's own to implement. */
    interface Context {
        /**
         * The instant of this attempt.
         *
         * @return the instant, in whole milliseconds
         */
        Instant now();

        /**
         * Who it is about.
         *
         * @return the user
         */
        User user();

        /**
         * What they want to do.
         *
         * @return the intent, with its details
         */
        Intent intent();

        /**
         * The language to speak.
         *
         * @return the action's, the user's, or English
         */
        Locale locale();

        /**
         * What a parameter is set to.
         *
         * @param parameter one of the method's
         * @return the operator's value, or the default
         */
        int parameter(Parameter parameter);

        /**
         * Whose numbers the method serves now, in place of those that it was given.
         *
         * @return the countries that an operator set, ISO 3166-1 codes of two capital letters; empty, as by default, if none
         */
        default Set<String> countries() {
            return Set.of();
        }

        /**
         * Who is to send the method's messages, of its {@link AuthenticatorMethod#providers}.
         *
         * @return what an operator chose; empty, as by default, if nothing
         */
        default Optional<Provider.Values> provider() {
            return Optional.empty();
        }

        /**
         * What messages say: what an operator has written for this type comes first.
         *
         * @param own what the method was given
         * @return what to write with
         */
        default Templates written(Templates own) {
            return own;
        }

        /**
         * The user's active authenticators of this type.
         *
         * @return the chosen one first
         */
        List<Held> held();

        /**
         * Random bytes.
         *
         * @param count how many
         * @return the bytes
         */
        byte[] randomBytes(int count);

        /**
         * Uniform random digits.
         *
         * @param count how many
         * @return the digits, with leading zeros
         */
        String randomDigits(int count);

        /**
         * Uniform random symbols of Crockford's Base32, 5 bits each.
         *
         * @param count how many
         * @return the symbols, upper case
         */
        String randomSymbols(int count);

        /**
         * HMAC-SHA-256 under a key that isn't in the store in clear, bound to tenant, user and type.
         *
         * @param value what to hash
         * @return 32 bytes
         */
        byte[] hash(byte[] value);
    }
}
