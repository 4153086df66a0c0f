package io.mfaengine.web.operator;

import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.crypto.Sealing;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.Session.Flash;
import io.mfaengine.web.route.Cookies;
import io.mfaengine.web.view.Frame.Notice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the portal keeps in browsers, sealed, in two cookies; and what it hands out to come back (R81). */
final class Keeper {
    private static final int FORMAT = 1;
    private static final int LONGEST = 4_000;
    private static final int NONCE_BYTES = 16;
    /** A day: what is over is said inside. */
    private static final int SECONDS = 86_400;

    private static final String SESSION = "mfa-portal";
    private static final String ARRIVAL = "mfa-portal-in";

    private final Sealing sealing;
    private final String tenant;
    private final SecureRandom random;
    private final String root;
    private final boolean secure;

    /** For the operators of a tenant: those of another one, under the same keys, are nobody here. */
    Keeper(KeyRing keys, String tenant, SecureRandom random, String root, boolean secure) {
        this.tenant = tenant;
        this.sealing = Sealing.of(keys, "portal", random);
        this.random = random;
        this.root = root;
        this.secure = secure;
    }

    String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Four symbols that can be told apart, to be compared by eye. */
    String match() {
        String symbols = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        StringBuilder match = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            match.append(symbols.charAt(random.nextInt(symbols.length())));
        }
        return match.toString();
    }

    private interface Writing {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    HttpResponse keep(HttpResponse response, Session session) {
        String sealed = seal(SESSION, out -> {
            out.writeUTF(session.member());
            out.writeLong(session.signedInAt());
            out.writeLong(session.seenAt());
            out.writeLong(session.provedAt());
            out.writeUTF(session.guard());
            out.writeUTF(session.asked());
            out.writeUTF(session.back());
            Flash flash = session.flash();
            out.writeUTF(flash == null ? "" : flash.kind().name());
            out.writeUTF(flash == null ? "" : flash.text());
            out.writeUTF(session.search());
        });
        return cookie(response, SESSION, sealed, SECONDS);
    }

    Optional<Session> session(HttpRequest request) {
        return find(
                request,
                SESSION,
                in -> new Session(
                        in.readUTF(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        flash(in.readUTF(), in.readUTF()),
                        in.readUTF()));
    }

    private static @Nullable Flash flash(String kind, String text) {
        return kind.isEmpty() ? null : new Flash(Notice.Kind.valueOf(kind), text);
    }

    HttpResponse keep(HttpResponse response, Arrival arrival) {
        String sealed = seal(ARRIVAL, out -> {
            out.writeUTF(arrival.guard());
            out.writeUTF(arrival.to());
            out.writeUTF(arrival.link());
            out.writeUTF(arrival.email());
            out.writeUTF(arrival.key());
            out.writeUTF(arrival.match());
            out.writeUTF(arrival.member());
            out.writeLong(arrival.at());
        });
        return cookie(response, ARRIVAL, sealed, SECONDS);
    }

    Optional<Arrival> arrival(HttpRequest request) {
        return find(
                request,
                ARRIVAL,
                in -> new Arrival(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readLong()));
    }

    /** A browser that keeps nothing any more. */
    HttpResponse forget(HttpResponse response) {
        return cookie(response, SESSION, "", 0);
    }

    /** A value that only we can have made. */
    String link(String text, long until) {
        return seal("link", out -> {
            out.writeUTF(text);
            out.writeLong(until);
        });
    }

    Optional<String> opened(String link, long now) {
        return open("link", link, in -> {
                    String text = in.readUTF();
                    return in.readLong() < now ? "" : text;
                })
                .filter(text -> !text.isEmpty());
    }

    private String seal(String purpose, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            writing.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(bytes.toByteArray(), aad(purpose)));
    }

    private <T> Optional<T> open(String purpose, String value, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(sealing.open(Base64.getUrlDecoder().decode(value), aad(purpose))))) {
            return in.readByte() == FORMAT ? Optional.of(reading.read(in)) : Optional.empty();
        } catch (CannotOpenException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private byte[] aad(String purpose) {
        return (purpose + "\n" + tenant).getBytes(StandardCharsets.UTF_8);
    }

    private <T> Optional<T> find(HttpRequest request, String name, Reading<T> reading) {
        return Cookies.find(request, named(name), LONGEST).flatMap(value -> open(name, value, reading));
    }

    private String named(String name) {
        return secure ? "__Host-" + name : name;
    }

    /** Browsers take a name with {@code __Host-} for the path / only. */
    private HttpResponse cookie(HttpResponse response, String name, String value, int seconds) {
        if (value.length() > LONGEST) {
            throw new IllegalStateException("a cookie of the portal must have at most " + LONGEST + " characters");
        }
        String site = secure ? "; Path=/; Secure" : "; Path=" + (root.isEmpty() ? "/" : root);
        return response.header(
                "Set-Cookie", named(name) + "=" + value + site + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax");
    }
}
