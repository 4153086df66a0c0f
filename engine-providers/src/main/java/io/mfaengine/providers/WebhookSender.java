package io.mfaengine.providers;

import com.google.gson.JsonObject;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Email;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.Sms;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.model.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to a service of yours, which sends them by a provider of its own: one POST of JSON for each, of type
 * {@code sms.created} or {@code email.created}, signed in {@code X-Signature-V2}. An answer of 2xx means that it takes the
 * message; 4xx and 503 that it doesn't; anything else, or none, that nobody knows.
 *
 * <p>The signature is {@code t=<Unix seconds>,v2=<signature>}, with another {@code v2} while a key is changed: each
 * HMAC-SHA-256 over {@code t}, a dot and the raw body, in base64 without padding.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy. Printing it shows no secret.
 */
public final class WebhookSender implements SmsSender, EmailSender {
    /** How events call it. */
    public static final String NAME = "webhook";

    /** The header that holds the signature. */
    public static final String SIGNATURE = "X-Signature-V2";

    private final Wire wire;
    private final URI url;
    private final String tenant;
    private final Keys keys;
    private final InstantSource clock;

    private record Keys(Secret newest, @Nullable Secret older) {}

    private WebhookSender(Wire wire, URI url, String tenant, Keys keys, InstantSource clock) {
        this.wire = wire;
        this.url = url;
        this.tenant = tenant;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Hands messages to a service.
     *
     * @param url where it is: https; http only to this machine
     * @param key what it knows us by: at least 16 characters
     * @param clock the clock of the signature's time
     * @return the sender
     * @throws IllegalArgumentException if one is out of bounds, naming it
     */
    public static WebhookSender of(URI url, Secret key, InstantSource clock) {
        return new WebhookSender(
                Wire.standard(),
                Wire.base(url),
                "main",
                new Keys(key("key", key), null),
                Objects.requireNonNull(clock, "clock"));
    }

    private static Secret key(String name, Secret key) {
        if (Bounds.secret(name, key).reveal().length() < 16) {
            throw new IllegalArgumentException(name + " must have at least 16 characters");
        }
        return key;
    }

    /**
     * Signs with an older key too, while the service may know only that one.
     *
     * @param key the older key
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public WebhookSender older(Secret key) {
        return new WebhookSender(wire, url, tenant, new Keys(keys.newest, key("older", key)), clock);
    }

    /**
     * Sets what {@code tenantId} says.
     *
     * @param name the engine's tenant, by default {@code main}
     * @return a changed copy
     */
    public WebhookSender tenant(String name) {
        return new WebhookSender(wire, url, Objects.requireNonNull(name, "name"), keys, clock);
    }

    /**
     * Sets how long calls may take.
     *
     * @param connect for connecting, 1 ms to 60 s, by default 2 s
     * @param call for all of a call, 1 ms to 60 s, by default 5 s
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of range
     */
    public WebhookSender patience(Duration connect, Duration call) {
        return new WebhookSender(Wire.patient(connect, call), url, tenant, keys, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void received(Delivery.Receipt receipt) {}

    /** Reads none: what became of a message is yours to tell. */
    @Override
    public Optional<Delivery.Receipt> read(Delivery.Callback callback) {
        return Optional.empty();
    }

    @Override
    public Delivery send(Sms message) {
        JsonObject data = data(message.to().canonical(), message.about(), message.locale());
        data.addProperty("channel", message.channel().name());
        data.addProperty("text", message.text());
        return post("sms.created", message.sendId(), data);
    }

    @Override
    public Delivery send(Email message) {
        JsonObject data = data(message.to().canonical(), message.about(), message.locale());
        data.addProperty("subject", message.subject());
        data.addProperty("text", message.text());
        if (message.html() != null) {
            data.addProperty("html", message.html());
        }
        return post("email.created", message.sendId(), data);
    }

    private static JsonObject data(String to, Delivery.@Nullable About about, Locale locale) {
        JsonObject data = new JsonObject();
        data.addProperty("to", to);
        if (about != null) {
            String secret = about.secret().reveal();
            data.addProperty(secret.contains("://") ? "url" : "code", secret);
            data.addProperty("userId", about.action().userId());
            data.addProperty("actionCode", about.action().action());
            data.addProperty("idempotencyKey", about.action().idempotencyKey());
        }
        data.addProperty("locale", locale.toLanguageTag());
        return data;
    }

    private Delivery post(String type, String sendId, JsonObject data) {
        Instant now = clock.instant();
        JsonObject event = new JsonObject();
        event.addProperty("version", 1);
        event.addProperty("id", sendId);
        event.addProperty("source", "mfaengine");
        event.addProperty("time", now.toString());
        event.addProperty("tenantId", tenant);
        event.addProperty("type", type);
        event.add("data", data);
        String body = event.toString();
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header(SIGNATURE, signature(now.getEpochSecond(), body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return said(wire.call(request)).by(NAME, "");
    }

    private String signature(long seconds, String body) {
        return "t=" + seconds + ","
                + Stream.of(keys.newest, keys.older)
                        .filter(Objects::nonNull)
                        .map(key -> "v2=" + sign(key, seconds + "." + body))
                        .collect(Collectors.joining(","));
    }

    static String sign(Secret key, String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(Macs.hmac("HmacSHA256", key.reveal(), text));
    }

    private static Delivery said(Wire.Result result) {
        if (result instanceof Wire.Result.Silent silent) {
            return silent.delivery();
        }
        int status = ((Wire.Result.Answered) result).status();
        if (status / 100 == 2) {
            return Delivery.ACCEPTED;
        }
        return status == 400 || status == 422 ? Answers.not(Cause.REFUSED) : Answers.of(status);
    }

    /** Shows where it sends. */
    @Override
    public String toString() {
        return "WebhookSender[" + url.getHost() + "]";
    }
}
