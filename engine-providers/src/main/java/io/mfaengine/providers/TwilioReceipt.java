package io.mfaengine.providers;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Delivery.Receipt.Status;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Secret;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Twilio's status call-backs, and checks by whom they are (Twilio's "Webhooks security"). */
final class TwilioReceipt {
    private TwilioReceipt() {}

    static Optional<Receipt> read(URI base, Secret authToken, Delivery.Callback callback) {
        Map<String, String> query = Callbacks.form(callback.query()).orElse(Map.of());
        String handle = query.get(Delivery.RECEIPT);
        Map<String, String> form = Callbacks.form(callback.body()).orElse(null);
        String signature = callback.headers().get("x-twilio-signature");
        if (handle == null || form == null || signature == null) {
            return Optional.empty();
        }
        return isSigned(Callbacks.url(base, Handle.of(handle)), form, authToken, signature)
                ? receipt(form)
                : Optional.empty();
    }

    /** Some of Twilio's servers sign the port, and others don't. */
    static boolean isSigned(URI url, Map<String, String> form, Secret authToken, String signature) {
        String key = authToken.reveal();
        String plain = sign(key, withPort(url, -1), form);
        String ported = sign(key, withPort(url, url.getPort() < 0 ? standardPort(url) : url.getPort()), form);
        return Macs.same(plain, signature) || Macs.same(ported, signature);
    }

    private static int standardPort(URI url) {
        return "https".equals(url.getScheme()) ? 443 : 80;
    }

    private static String withPort(URI url, int port) {
        String authority = url.getHost() + (port < 0 ? "" : ":" + port);
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return url.getScheme() + "://" + authority + path + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    static String sign(String key, String url, Map<String, String> form) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        return Base64.getEncoder().encodeToString(Macs.hmac("HmacSHA1", key, signed.toString()));
    }

    private static Optional<Receipt> receipt(Map<String, String> form) {
        String sid = form.getOrDefault("MessageSid", "");
        Status status = status(form.getOrDefault("MessageStatus", ""));
        if (status == null || !sid.matches("(SM|MM)[0-9a-fA-F]{32}")) {
            return Optional.empty();
        }
        String code = form.getOrDefault("ErrorCode", "");
        Cause cause = code.matches("[0-9]{1,9}") ? TwilioCodes.cause(Integer.parseInt(code)) : Cause.UNSAID;
        return Optional.of(new Receipt(Twilio.NAME, sid, status, cause));
    }

    private static @Nullable Status status(String name) {
        return switch (name) {
            case "accepted", "scheduled", "queued", "sending" -> Status.QUEUED;
            case "sent" -> Status.SENT;
            case "delivered", "read" -> Status.DELIVERED;
            case "undelivered", "failed", "canceled" -> Status.UNDELIVERED;
            default -> null;
        };
    }
}
