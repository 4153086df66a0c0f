package io.mfaengine.method;

import io.mfaengine.delivery.Email;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.Templates;
import io.mfaengine.delivery.Templates.Words;
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
import java.util.Objects;
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
    private final EmailSender sender;
    private final URI page;

    private EmailLink(SentMessage message, EmailSender sender, URI page) {
        this.message = message;
        this.sender = Objects.requireNonNull(sender, "sender");
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
        if (!WEB.contains(String.valueOf(page.getScheme()))
                || page.getHost() == null
                || page.getRawFragment() != null) {
            throw new IllegalArgumentException("page must be an absolute http or https URL without fragment");
        }
        SentMessage message = new SentMessage(AuthenticatorType.EMAIL_MAGIC_LINK, application, Templates.standard());
        return new EmailLink(message, sender, page);
    }

    /**
     * Sets what messages say.
     *
     * @param templates what they say
     * @return a changed copy
     */
    public EmailLink templates(Templates templates) {
        return new EmailLink(message.templates(templates), sender, page);
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

    private Opening ask(Context context, EmailAddress to) {
        int minutes = context.parameter(MINUTES);
        Locale locale = context.locale();
        return Opening.send(
                new Prompt.LinkSent(to.masked()),
                SentMessage.about(to),
                Duration.ofMinutes(minutes),
                to,
                (reply, sendId) -> {
                    Words words = message.write(context, minutes, "link", link(reply));
                    return sender.send(new Email(sendId, to, words.subject(), words.text(), words.html(), locale));
                });
    }

    private String link(Handle reply) {
        return page + (page.getRawQuery() == null ? "?" : "&") + PARAMETER + "=" + reply.value();
    }
}
