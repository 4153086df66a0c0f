package io.mfaengine;

import io.mfaengine.Users.Profile;
import io.mfaengine.method.Data;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to change of a user; what isn't named stays. Immutable. */
public final class UserUpdate {
    private static final int MAX_NAME = 255;

    private final @Nullable String username;
    private final @Nullable String displayName;
    private final @Nullable Locale locale;

    private UserUpdate(@Nullable String username, @Nullable String displayName, @Nullable Locale locale) {
        this.username = username;
        this.displayName = displayName;
        this.locale = locale;
    }

    /**
     * No change; a user who is unknown comes into being all the same.
     *
     * @return the update
     */
    public static UserUpdate nothing() {
        return new UserUpdate(null, null, null);
    }

    /**
     * Sets the name that they go by.
     *
     * @param name 1 to 255 characters of well-formed Unicode without control characters
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public UserUpdate username(String name) {
        return new UserUpdate(Bounds.text("username", name, MAX_NAME), displayName, locale);
    }

    /**
     * Sets the person's name.
     *
     * @param name 1 to 255 characters of well-formed Unicode without control characters
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public UserUpdate displayName(String name) {
        return new UserUpdate(username, Bounds.text("displayName", name, MAX_NAME), locale);
    }

    /**
     * Sets the language to speak to them.
     *
     * @param locale the language
     * @return a changed copy
     */
    public UserUpdate locale(Locale locale) {
        return new UserUpdate(username, displayName, Objects.requireNonNull(locale, "locale"));
    }

    Data of(Data profile) {
        Data next = profile;
        if (username != null) {
            next = next.with(Profile.USERNAME, username);
        }
        if (displayName != null) {
            next = next.with(Profile.DISPLAY_NAME, displayName);
        }
        return locale == null ? next : next.with(Profile.LOCALE, locale.toLanguageTag());
    }
}
