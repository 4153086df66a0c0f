package io.mfaengine.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one action code is treated.
 *
 * @param outcome what {@code track} says of it
 * @param whenNotEnrolled what to do under {@link Outcome#CHALLENGE} with a user who holds nothing
 * @param permitted the types that may be used; empty: every type that is on
 * @param preferred the type to ask for first, over the user's own choice; null: the user's
 * @param requiredDetails the names of details without which {@code track} refuses the intent
 * @param validatesOnce whether a passed challenge can be validated once (the default) or, until it expires, repeatedly
 */
public record ActionSettings(
        Outcome outcome,
        WhenNotEnrolled whenNotEnrolled,
        Set<AuthenticatorType> permitted,
        @Nullable AuthenticatorType preferred,
        Set<String> requiredDetails,
        boolean validatesOnce) {
    /** What a new action code starts with: a challenge, and an enrolment for who has nothing. */
    public static final ActionSettings STANDARD =
            new ActionSettings(Outcome.CHALLENGE, WhenNotEnrolled.ENROLL, Set.of(), null, Set.of(), true);

    /** What to do with a user who holds no authenticator. */
    public enum WhenNotEnrolled {
        /** Ask them to enrol one; the action is valid after that. */
        ENROLL,
        /** Let the action go on. */
        ALLOW,
        /** Refuse the action. */
        BLOCK
    }

    /** Copies the sets. {@inheritDoc} */
    public ActionSettings {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(whenNotEnrolled, "whenNotEnrolled");
        permitted = Set.copyOf(permitted);
        requiredDetails = requiredDetails.stream()
                .map(name -> Texts.code("detail name", name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Sets the outcome.
     *
     * @param outcome what {@code track} is to say
     * @return a changed copy
     */
    public ActionSettings outcome(Outcome outcome) {
        return new ActionSettings(outcome, whenNotEnrolled, permitted, preferred, requiredDetails, validatesOnce);
    }

    /**
     * Sets what to do with a user who holds nothing.
     *
     * @param then what to do
     * @return a changed copy
     */
    public ActionSettings whenNotEnrolled(WhenNotEnrolled then) {
        return new ActionSettings(outcome, then, permitted, preferred, requiredDetails, validatesOnce);
    }

    /**
     * Limits the action to these types.
     *
     * @param types the types; none: every type that is on
     * @return a changed copy
     */
    public ActionSettings permit(AuthenticatorType... types) {
        return new ActionSettings(
                outcome, whenNotEnrolled, Set.copyOf(Arrays.asList(types)), preferred, requiredDetails, validatesOnce);
    }

    /**
     * Sets the type to ask for first.
     *
     * @param type the type; null: the user's own choice
     * @return a changed copy
     */
    public ActionSettings preferred(@Nullable AuthenticatorType type) {
        return new ActionSettings(outcome, whenNotEnrolled, permitted, type, requiredDetails, validatesOnce);
    }

    /**
     * Demands details by name.
     *
     * @param names the names; none: no detail is demanded
     * @return a changed copy
     */
    public ActionSettings requireDetails(String... names) {
        return new ActionSettings(
                outcome, whenNotEnrolled, permitted, preferred, Set.copyOf(Arrays.asList(names)), validatesOnce);
    }

    /**
     * Says whether a passed challenge can be validated once only.
     *
     * @param once whether once
     * @return a changed copy
     */
    public ActionSettings validatesOnce(boolean once) {
        return new ActionSettings(outcome, whenNotEnrolled, permitted, preferred, requiredDetails, once);
    }
}
