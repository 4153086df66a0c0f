package io.mfaengine.delivery;

import io.mfaengine.model.AuthenticatorType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    private Templates put(AuthenticatorType type, String action, Locale locale, Template template) {
        String needed = type.equals(AuthenticatorType.EMAIL_MAGIC_LINK) ? "link" : "code";
        if (!template.holds(needed)) {
            throw new IllegalArgumentException("a template of " + type + " must hold {" + needed + "}");
        }
        Map<Name, Template> more = new HashMap<>(templates);
        more.put(new Name(type, action, locale.toLanguageTag()), template);
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
