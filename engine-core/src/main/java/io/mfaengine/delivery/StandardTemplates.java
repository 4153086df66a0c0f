package io.mfaengine.delivery;

import io.mfaengine.delivery.Templates.Name;
import io.mfaengine.model.AuthenticatorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The templates that come with the engine: one file for each language. */
final class StandardTemplates {
    /** Those of the files, and a language whose only file is a region's. */
    static final Map<String, String> LANGUAGES = Map.of(
            "en", "en", "fr", "fr", "fr-CA", "fr-CA", "de", "de", "es", "es", "it", "it", "nl", "nl", "pl", "pl",
            "pt-BR", "pt-BR", "pt", "pt-BR");

    private static final List<AuthenticatorType> TYPES = List.of(
            AuthenticatorType.SMS,
            AuthenticatorType.WHATSAPP,
            AuthenticatorType.EMAIL_OTP,
            AuthenticatorType.EMAIL_MAGIC_LINK);

    private StandardTemplates() {}

    static Map<Name, Template> read() {
        return LANGUAGES.entrySet().stream()
                .flatMap(language -> read(language.getKey(), texts(language.getValue())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What the button of a link says, in the language or the next one that there is. */
    static String button(AuthenticatorType type, Locale locale) {
        String file = Stream.of(locale.toLanguageTag(), locale.getLanguage(), "en")
                .map(LANGUAGES::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("en");
        return texts(file).getProperty(type.name() + ".button", "");
    }

    static Properties texts(String file) {
        Properties texts = new Properties();
        try (InputStream in = StandardTemplates.class.getResourceAsStream("messages_" + file + ".properties");
                Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Stream<Map.Entry<Name, Template>> read(String language, Properties texts) {
        return TYPES.stream()
                .map(type -> Map.entry(new Name(type, "", language), template(language, texts, type.name())));
    }

    private static Template template(String language, Properties texts, String type) {
        String subject = texts.getProperty(type + ".subject");
        String text = texts.getProperty(type + ".text");
        String button = texts.getProperty(type + ".button", "");
        return subject == null
                ? Template.sms(text)
                : Template.email(subject, text).html(Letter.html(language, text, button));
    }
}
