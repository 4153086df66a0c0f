package io.mfaengine;

import com.google.common.net.InetAddresses;
import io.mfaengine.model.Intent;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An intent and its circumstances. Immutable: what looks like a setter gives a changed copy. */
public final class TrackRequest {
    private static final int MAX_URL = 2_048;
    private static final int SUBSCRIBER_BYTES = 8;

    private final Intent intent;
    private final @Nullable Locale locale;
    private final @Nullable URI redirectUrl;
    private final @Nullable String ipAddress;
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
            Intent intent,
            @Nullable Locale locale,
            @Nullable URI redirectUrl,
            @Nullable String ipAddress,
            boolean manage,
            Set<Scope> scopes) {
        this.intent = intent;
        this.locale = locale;
        this.redirectUrl = redirectUrl;
        this.ipAddress = ipAddress;
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
        return new TrackRequest(Objects.requireNonNull(intent, "intent"), null, null, null, false, Set.of());
    }

    /**
     * In what language to speak to the person.
     *
     * @param locale the language; null: the user's own
     * @return a changed copy
     */
    public TrackRequest locale(@Nullable Locale locale) {
        return new TrackRequest(intent, locale, redirectUrl, ipAddress, manage, scopes);
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
        return new TrackRequest(intent, locale, url, ipAddress, manage, scopes);
    }

    /**
     * Where the person's request came from: messages are limited by it. Only a hash of it is kept; of an IPv6 address
     * the first 64 bits count, which is what one subscriber has.
     *
     * @param ip an IPv4 or IPv6 address, not a name; null: not known
     * @return a changed copy
     * @throws IllegalArgumentException if it isn't one
     */
    public TrackRequest ipAddress(@Nullable String ip) {
        return new TrackRequest(intent, locale, redirectUrl, ip == null ? null : network(ip), manage, scopes);
    }

    private static String network(String ip) {
        if (!InetAddresses.isInetAddress(ip)) {
            throw new IllegalArgumentException("ipAddress must be an IPv4 or IPv6 address");
        }
        byte[] address = InetAddresses.forString(ip).getAddress();
        return HexFormat.of().formatHex(address, 0, Math.min(address.length, SUBSCRIBER_BYTES));
    }

    /**
     * Tracks the action for managing authenticators: after a passed challenge in it, the person may add, change and
     * remove them.
     *
     * @return a changed copy
     */
    public TrackRequest manage() {
        return new TrackRequest(intent, locale, redirectUrl, ipAddress, true, scopes);
    }

    /**
     * Permits what else takes a passed challenge. An override of strong binding, told in the trail.
     *
     * @param overrides what is permitted
     * @return a changed copy
     */
    public TrackRequest scopes(Scope... overrides) {
        return new TrackRequest(intent, locale, redirectUrl, ipAddress, manage, set(overrides));
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

    @Nullable
    String ipAddress() {
        return ipAddress;
    }

    boolean isManaging() {
        return manage;
    }

    Set<Scope> scopes() {
        return scopes;
    }
}
