package io.mfaengine.delivery;

import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What messages say, by type, action and language: to begin with in English, French (of France and Canada), German,
 * Spanish, Italian, Dutch, Polish and Portuguese (of Brazil), each of which can be replaced.
 * Looked for in the person's language, then without its region, then in English; in each first for the action, then for
 * all actions. Immutable and thread-safe.
 */
public final class Templates {
    private static final Templates STANDARD = new Templates(StandardTemplates.read());

    private final Map<Name, Template> templates;

    private Templates(Map<Name, Template> templates) {
        this.templates = templates;
    }

    /** What a template is kept by; no action: all. */
    record Name(AuthenticatorType type, String action, String language) {}

    /**
     * What a message says.
     *
     * @param subject one line; empty for a text message
     * @param text the text
     * @param html the same as HTML; null if there is none
     */
    public record Words(
            String subject, String text, @Nullable String html) {
        @Override
        public String toString() {
            return "Words[***]";
        }
    }

    /**
     * What is said if nothing else is.
     *
     * @return the standard templates
     */
    public static Templates standard() {
        return STANDARD;
    }

    /**
     * Replaces what is said in all actions.
     *
     * @param type the type whose message it is
     * @param locale in which language
     * @param template what is said
     * @return a changed copy
     * @throws IllegalArgumentException if the template hasn't the place of what this type sends: the link for
     *     {@link AuthenticatorType#EMAIL_MAGIC_LINK}, the code for others
     */
    public Templates with(AuthenticatorType type, Locale locale, Template template) {
        return put(type, "", locale, template);
    }

    /**
     * Replaces what is said in one action.
     *
     * @param type the type whose message it is
     * @param action the code of the action
     * @param locale in which language
     * @param template what is said
     * @return a changed copy
     * @throws IllegalArgumentException as for all actions
     */
    public Templates with(AuthenticatorType type, String action, Locale locale, Template template) {
        return put(type, Objects.requireNonNull(action, "action"), locale, template);
    }

    /**
     * What an operator writes, as it stands in their form.
     *
     * @param type {@code SMS}, {@code WHATSAPP}, {@code EMAIL_OTP} or {@code EMAIL_MAGIC_LINK}
     * @param locale the language; an e-mail says in it what it is written in, and what the button of a link says
     * @param subject of an e-mail, else without meaning
     * @param text as {@link Template#sms} or {@link Template#email} takes it; e-mail gets an HTML part that says the same
     * @return the template
     * @throws IllegalArgumentException if it is out of the bounds of a template, or doesn't hold its code or link
     */
    public static Template written(AuthenticatorType type, Locale locale, String subject, String text) {
        boolean mail = type.equals(AuthenticatorType.EMAIL_OTP) || type.equals(AuthenticatorType.EMAIL_MAGIC_LINK);
        Template template = mail
                ? Template.email(subject, text)
                        .html(Letter.html(locale.toLanguageTag(), text, StandardTemplates.button(type, locale)))
                : Template.sms(text);
        return checked(type, template);
    }

    /**
     * Keeps what an operator writes with the settings: from then on it is said instead of what the application gave, unless
     * that is for one action.
     *
     * @param settings the settings
     * @param type the type
     * @param locale the language
     * @param subject of an e-mail, one line
     * @param text what it says; null: what the application gave is said again
     * @return a changed copy
     * @throws IllegalArgumentException if it is no template, as above
     */
    public static Settings keep(
            Settings settings, AuthenticatorType type, Locale locale, String subject, @Nullable String text) {
        if (text == null) {
            return settings.extra(extra(type, locale.toLanguageTag()), null);
        }
        Template unused = written(type, locale, subject, text);
        return settings.extra(extra(type, locale.toLanguageTag()), subject + "\n" + text);
    }

    /**
     * What an operator has written.
     *
     * @param settings the settings
     * @param type the type
     * @param locale the language
     * @return the subject, which a short message leaves empty, and behind a line feed the text; empty: nothing
     */
    public static Optional<String> kept(Settings settings, AuthenticatorType type, Locale locale) {
        return settings.extra(extra(type, locale.toLanguageTag()));
    }

    private static String extra(AuthenticatorType type, String language) {
        return "message." + type.name().replace('_', '-') + "." + language;
    }

    /**
     * The same with what an operator has written for a type, in a language and in those that stand in for it. What is no
     * template is passed over.
     *
     * @param settings the settings
     * @param type the type
     * @param locale the language
     * @return a changed copy
     */
    public Templates over(Settings settings, AuthenticatorType type, Locale locale) {
        Templates next = this;
        Set<String> languages = new TreeSet<>(List.of("en", locale.getLanguage(), locale.toLanguageTag()));
        for (String language : settings.extras().isEmpty() ? Set.<String>of() : languages) {
            Locale of = Locale.forLanguageTag(language);
            String[] parts = kept(settings, type, of).orElse("").split("\n", 2);
            next = parts.length == 2 ? next.with(type, of, parts[0], parts[1]) : next;
        }
        return next;
    }

    private Templates with(AuthenticatorType type, Locale locale, String subject, String text) {
        try {
            return put(type, "", locale, written(type, locale, subject, text));
        } catch (IllegalArgumentException e) {
            return this;
        }
    }

    private static Template checked(AuthenticatorType type, Template template) {
        String needed = type.equals(AuthenticatorType.EMAIL_MAGIC_LINK) ? "link" : "code";
        if (!template.holds(needed)) {
            throw new IllegalArgumentException("a template of " + type + " must hold {" + needed + "}");
        }
        return template;
    }

    private Templates put(AuthenticatorType type, String action, Locale locale, Template template) {
        Map<Name, Template> more = new HashMap<>(templates);
        more.put(new Name(type, action, locale.toLanguageTag()), checked(type, template));
        return new Templates(Map.copyOf(more));
    }

    /**
     * Writes a message. For methods.
     *
     * @param type the type whose message it is
     * @param action the code of the action
     * @param locale the person's language
     * @param values what to put into the placeholders, by name
     * @return what it says
     * @throws IllegalArgumentException if there is no template of this type, even in English
     */
    public Words write(AuthenticatorType type, String action, Locale locale, Map<String, String> values) {
        return Stream.of(locale.toLanguageTag(), locale.getLanguage(), "en")
                .flatMap(language -> Stream.of(new Name(type, action, language), new Name(type, "", language)))
                .map(templates::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no template of " + type + " in English"))
                .words(values);
    }

    /** Shows how many there are. */
    @Override
    public String toString() {
        return "Templates[" + templates.size() + "]";
    }
}
