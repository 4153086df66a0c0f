package io.mfaengine;

import io.mfaengine.model.Intent;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An intent and its circumstances. Immutable: what looks like a setter gives a changed copy. */
public final class TrackRequest {
    private static final int MAX_URL = 2_048;

    private final Intent intent;
    private final @Nullable Locale locale;
    private final @Nullable URI redirectUrl;
    private final boolean manage;
    private final Set<Scope> scopes;

    /** What an application permits a bound user without a challenge. */
    public enum Scope {
        /** Enrol authenticators. */
        ADD_AUTHENTICATORS,
        /** Rename authenticators, choose the preferred one, get new recovery codes. */
        UPDATE_AUTHENTICATORS,
        /** Remove authenticators. */
        REMOVE_AUTHENTICATORS
    }

    private TrackRequest(
            Intent intent, @Nullable Locale locale, @Nullable URI redirectUrl, boolean manage, Set<Scope> scopes) {
        this.intent = intent;
        this.locale = locale;
        this.redirectUrl = redirectUrl;
        this.manage = manage;
        this.scopes = scopes;
    }

    /**
     * A request without circumstances.
     *
     * @param intent what the user wants to do
     * @return the request
     */
    public static TrackRequest of(Intent intent) {
        return new TrackRequest(Objects.requireNonNull(intent, "intent"), null, null, false, Set.of());
    }

    /**
     * In what language to speak to the person.
     *
     * @param locale the language; null: the user's own
     * @return a changed copy
     */
    public TrackRequest locale(@Nullable Locale locale) {
        return new TrackRequest(intent, locale, redirectUrl, manage, scopes);
    }

    /**
     * Where the person goes when they are done.
     *
     * @param url an absolute http or https URL of at most 2,048 characters, without user info and fragment; null: nowhere
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public TrackRequest redirectUrl(@Nullable URI url) {
        if (url != null) {
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "redirectUrl must be an absolute http or https URL without user info and fragment");
            }
            if (url.toString().length() > MAX_URL) {
                throw new IllegalArgumentException("redirectUrl must have at most " + MAX_URL + " characters");
            }
        }
        return new TrackRequest(intent, locale, url, manage, scopes);
    }

    /**
     * Tracks the action for managing authenticators: after a passed challenge in it, the person may add, change and
     * remove them.
     *
     * @return a changed copy
     */
    public TrackRequest manage() {
        return new TrackRequest(intent, locale, redirectUrl, true, scopes);
    }

    /**
     * Permits what else takes a passed challenge. An override of strong binding, told in the trail.
     *
     * @param overrides what is permitted
     * @return a changed copy
     */
    public TrackRequest scopes(Scope... overrides) {
        return new TrackRequest(intent, locale, redirectUrl, manage, set(overrides));
    }

    static Set<Scope> set(Scope... overrides) {
        return Set.copyOf(Arrays.asList(overrides));
    }

    Intent intent() {
        return intent;
    }

    @Nullable
    Locale locale() {
        return locale;
    }

    @Nullable
    URI redirectUrl() {
        return redirectUrl;
    }

    boolean isManaging() {
        return manage;
    }

    Set<Scope> scopes() {
        return scopes;
    }
}
