package io.mfaengine.examples.senders;

import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.Failover;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.model.Secret;
import io.mfaengine.providers.MessageBird;
import io.mfaengine.providers.Smtp;
import io.mfaengine.providers.Twilio;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who sends codes: what environment variables name, else whoever shows them. {@code SMTP_HOST}, {@code SMTP_PORT} (587; at 465 TLS
 * from the start), {@code SMTP_FROM}, {@code SMTP_USER}, {@code SMTP_PASSWORD}; {@code TWILIO_ACCOUNT_SID},
 * {@code TWILIO_AUTH_TOKEN}, {@code TWILIO_FROM}; {@code MESSAGEBIRD_ACCESS_KEY}, {@code MESSAGEBIRD_ORIGINATOR}. With both
 * Twilio and MessageBird the second takes over when the first can't.
 *
 * @param sms sends text messages
 * @param email sends e-mail
 */
public record Senders(SmsSender sms, EmailSender email) {
    /**
     * Reads the environment.
     *
     * @param name of the application, as which e-mail comes
     * @param environment the variables
     * @param otherwise what sends if nothing is named
     * @param clock the time
     * @return who sends
     * @throws Unusable if something is half named, or out of bounds
     */
    public static Senders of(String name, Map<String, String> environment, Senders otherwise, InstantSource clock)
            throws Unusable {
        try {
            List<SmsSender> sms = Stream.of(twilio(environment), messageBird(environment))
                    .flatMap(Optional::stream)
                    .toList();
            return new Senders(
                    sms.isEmpty() ? otherwise.sms : sms.size() == 1 ? sms.get(0) : Failover.of(sms.get(0), sms.get(1)),
                    smtp(name, environment, clock).orElse(otherwise.email));
        } catch (IllegalArgumentException e) {
            throw new Unusable(e);
        }
    }

    /** What the environment names can't send. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static Optional<SmsSender> twilio(Map<String, String> environment) {
        return named(environment, "TWILIO_ACCOUNT_SID")
                .map(sid -> Twilio.of(
                        sid, Secret.of(needed(environment, "TWILIO_AUTH_TOKEN")), needed(environment, "TWILIO_FROM")));
    }

    private static Optional<SmsSender> messageBird(Map<String, String> environment) {
        return named(environment, "MESSAGEBIRD_ACCESS_KEY")
                .map(key -> MessageBird.of(Secret.of(key), needed(environment, "MESSAGEBIRD_ORIGINATOR")));
    }

    private static Optional<EmailSender> smtp(String name, Map<String, String> environment, InstantSource clock) {
        return named(environment, "SMTP_HOST").map(host -> {
            EmailAddress from = EmailAddress.parse(needed(environment, "SMTP_FROM"))
                    .orElseThrow(() -> new IllegalArgumentException("SMTP_FROM must be an address"));
            int port = port(named(environment, "SMTP_PORT").orElse("587"));
            Smtp smtp = Smtp.of(host, port, from, clock).from(name);
            Smtp safe = port == 465 ? smtp.implicitTls() : smtp;
            return named(environment, "SMTP_USER")
                    .map(user -> safe.login(user, Secret.of(needed(environment, "SMTP_PASSWORD"))))
                    .orElse(safe);
        });
    }

    private static int port(String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("SMTP_PORT must be 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static Optional<String> named(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static String needed(Map<String, String> environment, String name) {
        return named(environment, name).orElseThrow(() -> new IllegalArgumentException(name + " must be set"));
    }
}
