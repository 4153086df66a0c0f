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
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Links in e-mails, valid for 10 minutes unless an operator sets {@code minutes} (1 to 10). A link may be opened in any
 * browser; opening it shows, and only an answer there, handed to {@code MfaEngine.respond}, spends it: scanners follow
 * links. The first browser learns of it by {@code status}.
 *
 * <p>Immutable and thread-safe: what looks like a setter gives a changed copy.
 */
public final class EmailLink implements AuthenticatorMethod {
    /** The name of the query parameter that holds the reply handle. */
    public static final String PARAMETER = "reply";

    private static final Set<String> WEB = Set.of("http", "https");
    private static final Parameter MINUTES = SentMessage.minutes(10);

    private final SentMessage message;
    private final Chosen<EmailSender> senders;
    private final URI page;

    private EmailLink(SentMessage message, Chosen<EmailSender> senders, URI page) {
        this.message = message;
        this.senders = senders;
        this.page = page;
    }

    /**
     * Links in e-mails.
     *
     * @param application the name of the application, as messages say it: 1 to 64 characters without control characters
     * @param sender who sends them
     * @param page the page that a link opens, absolute, http or https, without a fragment; it gets the reply handle as the
     *     query parameter {@link #PARAMETER}
     * @return the method, of type {@link AuthenticatorType#EMAIL_MAGIC_LINK}
     * @throws IllegalArgumentException if the name or the page is out of bounds
     */
    public static EmailLink of(String application, EmailSender sender, URI page) {
        return over(application, Chosen.always(sender), page);
    }

    /**
     * Links in e-mails, by whom an operator chooses.
     *
     * @param application the name of the application, as messages say it: 1 to 64 characters without control characters
     * @param providers whom an operator may choose in the settings; until they do, no message is sent
     * @param page the page that a link opens, absolute, http or https, without a fragment; it gets the reply handle as the
     *     query parameter {@link #PARAMETER}
     * @return the method, of type {@link AuthenticatorType#EMAIL_MAGIC_LINK}
     * @throws IllegalArgumentException if the name or the page is out of bounds, there is no provider, or there are two of
     *     one name
     */
    public static EmailLink chosen(String application, List<Provider<EmailSender>> providers, URI page) {
        return over(application, Chosen.among(providers), page);
    }

    private static EmailLink over(String application, Chosen<EmailSender> senders, URI page) {
        if (!WEB.contains(String.valueOf(page.getScheme()))
                || page.getHost() == null
                || page.getRawFragment() != null) {
            throw new IllegalArgumentException("page must be an absolute http or https URL without fragment");
        }
        SentMessage message = new SentMessage(AuthenticatorType.EMAIL_MAGIC_LINK, application, Templates.standard());
        return new EmailLink(message, senders, page);
    }

    /**
     * Sets what messages say.
     *
     * @param templates what they say
     * @return a changed copy
     */
    public EmailLink templates(Templates templates) {
        return new EmailLink(message.templates(templates), senders, page);
    }

    @Override
    public AuthenticatorType type() {
        return message.type();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(MINUTES);
    }

    @Override
    public Prompt.Address address() {
        return new Prompt.Address.Mailbox();
    }

    /** Sends a link to an address, by default the one that the application told of the user. */
    @Override
    public Opening enroll(Context context, @Nullable String address) {
        return EmailCode.address(context, address)
                .map(to -> ask(context, to))
                .orElseGet(() -> Opening.refuse(Refusal.MALFORMED));
    }

    @Override
    public Check confirm(Context context, Data asked, Response response) {
        Check refused = refused(response);
        return refused == null ? EmailCode.enrolled(asked.get(Field.ADDRESS)) : refused;
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
        Check refused = refused(response);
        return refused == null ? Check.accept(held, held.data()).amr("mca") : refused;
    }

    /** Null if the link was followed and approved. */
    private static @Nullable Check refused(Response response) {
        if (response instanceof Response.Declined) {
            return Check.reject(Refusal.DECLINED).burn();
        }
        return response instanceof Response.Approved ? null : Check.reject(Refusal.MALFORMED);
    }

    /**
     * Binds an address that another system has proved.
     *
     * @throws IllegalArgumentException if it is no address
     */
    @Override
    public Check adopt(Context context, Secret proved) {
        return EmailCode.enrolled(proved.reveal());
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
        return EmailCode.sendTest(message, senders, to, sendId, values);
    }

    private Opening ask(Context context, EmailAddress to) {
        int minutes = context.parameter(MINUTES);
        Locale locale = context.locale();
        ActionId action = context.intent().id();
        EmailSender sender = senders.now(context);
        return Opening.send(
                new Prompt.LinkSent(to.masked()),
                SentMessage.about(to),
                Duration.ofMinutes(minutes),
                to,
                (reply, receipt, sendId) -> {
                    String link = link(reply);
                    Words words = message.write(context, minutes, "link", link);
                    About about = new About(action, Secret.of(link), receipt);
                    Email email = new Email(sendId, to, words.subject(), words.text(), words.html(), locale, about);
                    return Chosen.send(sender, by -> by.send(email));
                });
    }

    private String link(Handle reply) {
        return page + (page.getRawQuery() == null ? "?" : "&") + PARAMETER + "=" + reply.value();
    }
}
