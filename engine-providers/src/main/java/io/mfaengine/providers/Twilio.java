package io.mfaengine.providers;

import com.google.gson.JsonObject;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Sms;
import io.mfaengine.delivery.Sms.Channel;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SMS and WhatsApp by Twilio's Programmable Messaging. Connecting may take 2 s and a whole call 5 s, unless
 * {@link #patience} says otherwise; a call is tried again only if nobody can have heard the first one, so that no message
 * goes out twice.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy. Printing it shows no secret.
 */
public final class Twilio implements SmsSender {
    /** How events call it. */
    public static final String NAME = "twilio";

    static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    static final Pattern KEY = Pattern.compile("SK[0-9a-fA-F]{32}");
    static final Pattern SENDER =
            Pattern.compile("\\+[1-9][0-9]{6,14}|[1-9][0-9]{2,7}|(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}");
    static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    static final Pattern CONTENT = Pattern.compile("HX[0-9a-fA-F]{32}");
    static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern MESSAGE = Pattern.compile("(SM|MM)[0-9a-fA-F]{32}");
    private static final URI CLOUD = URI.create("https://api.twilio.com");

    private final Wire wire;
    private final URI base;
    private final Account account;
    private final Senders senders;
    private final @Nullable URI receipts;

    /** Who pays, and the user name and password of calls: the account's own, or an API key's. */
    private record Account(String sid, Secret authToken, String user, Secret password) {}

    /** As whom messages go out. */
    private record Senders(
            String sms, @Nullable String whatsApp, @Nullable String content) {}

    private Twilio(Wire wire, URI base, Account account, Senders senders, @Nullable URI receipts) {
        this.wire = wire;
        this.base = base;
        this.account = account;
        this.senders = senders;
        this.receipts = receipts;
    }

    /**
     * Sends from an account.
     *
     * @param accountSid {@code AC} and 32 hexadecimal digits
     * @param authToken the account's auth token, with which call-backs are signed too
     * @param sender as whom: a number in E.164 form, a short code, an alphanumeric sender id of at most 11 characters, or the
     *     SID of a Messaging Service
     * @return the sender
     * @throws IllegalArgumentException if one is out of bounds, naming it
     */
    public static Twilio of(String accountSid, Secret authToken, String sender) {
        String sid = Bounds.match("accountSid", ACCOUNT, accountSid);
        Bounds.secret("authToken", authToken);
        if (!SERVICE.matcher(sender).matches()) {
            Bounds.match("sender", SENDER, sender);
        }
        return new Twilio(
                Wire.standard(),
                CLOUD,
                new Account(sid, authToken, sid, authToken),
                new Senders(sender, null, null),
                null);
    }

    /**
     * Calls with an API key instead of the auth token, which then only checks call-backs.
     *
     * @param keySid {@code SK} and 32 hexadecimal digits
     * @param keySecret its secret
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of bounds
     */
    public Twilio apiKey(String keySid, Secret keySecret) {
        Bounds.match("keySid", KEY, keySid);
        Bounds.secret("keySecret", keySecret);
        return new Twilio(
                wire, base, new Account(account.sid, account.authToken, keySid, keySecret), senders, receipts);
    }

    /**
     * Sets from which number WhatsApp messages go; else from the one of {@link #of}.
     *
     * @param number the WhatsApp sender, in E.164 form
     * @return a changed copy
     * @throws IllegalArgumentException if it is no number
     */
    public Twilio whatsApp(String number) {
        String from = Bounds.match("number", NUMBER, number);
        return new Twilio(wire, base, account, new Senders(senders.sms, from, senders.content), receipts);
    }

    /**
     * Sends WhatsApp messages by an approved template, whose first variable is the code: WhatsApp takes free text only
     * within a day of the person's own message.
     *
     * @param contentSid the template's SID, {@code HX} and 32 hexadecimal digits
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public Twilio whatsAppTemplate(String contentSid) {
        String content = Bounds.match("contentSid", CONTENT, contentSid);
        return new Twilio(wire, base, account, new Senders(senders.sms, senders.whatsApp, content), receipts);
    }

    /**
     * Asks for receipts.
     *
     * @param url where they are to go, as Twilio reaches it; what {@link Delivery#RECEIPT} names is added to it
     * @return a changed copy
     * @throws IllegalArgumentException if it isn't an absolute https URL, or has a fragment
     */
    public Twilio receiptsTo(URI url) {
        return new Twilio(wire, base, account, senders, Callbacks.checked(url));
    }

    /**
     * Calls another place, such as a region's.
     *
     * @param url https, by default {@code https://api.twilio.com}; http only to this machine
     * @return a changed copy
     * @throws IllegalArgumentException if it is something else
     */
    public Twilio at(URI url) {
        return new Twilio(wire, Wire.base(url), account, senders, receipts);
    }

    /**
     * Sets how long calls may take.
     *
     * @param connect for connecting, 1 ms to 60 s
     * @param call for all of a call, 1 ms to 60 s
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of range
     */
    public Twilio patience(Duration connect, Duration call) {
        return new Twilio(Wire.patient(connect, call), base, account, senders, receipts);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Delivery send(Sms message) {
        HttpRequest request = request(messages(""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(message)))
                .build();
        Delivery said = said(wire.call(request));
        return said.by(NAME, said.reference());
    }

    /**
     * Proves the credentials, without a message.
     *
     * @return accepted if they are good; else why not
     */
    public Delivery check() {
        Wire.Result result = wire.call(request(messages("?PageSize=1")).GET().build());
        if (result instanceof Wire.Result.Answered answered) {
            JsonObject page = Answers.object(answered.body());
            if (answered.status() == 200 && page.has("messages")) {
                return Delivery.ACCEPTED.by(NAME, "");
            }
            return TwilioCodes.refused(answered.status(), page).by(NAME, "");
        }
        return ((Wire.Result.Silent) result).delivery().by(NAME, "");
    }

    private String messages(String query) {
        return "/2010-04-01/Accounts/" + account.sid + "/Messages.json" + query;
    }

    private HttpRequest.Builder request(String path) {
        String pair = account.user + ":" + account.password.reveal();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Basic " + basic)
                .header("Accept", "application/json");
    }

    private String form(Sms message) {
        boolean whatsApp = message.channel() == Channel.WHATSAPP;
        String prefix = whatsApp ? "whatsapp:" : "";
        String from = whatsApp ? Objects.requireNonNullElse(senders.whatsApp, senders.sms) : senders.sms;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("To", prefix + message.to().canonical());
        if (SERVICE.matcher(from).matches()) {
            fields.put("MessagingServiceSid", from);
        } else {
            fields.put("From", prefix + from);
        }
        Delivery.About about = message.about();
        if (whatsApp && senders.content != null && about != null) {
            JsonObject variables = new JsonObject();
            variables.addProperty("1", about.secret().reveal());
            fields.put("ContentSid", senders.content);
            fields.put("ContentVariables", variables.toString());
        } else {
            fields.put("Body", message.text());
        }
        if (receipts != null && about != null) {
            fields.put(
                    "StatusCallback", Callbacks.url(receipts, about.receipt()).toString());
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Delivery said(Wire.Result result) {
        if (result instanceof Wire.Result.Silent silent) {
            return silent.delivery();
        }
        Wire.Result.Answered answered = (Wire.Result.Answered) result;
        JsonObject body = Answers.object(answered.body());
        if (answered.status() / 100 != 2) {
            return TwilioCodes.refused(answered.status(), body);
        }
        String sid = Answers.text(body, "sid");
        if (!MESSAGE.matcher(sid).matches()) {
            return Delivery.UNKNOWN.because(Delivery.Cause.BAD_ANSWER);
        }
        return switch (Answers.text(body, "status")) {
            case "failed", "undelivered", "canceled" ->
                Answers.not(TwilioCodes.cause(Answers.number(body, "error_code")))
                        .by(NAME, sid);
            default -> Delivery.ACCEPTED.by(NAME, sid).segments(Answers.number(body, "num_segments"));
        };
    }

    /**
     * Reads a status call-back, a form with its signature in {@code X-Twilio-Signature}. Which host and scheme it came to
     * doesn't matter: what is signed is the URL that {@link #receiptsTo} names.
     *
     * @return the receipt; empty if it isn't Twilio's, or says nothing
     */
    @Override
    public Optional<Receipt> read(Delivery.Callback callback) {
        return receipts == null ? Optional.empty() : TwilioReceipt.read(receipts, account.authToken, callback);
    }

    /** Shows the account. */
    @Override
    public String toString() {
        return "Twilio[" + account.sid + "]";
    }
}
