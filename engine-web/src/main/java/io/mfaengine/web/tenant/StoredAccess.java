package io.mfaengine.web.tenant;

import com.google.common.hash.Hashing;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may call and where people may be sent, as an operator keeps it in the tenant's settings: it holds beside what the
 * application gave {@link Tenant}, on every server, a second after it was changed at the latest. Immutable: what looks like
 * a setter gives a changed copy.
 */
public final class StoredAccess {
    /** The most redirect URLs, and the most origins. */
    public static final int MAX_PLACES = 50;

    /** The most secret keys. */
    public static final int MAX_KEYS = 20;

    private static final String REDIRECTS = "web.redirectUrls";
    private static final String ORIGINS = "web.origins";
    private static final String KEYS = "web.secretKeys";
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 6;

    private final List<String> redirectUrls;
    private final List<String> origins;
    private final List<Key> keys;
    private final RedirectUrls permitted;

    private StoredAccess(List<String> redirectUrls, List<String> origins, List<Key> keys) {
        this.redirectUrls = redirectUrls;
        this.origins = origins;
        this.keys = keys;
        RedirectUrls all = RedirectUrls.none();
        for (String url : redirectUrls) {
            all = all.with(URI.create(url));
        }
        this.permitted = all;
    }

    /**
     * A secret key that is accepted. The key itself is not kept: of 256 random bits a plain hash tells nothing, since there
     * are too many to try, and so no key has to be at hand to check it.
     *
     * @param id names it
     * @param name what an operator calls it: 1 to 64 characters, none of control
     * @param created when it was made
     * @param hash SHA-256 of the key, in base64url
     */
    public record Key(String id, String name, Instant created, String hash) {
        /** Checks the bounds. {@inheritDoc} */
        public Key {
            if (name.isBlank() || name.length() > 64 || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("name must be 1 to 64 characters, none of control");
            }
        }

        /** Shows what may be seen. */
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /**
     * A key that was just made.
     *
     * @param access what is kept now
     * @param key what is kept of it
     * @param secret the key: to be shown once
     */
    public record Made(StoredAccess access, Key key, Secret secret) {}

    /**
     * What an operator has set. What can't be read permits nothing.
     *
     * @param settings the tenant's settings
     * @return what is set there
     */
    public static StoredAccess of(Settings settings) {
        List<Key> keys = new ArrayList<>();
        for (String line : lines(settings, KEYS)) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 4 && parts[1].matches("[0-9]{1,15}")) {
                keys.add(new Key(parts[0], parts[3], Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]));
            }
        }
        return new StoredAccess(
                lines(settings, REDIRECTS).stream()
                        .filter(RedirectUrls::isPlace)
                        .toList(),
                lines(settings, ORIGINS).stream().filter(Tenant::isOrigin).toList(),
                List.copyOf(keys));
    }

    /**
     * Keeps it.
     *
     * @param settings the tenant's settings
     * @return a changed copy
     */
    public Settings in(Settings settings) {
        List<String> kept = keys.stream()
                .map(key -> String.join(
                        "\t", key.id(), Long.toString(key.created().toEpochMilli()), key.hash(), key.name()))
                .toList();
        return settings.extra(REDIRECTS, text(redirectUrls))
                .extra(ORIGINS, text(origins))
                .extra(KEYS, text(kept));
    }

    /**
     * Where people may be sent back to.
     *
     * @return the URLs
     */
    public List<String> redirectUrls() {
        return redirectUrls;
    }

    /**
     * Sets where people may be sent back to.
     *
     * @param urls at most {@link #MAX_PLACES}, each within the bounds of {@link Tenant#redirectUrl}
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of bounds, or there are too many
     */
    public StoredAccess redirectUrls(Collection<String> urls) {
        return new StoredAccess(places("redirect URLs", urls), origins, keys);
    }

    /**
     * The origins whose pages may call the Client API.
     *
     * @return the origins
     */
    public List<String> origins() {
        return origins;
    }

    /**
     * Sets the origins whose pages may call the Client API, and frame the person's pages.
     *
     * @param all at most {@link #MAX_PLACES}, each as {@link Tenant#origin} takes it
     * @return a changed copy
     * @throws IllegalArgumentException if one is none, or there are too many
     */
    public StoredAccess origins(Collection<String> all) {
        all.forEach(Tenant::checkOrigin);
        return new StoredAccess(redirectUrls, places("origins", all), keys);
    }

    /**
     * The secret keys that are accepted.
     *
     * @return the oldest first
     */
    public List<Key> keys() {
        return keys;
    }

    /**
     * Makes a secret key. Others stay valid: who rolls a key gives out the new one first, and then revokes the old one.
     *
     * @param name what to call it: 1 to 64 characters, none of control
     * @param now when it is
     * @param random the source of its 256 bits
     * @return what is kept, and the key
     * @throws IllegalArgumentException if the name is out of bounds, or there are {@link #MAX_KEYS} already
     */
    public Made make(String name, Instant now, SecureRandom random) {
        if (keys.size() >= MAX_KEYS) {
            throw new IllegalArgumentException("secret keys must be at most " + MAX_KEYS);
        }
        String secret = "sk_" + drawn(random, KEY_BYTES);
        Key key = new Key(drawn(random, ID_BYTES), name, now, hash(secret));
        List<Key> more = new ArrayList<>(keys);
        more.add(key);
        return new Made(new StoredAccess(redirectUrls, origins, List.copyOf(more)), key, Secret.of(secret));
    }

    /**
     * Accepts a key no longer.
     *
     * @param id names it
     * @return a changed copy
     */
    public StoredAccess revoke(String id) {
        List<Key> fewer = keys.stream().filter(key -> !key.id().equals(id)).toList();
        return new StoredAccess(redirectUrls, origins, fewer);
    }

    Optional<URI> permitted(String url) {
        return permitted.permitted(url);
    }

    /** Looks at every key, whichever it is, so that the time tells nothing. */
    boolean accepts(String presented) {
        if (keys.isEmpty()) {
            return false;
        }
        byte[] hashed = ascii(hash(presented));
        boolean found = false;
        for (Key key : keys) {
            found |= MessageDigest.isEqual(ascii(key.hash()), hashed);
        }
        return found;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> places(String what, Collection<String> given) {
        if (given.size() > MAX_PLACES) {
            throw new IllegalArgumentException(what + " must be at most " + MAX_PLACES);
        }
        return List.copyOf(new TreeSet<>(given));
    }

    private static List<String> lines(Settings settings, String name) {
        return settings.extra(name).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .collect(Collectors.toUnmodifiableList());
    }

    private static @Nullable String text(List<String> lines) {
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    private static String drawn(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String key) {
        byte[] hash = Hashing.sha256()
                .hashString("mfa secret key\n" + key, StandardCharsets.UTF_8)
                .asBytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "StoredAccess[" + redirectUrls.size() + ", " + origins.size() + ", " + keys.size() + "]";
    }
}
