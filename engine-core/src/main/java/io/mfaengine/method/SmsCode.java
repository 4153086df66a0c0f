package io.mfaengine.method;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.About;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.delivery.Provider;
import io.mfaengine.delivery.Sms;
import io.mfaengine.delivery.SmsSender;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Codes in text messages, to numbers of the countries that are listed (R37), by the application or in its place by an
 * operator ({@code TypeSettings.countries}). Six digits, valid for 5 minutes, unless an
 * operator sets {@code digits} (6 to 10) or {@code minutes} (1 to 10); up to {@code usersPerNumber} users (5 by default, 1
 * to 100) may have one number (R50).
 *
 * <p>Restricted authenticators in the sense of NIST SP 800-63B-4 section 3.2.9: whoever holds the number gets the code.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy.
 */
public final class SmsCode implements AuthenticatorMethod {
    private static final Parameter MINUTES = SentMessage.minutes(5);
    private static final Parameter USERS_PER_NUMBER = new Parameter("usersPerNumber", 5, 1, 100);

    private final SentMessage message;
    private final Sms.Channel channel;
    private final Chosen<SmsSender> senders;
    private final Set<String> countries;
    private final @Nullable String boundTo;

    private SmsCode(
            SentMessage message,
            Sms.Channel channel,
            Chosen<SmsSender> senders,
            Set<String> countries,
            @Nullable String boundTo) {
        this.message = message;
        this.channel = channel;
        this.senders = senders;
        this.countries = countries;
        this.boundTo = boundTo;
    }

    /**
     * Codes as short messages of the telephone network.
     *
     * @param application the name of the application, as messages say it: 1 to 64 characters without control characters
     * @param sender who sends them
     * @param country ISO 3166-1 code of a country that they may go to, two capital letters
     * @param more codes of others
     * @return the method, of type {@link AuthenticatorType#SMS}
     * @throws IllegalArgumentException if the name is out of bounds or a code isn't that of a country with numbers
     */
    public static SmsCode of(String application, SmsSender sender, String country, String... more) {
        return over(AuthenticatorType.SMS, Sms.Channel.SMS, application, Chosen.always(sender), country, more);
    }

    /**
     * Codes by WhatsApp.
     *
     * @param application the name of the application, as messages say it: 1 to 64 characters without control characters
     * @param sender who sends them
     * @param country ISO 3166-1 code of a country that they may go to, two capital letters
     * @param more codes of others
     * @return the method, of type {@link AuthenticatorType#WHATSAPP}
     * @throws IllegalArgumentException if the name is out of bounds or a code isn't that of a country with numbers
     */
    public static SmsCode whatsApp(String application, SmsSender sender, String country, String... more) {
        return over(
                AuthenticatorType.WHATSAPP, Sms.Channel.WHATSAPP, application, Chosen.always(sender), country, more);
    }

    /**
     * Codes as short messages of the telephone network, by whom an operator chooses.
     *
     * @param application the name of the application, as messages say it: 1 to 64 characters without control characters
     * @param providers whom an operator may choose in the settings; until they do, no message is sent
     * @param country ISO 3166-1 code of a country that they may go to, two capital letters
     * @param more codes of others
     * @return the method, of type {@link AuthenticatorType#SMS}
     * @throws IllegalArgumentException if the name is out of bounds, a code isn't that of a country with numbers, or there
     *     is no provider, or two of one name
     */
    public static SmsCode chosen(
            String application, List<Provider<SmsSender>> providers, String country, String... more) {
        return over(AuthenticatorType.SMS, Sms.Channel.SMS, application, Chosen.among(providers), country, more);
    }

    /**
     * Codes by WhatsApp, by whom an operator chooses.
     *
     * @param application the name of the application, as messages say it: 1 to 64 characters without control characters
     * @param providers whom an operator may choose in the settings; until they do, no message is sent
     * @param country ISO 3166-1 code of a country that they may go to, two capital letters
     * @param more codes of others
     * @return the method, of type {@link AuthenticatorType#WHATSAPP}
     * @throws IllegalArgumentException if the name is out of bounds, a code isn't that of a country with numbers, or there
     *     is no provider, or two of one name
     */
    public static SmsCode chosenWhatsApp(
            String application, List<Provider<SmsSender>> providers, String country, String... more) {
        return over(
                AuthenticatorType.WHATSAPP, Sms.Channel.WHATSAPP, application, Chosen.among(providers), country, more);
    }

    private static SmsCode over(
            AuthenticatorType type,
            Sms.Channel channel,
            String application,
            Chosen<SmsSender> senders,
            String country,
            String... more) {
        Set<String> countries = new TreeSet<>(List.of(more));
        countries.add(Objects.requireNonNull(country, "country"));
        for (String listed : countries) {
            if (!PhoneNumber.isCountry(listed)) {
                throw new IllegalArgumentException("country must be an ISO 3166-1 code such as NZ");
            }
        }
        SentMessage message = new SentMessage(type, application, Templates.standard());
        return new SmsCode(message, channel, senders, Set.copyOf(countries), null);
    }

    /**
     * Sets what messages say.
     *
     * @param templates what they say
     * @return a changed copy
     */
    public SmsCode templates(Templates templates) {
        return new SmsCode(message.templates(templates), channel, senders, countries, boundTo);
    }

