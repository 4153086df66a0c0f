package io.mfaengine.providers;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;

/** What MessageBird's errors come to (MessageBird's API reference, "Errors"). */
final class MessageBirdCodes {
    private MessageBirdCodes() {}

    /** An answer other than 2xx: by its first error, if that is known, else by its status. */
    static Delivery refused(int status, JsonObject body) {
        JsonObject error = first(body);
        Cause cause = cause(Answers.number(error, "code"), Answers.text(error, "parameter"));
        return cause == Cause.UNSAID || status >= 500 ? Answers.of(status) : Answers.not(cause);
    }

    private static JsonObject first(JsonObject body) {
        JsonElement errors = body.get("errors");
        return errors != null
                        && errors.isJsonArray()
                        && !errors.getAsJsonArray().isEmpty()
                        && errors.getAsJsonArray().get(0).isJsonObject()
                ? errors.getAsJsonArray().get(0).getAsJsonObject()
                : new JsonObject();
    }

    private static Cause cause(int code, String parameter) {
        return switch (code) {
            // not allowed, not found, no such call
            case 2, 20, 98 -> Cause.MISCONFIGURED;
            // a parameter is missing, or won't do
            case 9, 10, 21 ->
                switch (parameter) {
                    case "recipient", "recipients" -> Cause.BAD_ADDRESS;
                    case "originator", "body" -> Cause.REFUSED;
                    default -> Cause.MISCONFIGURED;
                };
            case 25 -> Cause.UNPAID;
            default -> Cause.UNSAID;
        };
    }

    /** Why a message didn't arrive, by the reason in a status report. */
    static Cause reason(String text) {
        return switch (text) {
            case "unknown subscriber" -> Cause.BAD_ADDRESS;
            case "opted out", "carrier rejected" -> Cause.REFUSED;
            case "insufficient balance" -> Cause.UNPAID;
            case "capacity limit reached" -> Cause.THROTTLED;
            case "received network error" -> Cause.UNAVAILABLE;
            default -> Cause.UNSAID;
        };
    }
}
