package io.mfaengine.providers;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.mfaengine.providers.Stage.Asked;
import io.mfaengine.providers.Stage.Said;
import java.util.Set;

/**
 * MessageBird's side of "send a message" and of the balance, as its API reference has them: path, access key, content type,
 * members and their bounds are checked, and what isn't in the reference is refused.
 */
final class MessageBirdCloud {
    static final String KEY = "test_gshuPaZoeEG6ovbc8M79w0QyM";
    static final String MESSAGE = "6fe65f90454aa61536e6a88b88972670";

    private static final Set<String> MEMBERS = Set.of(
            "recipients",
            "originator",
            "body",
            "type",
            "reference",
            "reportUrl",
            "validity",
            "gateway",
            "typeDetails",
            "datacoding",
            "mclass",
            "scheduledDatetime");

    private MessageBirdCloud() {}

    static Said play(Asked asked) {
        if (!asked.header("authorization").equals("AccessKey " + KEY)) {
            return error(401, 2, "Request not allowed (incorrect access_key)", "access_key");
        }
        String call = asked.method() + " " + asked.uri().getPath();
        if (call.equals("GET /balance")) {
            return new Said(200, "{\"payment\":\"prepaid\",\"type\":\"credits\",\"amount\":9.2}");
        }
        if (!call.equals("POST /messages")) {
            return error(404, 98, "API not found", null);
        }
        if (!asked.header("content-type").equals("application/json")) {
            return error(415, 21, "Bad request", null);
        }
        return created(JsonParser.parseString(asked.body()).getAsJsonObject());
    }

    private static Said created(JsonObject body) {
        for (String member : body.keySet()) {
            if (!MEMBERS.contains(member)) {
                return error(422, 10, member + " is unknown", member);
            }
        }
        JsonElement recipients = body.get("recipients");
        if (recipients == null
                || !recipients.isJsonArray()
                || recipients.getAsJsonArray().size() != 1) {
            return error(422, 9, "no (correct) recipients found", "recipients");
        }
        String recipient = recipients.getAsJsonArray().get(0).getAsString();
        if (!recipient.matches("[1-9][0-9]{6,14}")) {
            return error(422, 9, "no (correct) recipients found", "recipients");
        }
        String originator = text(body, "originator");
        if (!originator.matches("\\+?[0-9]{3,17}|[A-Za-z0-9 ]{1,11}")) {
            return error(422, 9, "originator is required", "originator");
        }
        if (text(body, "body").isEmpty() || text(body, "reference").length() > 60) {
            return error(422, 9, "body is required", "body");
        }
        if (!Set.of("plain", "unicode", "auto").contains(text(body, "datacoding"))) {
            return error(422, 10, "datacoding must be plain, unicode or auto", "datacoding");
        }
        return new Said(
                201,
                "{\"id\":\"" + MESSAGE + "\",\"href\":\"https://rest.messagebird.com/messages/" + MESSAGE
                        + "\",\"direction\":\"mt\",\"type\":\"sms\",\"originator\":\"" + originator
                        + "\",\"reference\":\"" + text(body, "reference")
                        + "\",\"validity\":null,\"gateway\":239,\"typeDetails\":{},\"mclass\":1,"
                        + "\"scheduledDatetime\":null,\"recipients\":{\"totalCount\":1,\"totalSentCount\":1,"
                        + "\"totalDeliveredCount\":0,\"totalDeliveryFailedCount\":0,\"items\":[{\"recipient\":"
                        + recipient
                        + ",\"status\":\"sent\",\"statusDatetime\":\"2022-01-05T10:02:59+00:00\","
                        + "\"messagePartCount\":1}]}}");
    }

    private static String text(JsonObject body, String name) {
        return body.has(name) ? body.get(name).getAsString() : "";
    }

    static Said error(int status, int code, String description, String parameter) {
        return new Said(
                status,
                "{\"errors\":[{\"code\":" + code + ",\"description\":\"" + description + "\",\"parameter\":"
                        + (parameter == null ? "null" : "\"" + parameter + "\"") + "}]}");
    }
}