    /**
     * Ends short messages with a line that binds the code to a site, such as {@code @shop.example #123456}: browsers then
     * fill it in there, and nowhere else (the "origin-bound one-time codes" format of the WICG). Costs up to a segment more.
     *
     * @param host the name of the site's host
     * @return a changed copy
     * @throws IllegalArgumentException if it is no name of a host
     */
    public SmsCode boundTo(String host) {
        return new SmsCode(message, channel, senders, countries, EmailAddress.host(host));
    }

    @Override
    public AuthenticatorType type() {
        return message.type();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(SentMessage.DIGITS, MINUTES, USERS_PER_NUMBER);
    }

    /** A number of one of the countries that the application listed. */
    @Override
    public Prompt.Address address() {
        return new Prompt.Address.Phone(countries);
    }

    /**
     * Sends a code to a number, by default the one that the application told of the user. A number without a country's
     * calling code is of the country that is listed, if there is only one.
     */
    @Override
    public Opening enroll(Context context, @Nullable String address) {
        String text = address == null ? context.user().phoneNumber() : address;
        PhoneNumber number = text == null ? null : parse(text, served(context)).orElse(null);
        return number == null ? Opening.refuse(Refusal.MALFORMED) : ask(context, number);
    }

    @Override
    public Check confirm(Context context, Data asked, Response response) {
        Refusal refusal = SentMessage.refusal(context, asked, response);
        return refusal == null ? enrolled(context, asked.get(Field.ADDRESS)) : Check.reject(refusal);
    }

    @Override
    public Opening challenge(Context context) {
        return PhoneNumber.parse(SentMessage.first(context))
                .map(number -> ask(context, number))
                .orElseGet(() -> Opening.refuse(Refusal.NOT_PERMITTED));
    }

    @Override
    public Check check(Context context, Data asked, Response response) {
        Held held = SentMessage.asked(context, asked).orElse(null);
        if (held == null) {
            return Check.reject(Refusal.NOT_OPEN).burn();
        }
        Refusal refusal = SentMessage.refusal(context, asked, response);
        return refusal == null ? Check.accept(held, held.data()).amr("otp", "sms") : Check.reject(refusal);
    }

    /**
     * Binds a number that another system has proved.
     *
     * @throws IllegalArgumentException if it is no number that can get a message
     */
    @Override
    public Check adopt(Context context, Secret proved) {
        Set<String> served = served(context);
        PhoneNumber number = parse(proved.reveal(), served)
                .orElseThrow(() -> new IllegalArgumentException(
                        "phoneNumber must be a valid number that can get messages, such as +64 27 123 4567"));
        return served.contains(number.country())
                ? enrolled(context, number.canonical())
                : Check.reject(Refusal.NOT_PERMITTED);
    }

    private Check enrolled(Context context, String canonical) {
        return PhoneNumber.parse(canonical)
                .<Check>map(number ->
                        Check.enroll(number, Data.empty()).sharedBy(context.parameter(USERS_PER_NUMBER), canonical))
                .orElseGet(() -> Check.reject(Refusal.NOT_PERMITTED));
    }

    @Override
    public void received(Delivery.Receipt receipt) {
        senders.each(sender -> sender.received(receipt));
    }

    @Override
    public Optional<Delivery.Receipt> read(Delivery.Callback callback, Provider.@Nullable Values values) {
        SmsSender sender = senders.of(values);
        return sender == null ? Optional.empty() : sender.read(callback);
    }

    @Override
    public List<Provider<SmsSender>> providers() {
        return senders.providers();
    }

    @Override
    public Delivery sendTest(String to, String sendId, Provider.@Nullable Values values, Set<String> set) {
        Set<String> served = set.isEmpty() ? countries : set;
        PhoneNumber number = parse(to, served)
                .filter(read -> served.contains(read.country()))
                .orElse(null);
        if (number == null) {
            return Delivery.REFUSED.because(Delivery.Cause.BAD_ADDRESS);
        }
        Sms test = new Sms(sendId, channel, number, message.test(), Locale.ENGLISH);
        return Chosen.send(senders.of(values), sender -> sender.send(test));
    }

    private Set<String> served(Context context) {
        return context.countries().isEmpty() ? countries : context.countries();
    }

    private static Optional<PhoneNumber> parse(String text, Set<String> served) {
        return PhoneNumber.parse(text, served.size() == 1 ? served.iterator().next() : null);
    }

    private Opening ask(Context context, PhoneNumber to) {
        if (!served(context).contains(to.country())) {
            return Opening.refuse(Refusal.NOT_PERMITTED);
        }
        int minutes = context.parameter(MINUTES);
        String code = context.randomDigits(context.parameter(SentMessage.DIGITS));
        Words words = message.write(context, minutes, "code", code);
        Locale locale = context.locale();
        ActionId action = context.intent().id();
        SmsSender sender = senders.now(context);
        boolean bound = boundTo != null && channel == Sms.Channel.SMS;
        String text = bound ? words.text() + "\n\n@" + boundTo + " #" + code : words.text();
        return Opening.send(
                new Prompt.CodeSent(to.masked(), code.length()),
                SentMessage.keep(context, to, code),
                Duration.ofMinutes(minutes),
                to,
                (reply, receipt, sendId) -> Chosen.send(
                        sender,
                        by -> by.send(new Sms(
                                sendId, channel, to, text, locale, new About(action, Secret.of(code), receipt)))));
    }
}
