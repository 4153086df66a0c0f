package io.mfaengine.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as the application may show them. An unknown user is one who is not enrolled.
 *
 * @param userId the application's id
 * @param isEnrolled whether there is an authenticator that could be used now; for display, decisions ask more
 * @param permitted the types that are registered and on
 * @param enrolled the types of which the user has a usable authenticator
 * @param preferred the type that is asked for first
 * @param email their e-mail address, canonical; null if it isn't known
 * @param emailVerified whether it was proved that it is theirs
 * @param phoneNumber their number, E.164; null if it isn't known
 * @param phoneNumberVerified whether it was proved that it is theirs
 * @param username a name to show; not an id
 * @param displayName the person's name
 * @param locale the language to speak to them
 * @param custom what else the application keeps of them, by name
 * @param createdAt when the engine first heard of them; null for an unknown user
 */
public record User(
        String userId,
        boolean isEnrolled,
        Set<AuthenticatorType> permitted,
        Set<AuthenticatorType> enrolled,
        @Nullable AuthenticatorType preferred,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String phoneNumber,
        boolean phoneNumberVerified,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable Locale locale,
        Map<String, CustomValue> custom,
        @Nullable Instant createdAt) {
    /** Copies the collections. {@inheritDoc} */
    public User {
        permitted = Set.copyOf(permitted);
        enrolled = Set.copyOf(enrolled);
        custom = Map.copyOf(custom);
    }

    /** Names the user and not what they are called, which is private. */
    @Override
    public String toString() {
        return "User[" + userId + ", isEnrolled=" + isEnrolled + ", enrolled=" + enrolled + "]";
    }

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
}
