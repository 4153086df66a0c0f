package io.mfaengine.providers;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Sms;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.model.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SMS by MessageBird's SMS API. Connecting may take 2 s and a whole call 5 s, unless {@link #patience} says otherwise; a
 * call is tried again only if nobody can have heard the first one, so that no message goes out twice. WhatsApp is not
 * offered: such a message is refused as {@link Cause#MISCONFIGURED}.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy. Printing it shows no secret.
 */
public final class MessageBird implements SmsSender {
    /** How events call it. */
    public static final String NAME = "messagebird";

    static final Pattern ORIGINATOR = Pattern.compile("\\+?[1-9][0-9]{2,16}|(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9 ]{1,11}");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final URI CLOUD = URI.create("https://rest.messagebird.com");

    private final Wire wire;
    private final URI base;
    private final Secret accessKey;
    private final String originator;
    private final @Nullable Reporting reporting;

    /** Where receipts go, and how they are known. */
    private record Reporting(URI url, Secret signingKey, InstantSource clock) {}

    private MessageBird(Wire wire, URI base, Secret accessKey, String originator, @Nullable Reporting reporting) {
        this.wire = wire;
        this.base = base;
        this.accessKey = accessKey;
        this.originator = originator;
        this.reporting = reporting;
    }

    /**
     * Sends from an account.
     *
     * @param accessKey the API access key
     * @param originator as whom: a number with its country's calling code, or at most 11 letters and digits
     * @return the sender
     * @throws IllegalArgumentException if one is out of bounds, naming it
     */
    public static MessageBird of(Secret accessKey, String originator) {
        return new MessageBird(
                Wire.standard(),
                CLOUD,
                Bounds.secret("accessKey", accessKey),
                Bounds.match("originator", ORIGINATOR, originator),
                null);
    }

    /**
     * Asks for receipts.
     *
     * @param url where they are to go, as MessageBird reaches it; what {@link Delivery#RECEIPT} names is added to it
     * @param signingKey the account's signing key
     * @param clock by which their validity is checked
     * @return a changed copy
     * @throws IllegalArgumentException if it isn't an absolute https URL, or has a fragment
     */
    public MessageBird receiptsTo(URI url, Secret signingKey, InstantSource clock) {
        Reporting to = new Reporting(
                Callbacks.checked(url),
                Bounds.secret("signingKey", signingKey),
                Objects.requireNonNull(clock, "clock"));
        return new MessageBird(wire, base, accessKey, originator, to);
    }

    /**
     * Calls another place.
     *
     * @param url https, by default {@code https://rest.messagebird.com}; http only to this machine
     * @return a changed copy
     * @throws IllegalArgumentException if it is something else
     */
    public MessageBird at(URI url) {
        return new MessageBird(wire, Wire.base(url), accessKey, originator, reporting);
    }

    /**
     * Sets how long calls may take.
     *
     * @param connect for connecting, 1 ms to 60 s
     * @param call for all of a call, 1 ms to 60 s
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of range
     */
    public MessageBird patience(Duration connect, Duration call) {
        return new MessageBird(Wire.patient(connect, call), base, accessKey, originator, reporting);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Delivery send(Sms message) {
        if (message.channel() != Sms.Channel.SMS) {
            return Answers.not(Cause.MISCONFIGURED).by(NAME, "");
        }
        HttpRequest request = request("/messages")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(message)))
                .build();
        Delivery said = said(wire.call(request));
        return said.by(NAME, said.reference());
    }

    /**
     * Proves the access key, without a message.
     *
     * @return accepted if it is good; else why not
     */
    public Delivery check() {
        Wire.Result result = wire.call(request("/balance").GET().build());
        if (result instanceof Wire.Result.Answered answered) {
            JsonObject balance = Answers.object(answered.body());
            return answered.status() == 200 && balance.has("payment")
                    ? Delivery.ACCEPTED.by(NAME, "")
                    : MessageBirdCodes.refused(answered.status(), balance).by(NAME, "");
        }
        return ((Wire.Result.Silent) result).delivery().by(NAME, "");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "AccessKey " + accessKey.reveal())
                .header("Accept", "application/json");
    }

    private String body(Sms message) {
        JsonArray recipients = new JsonArray();
        recipients.add(message.to().canonical().substring(1));
        JsonObject body = new JsonObject();
        body.add("recipients", recipients);
        body.addProperty("originator", originator);
        body.addProperty("body", message.text());
        body.addProperty("reference", message.sendId());
        body.addProperty("datacoding", message.isGsm7() ? "plain" : "unicode");
        Delivery.About about = message.about();
        if (reporting != null && about != null) {
            body.addProperty(
                    "reportUrl", Callbacks.url(reporting.url, about.receipt()).toString());
        }
        return body.toString();
    }

    private static Delivery said(Wire.Result result) {
        if (result instanceof Wire.Result.Silent silent) {
            return silent.delivery();
        }
        Wire.Result.Answered answered = (Wire.Result.Answered) result;
        JsonObject body = Answers.object(answered.body());
        if (answered.status() / 100 != 2) {
            return MessageBirdCodes.refused(answered.status(), body);
        }
        String id = Answers.text(body, "id");
        if (!ID.matcher(id).matches()) {
            return Delivery.UNKNOWN.because(Cause.BAD_ANSWER);
        }
        return Delivery.ACCEPTED.by(NAME, id).segments(parts(body));
    }

    private static int parts(JsonObject message) {
        JsonElement recipients = message.get("recipients");
        if (recipients == null || !recipients.isJsonObject()) {
            return 0;
        }
        JsonElement items = recipients.getAsJsonObject().get("items");
        return items != null
                        && items.isJsonArray()
                        && items.getAsJsonArray().size() == 1
                        && items.getAsJsonArray().get(0).isJsonObject()
                ? Answers.number(items.getAsJsonArray().get(0).getAsJsonObject(), "messagePartCount")
                : 0;
    }

    /**
     * Reads a status report, a GET with its signature in {@code MessageBird-Signature-JWT}. Which host and scheme it came to
     * doesn't matter: what is signed is the URL that {@link #receiptsTo} names, with the query that came.
     *
     * @return the receipt; empty if it isn't MessageBird's, isn't valid now, or says nothing
     */
    @Override
    public Optional<Receipt> read(Delivery.Callback callback) {
        return reporting == null
                ? Optional.empty()
                : MessageBirdReceipt.read(reporting.url, reporting.signingKey, reporting.clock.instant(), callback);
    }

    /** Shows as whom it sends. */
    @Override
    public String toString() {
        return "MessageBird[" + originator + "]";
    }
}
