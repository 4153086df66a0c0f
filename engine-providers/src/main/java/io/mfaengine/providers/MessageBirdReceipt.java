package io.mfaengine.providers;

import com.google.gson.JsonObject;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Delivery.Receipt.Status;
import io.mfaengine.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads MessageBird's status reports, and checks by whom they are (MessageBird's "Verify HTTP requests": a JWT, RFC 7519). */
final class MessageBirdReceipt {
    private static final int LONGEST_TOKEN = 4_096;
    private static final long LEEWAY_SECONDS = 1;
    private static final Map<String, String> ALGORITHMS =
            Map.of("HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512");

    private MessageBirdReceipt() {}

    static Optional<Receipt> read(URI base, Secret signingKey, Instant now, Delivery.Callback callback) {
        String token = callback.headers().get("messagebird-signature-jwt");
        Map<String, String> query = Callbacks.form(callback.query()).orElse(null);
        if (token == null || query == null) {
            return Optional.empty();
        }
        String root = base.toString();
        int at = root.indexOf('?');
        String url = (at < 0 ? root : root.substring(0, at)) + "?" + callback.query();
        return isSigned(url, callback.body(), signingKey, now, token) ? receipt(query) : Optional.empty();
    }

    static boolean isSigned(String url, String body, Secret signingKey, Instant now, String token) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > LONGEST_TOKEN || parts.length != 3) {
            return false;
        }
        String algorithm = ALGORITHMS.get(Answers.text(json(parts[0]), "alg"));
        if (algorithm == null) {
            return false;
        }
        byte[] mac = Macs.hmac(algorithm, signingKey.reveal(), parts[0] + "." + parts[1]);
        String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
        return Macs.same(expected, parts[2]) && holds(json(parts[1]), url, body, now.getEpochSecond());
    }

    private static boolean holds(JsonObject claims, String url, String body, long now) {
        long from = seconds(claims, "nbf");
        long to = seconds(claims, "exp");
        String payload = Answers.text(claims, "payload_hash");
        return "MessageBird".equals(Answers.text(claims, "iss"))
                && from <= now + LEEWAY_SECONDS
                && now < to + LEEWAY_SECONDS
                && Macs.same(hash(url), Answers.text(claims, "url_hash"))
                && (body.isEmpty() ? payload.isEmpty() : Macs.same(hash(body), payload));
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Macs.sha256(text));
    }

    private static JsonObject json(String part) {
        try {
            return Answers.object(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new JsonObject();
        }
    }

    /** Missing or out of bounds: the beginning of 1970, which is over. */
    private static long seconds(JsonObject claims, String name) {
        return claims.has(name) && claims.get(name).toString().matches("[0-9]{1,12}")
                ? Long.parseLong(claims.get(name).toString())
                : 0;
    }

    private static Optional<Receipt> receipt(Map<String, String> query) {
        String id = query.getOrDefault("id", "");
        Status status = status(query.getOrDefault("status", ""));
        if (status == null || !id.matches("[0-9A-Za-z-]{1,64}")) {
            return Optional.empty();
        }
        Cause cause = status == Status.UNDELIVERED
                ? MessageBirdCodes.reason(query.getOrDefault("statusReason", ""))
                : Cause.UNSAID;
        return Optional.of(new Receipt(MessageBird.NAME, id, status, cause));
    }

    private static @Nullable Status status(String name) {
        return switch (name) {
            case "scheduled", "buffered" -> Status.QUEUED;
            case "sent" -> Status.SENT;
            case "delivered" -> Status.DELIVERED;
            case "delivery_failed", "expired" -> Status.UNDELIVERED;
            default -> null;
        };
    }
}
