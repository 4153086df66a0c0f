package io.mfaengine.method;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.About;
import io.mfaengine.delivery.Email;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.Provider;
import io.mfaengine.delivery.Templates;
import io.mfaengine.delivery.Templates.Words;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Codes in e-mails. Six digits, valid for 10 minutes, unless an operator sets {@code digits} (6 to 10) or {@code minutes}
 * (1 to 10). NIST SP 800-63B-4 section 3.1.3.1 doesn't count e-mail as an out-of-band authenticator: it proves that
 * somebody can read the mailbox, often by the same password.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy.
 */
public final class EmailCode implements AuthenticatorMethod {
    private static final Parameter MINUTES = SentMessage.minutes(10);

    private final SentMessage message;
    private final Chosen<EmailSender> senders;

    private EmailCode(SentMessage message, Chosen<EmailSender> senders) {
        this.message = message;
        this.senders = senders;
    }

    /**
     * Codes in e-mails.
     *
     * @param application the name of the application, as messages say it: 1 to 64 characters without control characters
     * @param sender who sends them
     * @return the method, of type {@link AuthenticatorType#EMAIL_OTP}
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public static EmailCode of(String application, EmailSender sender) {
        return over(application, Chosen.always(sender));
    }

    /**
     * Codes in e-mails, by whom an operator chooses.
     *
     * @param application the name of the application, as messages say it: 1 to 64 characters without control characters
     * @param providers whom an operator may choose in the settings; until they do, no message is sent
     * @return the method, of type {@link AuthenticatorType#EMAIL_OTP}
     * @throws IllegalArgumentException if the name is out of bounds, there is no provider, or there are two of one name
     */
    public static EmailCode chosen(String application, List<Provider<EmailSender>> providers) {
        return over(application, Chosen.among(providers));
    }

    private static EmailCode over(String application, Chosen<EmailSender> senders) {
        return new EmailCode(new SentMessage(AuthenticatorType.EMAIL_OTP, application, Templates.standard()), senders);
    }

    /**
     * Sets what messages say.
     *
     * @param templates what they say
     * @return a changed copy
     */
    public EmailCode templates(Templates templates) {
        return new EmailCode(message.templates(templates), senders);
    }

    @Override
    public AuthenticatorType type() {
        return message.type();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SentMessage.DIGITS, MINUTES);
    }

    @Override
    public Prompt.Address address() {
        return new Prompt.Address.Mailbox();
    }

    /** Sends a code to an address, by default the one that the application told of the user. */
    @Override
    public Opening enroll(Context context, @Nullable String address) {
        return address(context, address).map(to -> ask(context, to)).orElseGet(() -> Opening.refuse(Refusal.MALFORMED));
    }

    static Optional<EmailAddress> address(AuthenticatorMethod.Context context, @Nullable String given) {
        return Optional.ofNullable(given == null ? context.user().email() : given)
                .flatMap(EmailAddress::parse);
    }

    @Override
    public Check confirm(Context context, Data asked, Response response) {
        Refusal refusal = SentMessage.refusal(context, asked, response);
        return refusal == null ? enrolled(asked.get(Field.ADDRESS)) : Check.reject(refusal);
    }

    @Override
    public Opening challenge(Context context) {
        return enroll(context, SentMessage.first(context));
    }

    @Override
    public Check check(Context context, Data asked, Response response) {
        Held held = SentMessage.asked(context, asked).orElse(null);
        if (held == null) {
            return Check.reject(Refusal.NOT_OPEN).burn();
        }
        Refusal refusal = SentMessage.refusal(context, asked, response);
        return refusal == null ? Check.accept(held, held.data()).amr("otp") : Check.reject(refusal);
    }

    /**
     * Binds an address that another system has proved.
     *
     * @throws IllegalArgumentException if it is no address
     */
    @Override
    public Check adopt(Context context, Secret proved) {
        return enrolled(proved.reveal());
    }

    static Check enrolled(String address) {
        return EmailAddress.parse(address)
                .map(to -> Check.enroll(to, Data.empty()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "email must be an address of at most 254 characters, such as jane@acme.example"));
    }

    @Override
    public void received(Delivery.Receipt receipt) {
        senders.each(sender -> sender.received(receipt));
    }

    @Override
    public Optional<Delivery.Receipt> read(Delivery.Callback callback, Provider.@Nullable Values values) {
        EmailSender sender = senders.of(values);
        return sender == null ? Optional.empty() : sender.read(callback);
    }

    @Override
    public List<Provider<EmailSender>> providers() {
        return senders.providers();
    }

    @Override
    public Delivery sendTest(String to, String sendId, Provider.@Nullable Values values, Set<String> countries) {
        return sendTest(message, senders, to, sendId, values);
    }

    private Opening ask(Context context, EmailAddress to) {
        int minutes = context.parameter(MINUTES);
        String code = context.randomDigits(context.parameter(SentMessage.DIGITS));
        Words words = message.write(context, minutes, "code", code);
        Locale locale = context.locale();
        ActionId action = context.intent().id();
        EmailSender sender = senders.now(context);
        return Opening.send(
                new Prompt.CodeSent(to.masked(), code.length()),
                SentMessage.keep(context, to, code),
                Duration.ofMinutes(minutes),
                to,
                (reply, receipt, sendId) -> Chosen.send(
                        sender,
                        by -> by.send(new Email(
                                sendId,
                                to,
                                words.subject(),
                                words.text(),
                                words.html(),
                                locale,
                                new About(action, Secret.of(code), receipt)))));
    }

    static Delivery sendTest(
            SentMessage message,
            Chosen<EmailSender> senders,
            String to,
            String sendId,
            Provider.@Nullable Values values) {
        EmailAddress address = EmailAddress.parse(to).orElse(null);
        if (address == null) {
            return Delivery.REFUSED.because(Delivery.Cause.BAD_ADDRESS);
        }
        String text = message.test();
        Email test = new Email(sendId, address, text, text + "\n", null, Locale.ENGLISH);
        return Chosen.send(senders.of(values), sender -> sender.send(test));
    }
}
