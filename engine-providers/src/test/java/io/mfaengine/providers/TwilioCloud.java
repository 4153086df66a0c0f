package io.mfaengine.providers;

import io.mfaengine.providers.Stage.Asked;
import io.mfaengine.providers.Stage.Said;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * Twilio's side of "create a message", as its OpenAPI description has it: path, authentication, content type, fields and
 * their patterns are checked, and what isn't in the description is refused.
 */
final class TwilioCloud {
    static final String ACCOUNT = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String KEY = "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    static final String KEY_SECRET = "an API key's secret";
    static final String SERVICE = "MGcccccccccccccccccccccccccccccccc";
    static final String MESSAGE = "SMdddddddddddddddddddddddddddddddd";

    private static final String PATH = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";
    private static final Set<String> FIELDS = Set.of(
            "To",
            "From",
            "MessagingServiceSid",
            "Body",
            "StatusCallback",
            "ContentSid",
            "ContentVariables",
            "ValidityPeriod",
            "SmartEncoded");
    private static final String NUMBER = "(whatsapp:)?\\+[1-9][0-9]{6,14}";

    private TwilioCloud() {}

    static Said play(Asked asked) {
        if (!isKnown(asked.header("authorization"))) {
            return error(401, 20003, "Authenticate");
        }
        if (!asked.uri().getPath().equals(PATH)) {
            return error(404, 20404, "The requested resource was not found");
        }
        if (asked.method().equals("GET")) {
            return new Said(200, "{\"messages\":[],\"page\":0,\"page_size\":1,\"uri\":\"" + asked.uri() + "\"}");
        }
        if (!asked.method().equals("POST")) {
            return error(405, 20004, "Method not allowed");
        }
        if (!asked.header("content-type").equals("application/x-www-form-urlencoded")) {
            return error(415, 20415, "Unsupported media type");
        }
        return created(asked.form());
    }

    private static boolean isKnown(String authorization) {
        return authorization.equals(basic(ACCOUNT, TOKEN)) || authorization.equals(basic(KEY, KEY_SECRET));
    }

    private static String basic(String user, String password) {
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Said created(Map<String, String> form) {
        if (!FIELDS.containsAll(form.keySet())) {
            return error(400, 20001, "Unknown parameters");
        }
        String to = form.getOrDefault("To", "");
        String from = form.get("From");
        String service = form.get("MessagingServiceSid");
        if (!to.matches(NUMBER)) {
            return error(400, 21211, "Invalid 'To' Phone Number");
        }
        if ((from == null) == (service == null)) {
            return error(400, 21603, "A 'From' phone number is required");
        }
        if (from != null && to.startsWith("whatsapp:") != from.startsWith("whatsapp:")) {
            return error(400, 21910, "Invalid 'From' and 'To' pair");
        }
        if (service != null && !service.equals(SERVICE)) {
            return error(404, 21701, "The Messaging Service does not exist");
        }
        if ((form.get("Body") == null) == (form.get("ContentSid") == null)) {
            return error(400, 21602, "Message body is required");
        }
        // by a service the number of segments isn't known yet
        return new Said(
                201,
                "{\"sid\":\"" + MESSAGE + "\",\"account_sid\":\"" + ACCOUNT + "\",\"status\":\""
                        + (service == null ? "queued" : "accepted") + "\",\"num_segments\":\""
                        + (service == null ? 1 : 0)
                        + "\",\"error_code\":null,\"error_message\":null,\"direction\":\"outbound-api\",\"to\":\"" + to
                        + "\",\"api_version\":\"2010-04-01\"}");
    }

    static Said error(int status, int code, String message) {
        return new Said(
                status,
                "{\"code\":" + code + ",\"message\":\"" + message
                        + "\",\"more_info\":\"https://www.twilio.com/docs/errors/" + code + "\",\"status\":" + status
                        + "}");
    }
}
