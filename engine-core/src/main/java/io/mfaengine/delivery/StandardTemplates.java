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
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The templates that come with the engine: one file for each language. */
final class StandardTemplates {
    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final List<AuthenticatorType> TYPES = List.of(
            AuthenticatorType.SMS,
            AuthenticatorType.WHATSAPP,
            AuthenticatorType.EMAIL_OTP,
            AuthenticatorType.EMAIL_MAGIC_LINK);

    private StandardTemplates() {}

    static Map<Name, Template> read() {
        return LANGUAGES.stream()
                .flatMap(StandardTemplates::read)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<Name, Template>> read(String language) {
        Properties texts = new Properties();
        try (InputStream in = StandardTemplates.class.getResourceAsStream("messages_" + language + ".properties");
                Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TYPES.stream().map(type -> Map.entry(new Name(type, "", language), template(texts, type.name())));
    }

    private static Template template(Properties texts, String type) {
        String subject = texts.getProperty(type + ".subject");
        String text = texts.getProperty(type + ".text");
        return subject == null ? Template.sms(text) : Template.email(subject, text);
    }
}
