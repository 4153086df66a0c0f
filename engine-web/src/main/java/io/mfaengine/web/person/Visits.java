package io.mfaengine.web.person;

import com.google.common.hash.Hashing;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.crypto.Sealing;
import io.mfaengine.model.Handle;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.route.Cookies;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Visits in cookies: one for each action, so that two tabs with two actions are two visits (R81). */
final class Visits {
    private static final String SECURE = "__Host-mfa-";
    private static final String PLAIN = "mfa-";
    /** As long as an action can be validated, and then some, so that the page can say that it is over. */
    private static final int SECONDS = 3_600;

    private static final int LONGEST = 4_000;
    private static final int ID_BYTES = 12;
    private static final int GUARD_BYTES = 16;

    private final Sealing sealing;
    private final SecureRandom random;

    Visits(KeyRing keys, SecureRandom random) {
        this.sealing = Sealing.of(keys, "visit", random);
        this.random = random;
    }

    /** Names a visit in its paths: a token can't be told from it. */
    static String id(Handle handle) {
        byte[] hash = sha256(handle.value());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
    }

    static byte[] sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
    }

    String nonce() {
        byte[] bytes = new byte[GUARD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Optional<Visit> find(HttpRequest request, String id) {
        for (String prefix : new String[] {SECURE, PLAIN}) {
            String name = prefix + id;
            String value = cookie(request, name);
            if (value != null) {
                return open(name, value).filter(visit -> id(visit.handle()).equals(id));
            }
        }
        return Optional.empty();
    }

    /** What keeps a visit in the browser. Only what a frame of another site shows may be sent from there. */
    String keep(Visit visit, boolean secure) {
        String name = (secure ? SECURE : PLAIN) + id(visit.handle());
        String value = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sealing.seal(VisitCodec.write(visit), aad(name)));
        if (value.length() > LONGEST) {
            return keep(visit.over(), secure);
        }
        String site = secure
                ? (visit.popup() ? "; Secure; SameSite=None; Partitioned" : "; Secure; SameSite=Lax")
                : "; SameSite=Lax";
        return name + "=" + value + "; Path=/; Max-Age=" + SECONDS + "; HttpOnly" + site;
    }

    /** What tells one request of a visit from another: the sealed cookie itself. */
    static String raw(HttpRequest request, Visit visit) {
        String id = id(visit.handle());
        String secure = cookie(request, SECURE + id);
        String plain = cookie(request, PLAIN + id);
        return secure == null ? String.valueOf(plain) : secure;
    }

    private Optional<Visit> open(String name, String value) {
        try {
            return VisitCodec.read(sealing.open(Base64.getUrlDecoder().decode(value), aad(name)));
        } catch (CannotOpenException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] aad(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable String cookie(HttpRequest request, String name) {
        return Cookies.find(request, name, LONGEST).orElse(null);
    }
}
