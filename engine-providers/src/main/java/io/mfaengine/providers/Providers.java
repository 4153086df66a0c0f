package io.mfaengine.providers;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.Provider;
import io.mfaengine.delivery.Provider.Field;
import io.mfaengine.delivery.Provider.Values;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.model.Secret;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The senders of this module as an operator chooses and sets them while engines run:
 * {@code SmsCode.chosen("Acme", Providers.of(clock).sms(), "NZ")}. Immutable and thread-safe: what looks like a setter gives a
 * changed copy.
 */
public final class Providers {
    private static final String URL = "https://[^\\s#]{1,1000}";

    private final InstantSource clock;
    private final @Nullable URI receipts;

    private Providers(InstantSource clock, @Nullable URI receipts) {
        this.clock = clock;
        this.receipts = receipts;
    }

    /**
     * All of them, by a clock.
     *
     * @param clock the clock of dates and signatures, such as {@code InstantSource.system()}
     * @return the providers
     */
    public static Providers of(InstantSource clock) {
        return new Providers(Objects.requireNonNull(clock, "clock"), null);
    }

    /**
     * Asks carriers for receipts, where they give them.
     *
     * @param url where they are to go, an absolute https URL without fragment, as carriers reach it; hand what comes there
     *     to {@code MfaEngine.received}
     * @return a changed copy
     * @throws IllegalArgumentException if it is something else
     */
    public Providers receiptsTo(URI url) {
        return new Providers(clock, Callbacks.checked(url));
    }

    /**
     * Those who send text messages.
     *
     * @return {@code twilio}, {@code messagebird} and {@code webhook}
     */
    public List<Provider<SmsSender>> sms() {
        return List.of(
                twilio(), messageBird(), new Kind<>(WebhookSender.NAME, HOOK, this::webhook, Providers::unchecked));
    }

    /**
     * Those who send e-mail.
     *
     * @return {@code smtp} and {@code webhook}
     */
    public List<Provider<EmailSender>> email() {
        return List.of(smtp(), new Kind<>(WebhookSender.NAME, HOOK, this::webhook, Providers::unchecked));
    }

    private Provider<SmsSender> twilio() {
        return new Kind<>(
                Twilio.NAME,
                List.of(
                        Field.of(
                                "accountSid",
                                Twilio.ACCOUNT.pattern(),
                                "Account SID, on the first page of the console"),
                        Field.secret("authToken", "Auth token, beside it; call-backs are signed with it"),
                        Field.of(
                                "sender",
                                Twilio.SENDER.pattern() + "|" + Twilio.SERVICE.pattern(),
                                "From: a number, a short code, an alphanumeric sender id, or a Messaging Service's SID"),
                        Field.of(
                                        "keySid",
                                        Twilio.KEY.pattern(),
                                        "SID of an API key that calls instead of the auth token")
                                .optional(),
                        Field.secret("keySecret", "The API key's secret").optional(),
                        Field.of("whatsAppSender", Twilio.NUMBER.pattern(), "Number of the WhatsApp sender")
                                .optional(),
                        Field.of("whatsAppTemplate", Twilio.CONTENT.pattern(), "Content SID of an approved template")
                                .optional()),
                this::twilio,
                Twilio::check);
    }

    private Twilio twilio(Values values) {
        Twilio twilio = Twilio.of(values.text("accountSid"), values.secret("authToken"), values.text("sender"));
        if (values.find("keySid").isPresent()) {
            twilio = twilio.apiKey(values.text("keySid"), values.secret("keySecret"));
        }
        twilio = values.find("whatsAppSender").map(twilio::whatsApp).orElse(twilio);
        twilio = values.find("whatsAppTemplate").map(twilio::whatsAppTemplate).orElse(twilio);
        return receipts == null ? twilio : twilio.receiptsTo(receipts);
    }

    private Provider<SmsSender> messageBird() {
        return new Kind<>(
                MessageBird.NAME,
                List.of(
                        Field.secret("accessKey", "Live access key, of the developers' page"),
                        Field.of("originator", MessageBird.ORIGINATOR.pattern(), "From: a number, or 11 letters"),
                        Field.secret("signingKey", "Signing key, which receipts are signed with")
                                .optional()),
                this::messageBird,
                MessageBird::check);
    }

    private MessageBird messageBird(Values values) {
        MessageBird bird = MessageBird.of(values.secret("accessKey"), values.text("originator"));
        Secret signingKey = values.findSecret("signingKey").orElse(null);
        return receipts == null || signingKey == null ? bird : bird.receiptsTo(receipts, signingKey, clock);
    }

    private Provider<EmailSender> smtp() {
        return new Kind<>(
                Smtp.NAME,
                List.of(
                        Field.of("host", Smtp.HOST.pattern(), "Name of the mail server, as in its certificate")
                                .targeting(),
                        Field.of("port", "[1-9][0-9]{0,4}", "587 for STARTTLS, 465 for TLS from the start")
                                .targeting(),
                        Field.of("security", "starttls|tls|none", "none: only for a relay on this machine")
                                .targeting(),
                        Field.of("from", "[^\\s@]{1,64}@[^\\s@]{1,253}", "Address that messages come from"),
                        Field.of("fromName", Smtp.DISPLAY_NAME.pattern(), "Name that is shown with it")
                                .optional(),
                        Field.of("user", "[^\\p{Cntrl}]{1,256}", "User name").optional(),
                        Field.secret("password", "Password").optional()),
                this::smtp,
                Smtp::check);
    }

    private Smtp smtp(Values values) {
        EmailAddress from = EmailAddress.parse(values.text("from"))
                .orElseThrow(() -> new IllegalArgumentException("from must be an address"));
        Smtp smtp = Smtp.of(values.text("host"), Integer.parseInt(values.text("port")), from, clock);
        smtp = switch (values.text("security")) {
            case "tls" -> smtp.implicitTls();
            case "none" -> smtp.withoutTls();
            default -> smtp;
        };
        smtp = values.find("fromName").map(smtp::from).orElse(smtp);
        return values.find("user").isPresent() ? smtp.login(values.text("user"), values.secret("password")) : smtp;
    }

    private static final List<Field> HOOK = List.of(
            Field.of("url", URL, "Where your service takes messages"),
            Field.secret("key", "What it knows us by: at least 16 characters"),
            Field.secret("olderKey", "The key before, while the service may know only that one")
                    .optional());

    private WebhookSender webhook(Values values) {
        WebhookSender webhook = WebhookSender.of(URI.create(values.text("url")), values.secret("key"), clock);
        Secret older = values.findSecret("olderKey").orElse(null);
        return older == null ? webhook : webhook.older(older);
    }

    /** A service of the operator's own has nothing to ask without a message. */
    private static Delivery unchecked(WebhookSender webhook) {
        return Delivery.ACCEPTED.by(webhook.name(), "");
    }
}
