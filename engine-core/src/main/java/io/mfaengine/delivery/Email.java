package io.mfaengine.delivery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail. Printing it shows no more than the masked address.
 *
 * @param sendId names this message: the same on every attempt to send it, 11 characters of base64url
 * @param to to which address
 * @param subject its subject, one line without anything secret
 * @param text what it says: secret, it holds a code or a link
 * @param html the same for those who see HTML; null: nothing else
 * @param locale in which language
 * @param about what it is about; null: it is a test, and about nothing
 */
public record Email(
        String sendId,
        EmailAddress to,
        String subject,
        String text,
        @Nullable String html,
        Locale locale,
        Delivery.@Nullable About about) {
    /**
     * A message about nothing.
     *
     * @param sendId names this message
     * @param to to which address
     * @param subject its subject
     * @param text what it says
     * @param html the same for those who see HTML; null: nothing else
     * @param locale in which language
     */
    public Email(String sendId, EmailAddress to, String subject, String text, @Nullable String html, Locale locale) {
        this(sendId, to, subject, text, html, locale, null);
    }

    @Override
    public String toString() {
        return "Email[" + sendId + ", " + to + "]";
    }
}
