package io.mfaengine.delivery;

import static io.mfaengine.model.AuthenticatorType.EMAIL_MAGIC_LINK;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.model.AuthenticatorType.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.delivery.Templates.Words;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.requirements.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What messages say, and what can't be put into them. */
class TemplatesTest {
    private static final Map<String, String> VALUES = Map.of(
            "application",
            "Acme",
            "action",
            "transfer",
            "minutes",
            "5",
            "code",
            "123456",
            "link",
            "https://a.example/?x=1&y=2");

    private static final List<String> LANGUAGES = List.of("en", "fr", "fr-CA", "de", "es", "it", "nl", "pl", "pt-BR");

    @Test
    @Requirement("R42")
    void everyTypeSpeaksNineLanguagesWithoutASecretInTheSubject() {
        List<String> said = new ArrayList<>();
        for (String language : LANGUAGES) {
            for (AuthenticatorType type : List.of(SMS, WHATSAPP, EMAIL_OTP, EMAIL_MAGIC_LINK)) {
                Locale locale = Locale.forLanguageTag(language);
                Words words = Templates.standard().write(type, "transfer", locale, VALUES);
                boolean mail = type.equals(EMAIL_OTP) || type.equals(EMAIL_MAGIC_LINK);
                assertThat(words.subject().isEmpty()).isEqualTo(!mail);
                assertThat(words.subject()).doesNotContain("123456").doesNotContain("http");
                assertThat(words.text())
                        .contains(type.equals(EMAIL_MAGIC_LINK) ? VALUES.get("link") : "123456")
                        .contains("Acme")
                        .containsIgnoringCase("5 min")
                        .doesNotContain("{");
                assertThat(words).hasToString("Words[***]");
                said.add(type + words.text());
            }
        }
        assertThat(said).doesNotHaveDuplicates();
    }

    @Test
    void noLanguageLacksAKeyOrAPlaceholderOfEnglish() {
        Properties english = StandardTemplates.texts("en");
        for (String language : LANGUAGES) {
            Properties texts = StandardTemplates.texts(language);
            assertThat(texts.keySet()).as(language).isEqualTo(english.keySet());
            for (String key : english.stringPropertyNames()) {
                assertThat(placeholders(texts.getProperty(key)))
                        .as(language + " " + key)
                        .isEqualTo(placeholders(english.getProperty(key)));
            }
        }
        assertThat(StandardTemplates.LANGUAGES.keySet()).containsAll(LANGUAGES);
    }

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{[a-z]+}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @Test
    void everyStandardTextOfAShortMessageTakesOneSegment() {
        PhoneNumber to = PhoneNumber.parse("+64271000001").orElseThrow();
        Map<String, String> values =
                Map.of("application", "An Application Inc.", "minutes", "10", "code", "1234567890");
        for (String language : LANGUAGES) {
            Locale locale = Locale.forLanguageTag(language);
            String text = Templates.standard().write(SMS, "x", locale, values).text();
            Sms sms = new Sms("sendId-0001", Sms.Channel.SMS, to, text, locale);
            assertThat(sms.isGsm7()).as(text).isTrue();
            assertThat(sms.segments()).as(text).isEqualTo(1);
        }
    }

    @Test
    @Requirement("R42")
    void anEmailIsTheSameForWhoSeesHtmlInTheLightOrInTheDarkAndLoadsNothing() {
        for (String language : LANGUAGES) {
            for (AuthenticatorType type : List.of(EMAIL_OTP, EMAIL_MAGIC_LINK)) {
                Words words = Templates.standard().write(type, "transfer", Locale.forLanguageTag(language), VALUES);
                String html = Objects.requireNonNull(words.html());
                assertThat(html)
                        .startsWith("<!doctype html>")
                        .contains("<html lang=\"" + language + "\" dir=\"ltr\">")
                        .contains("prefers-color-scheme: dark")
                        .contains("width=device-width")
                        .doesNotContain("{code}")
                        .doesNotContain("{link}")
                        .doesNotContain("<img")
                        .doesNotContain("<script")
                        .doesNotContain("url(");
                String shown = html.substring(html.indexOf("<main>"))
                        .replaceAll("<[^>]*>", " ")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&")
                        .replaceAll("\\s+", " ");
                for (String paragraph : words.text().strip().split("\n\n", -1)) {
                    assertThat(shown).contains(paragraph.strip());
                }
                if (type.equals(EMAIL_MAGIC_LINK)) {
                    assertThat(html).contains("class=\"button\" href=\"https://a.example/?x=1&amp;y=2\"");
                }
            }
        }
    }

    @Test
    void theNearestLanguageIsSpokenAndInItTheActionsOwnWords() {
        Templates templates = Templates.standard()
                .with(SMS, Locale.GERMAN, Template.sms("de {code}"))
                .with(SMS, Locale.forLanguageTag("de-CH"), Template.sms("de-CH {code}"))
                .with(SMS, "transfer", Locale.GERMAN, Template.sms("de transfer {code}"))
                .with(SMS, "transfer", Locale.ENGLISH, Template.sms("en transfer {code}"));
        assertThat(said(templates, "sign-in", "de-AT")).isEqualTo("de 123456");
        assertThat(said(templates, "sign-in", "de-CH")).isEqualTo("de-CH 123456");
        assertThat(said(templates, "transfer", "de-AT")).isEqualTo("de transfer 123456");
        assertThat(said(templates, "transfer", "sv")).isEqualTo("en transfer 123456");
        assertThat(said(templates, "sign-in", "sv")).startsWith("123456 is your Acme code");
        assertThat(said(Templates.standard(), "sign-in", "de")).startsWith("123456 ist Ihr Code");
        assertThat(said(Templates.standard(), "sign-in", "fr-CA")).contains("valide pendant");
        assertThat(said(Templates.standard(), "sign-in", "fr-BE")).contains("valable");
        assertThat(said(Templates.standard(), "sign-in", "pt-PT")).contains("chave");
    }

    private static String said(Templates templates, String action, String language) {
        return templates
                .write(SMS, action, Locale.forLanguageTag(language), VALUES)
                .text();
    }

    @Test
    @Requirement("R42")
    void whatTheCallerGivesBreaksNoLineMakesNoLinkAndIsNoMarkup() {
        Template template = Template.email("For {name}", "Hello {name}, {code}").html("<p>Hello {name}, {code}</p>");
        Templates templates = Templates.standard().with(EMAIL_OTP, Locale.ENGLISH, template);
        for (String name : List.of(
                "Jane\r\nBcc: joe@shop.example",
                "<a href=\"https://evil.example\">click</a>",
                "see https://evil.example/x",
                "www.evil.example",
                "{code}",
                "$1\\Q",
                "a\u2028b\u202ec")) {
            Words words = templates.write(EMAIL_OTP, "sign-in", Locale.ENGLISH, Map.of("name", name, "code", "123456"));
            assertThat(words.subject())
                    .doesNotContainPattern("[\\r\\n\\u2028<>@]")
                    .doesNotContain("123456");
            assertThat(words.text())
                    .endsWith(", 123456")
                    .doesNotContainPattern("[\\r\\n\\u2028\\u202e<>@]")
                    .doesNotContain("//")
                    .doesNotContain("www.");
            assertThat(Objects.requireNonNull(words.html()).replace("<p>", "").replace("</p>", ""))
                    .doesNotContain("<")
                    .doesNotContain("href=\"");
        }
    }

    @Test
    void aValueIsEscapedInMarkupOnly() {
        Template template = Template.email("s", "{link}").html("<a href=\"{link}\">{name}</a>");
        Words words = Templates.standard()
                .with(EMAIL_MAGIC_LINK, Locale.ENGLISH, template)
                .write(
                        EMAIL_MAGIC_LINK,
                        "x",
                        Locale.ENGLISH,
                        Map.of("link", "https://a.example/?x=1&y=2", "name", "A & B"));
        assertThat(words.text()).isEqualTo("https://a.example/?x=1&y=2");
        assertThat(words.html()).isEqualTo("<a href=\"https://a.example/?x=1&amp;y=2\">A &amp; B</a>");
    }

    @Test
    void whatCanNotBeATemplateIsRefusedByNameAndBound() {
        List<Runnable> wrong = List.of(
                () -> Objects.requireNonNull(Template.sms("no place for it")),
                () -> Objects.requireNonNull(Template.sms("{code} {password}")),
                () -> Objects.requireNonNull(Template.sms("{code}" + "x".repeat(20_000))),
                () -> Objects.requireNonNull(Template.email("{code}", "{code}")),
                () -> Objects.requireNonNull(Template.email("{link}", "{link}")),
                () -> Objects.requireNonNull(Template.email("two\nlines", "{code}")),
                () -> Objects.requireNonNull(Template.email("", "{code}")),
                () -> Objects.requireNonNull(Template.email("x".repeat(201), "{code}")),
                () -> Objects.requireNonNull(Template.email("s", "{code}").html("<p>")),
                () -> Objects.requireNonNull(
                        Templates.standard().with(EMAIL_MAGIC_LINK, Locale.ENGLISH, Template.email("s", "{code}"))),
                () -> Objects.requireNonNull(Templates.standard().with(SMS, Locale.ENGLISH, Template.sms("{link}"))));
        for (Runnable call : wrong) {
            assertThatIllegalArgumentException().isThrownBy(call::run).withMessageMatching(".*must.*");
        }
    }

    @Test
    void aTypeWithoutWordsInEnglishIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Templates.standard().write(AuthenticatorType.PASSKEY, "x", Locale.GERMAN, Map.of()))
                .withMessageContaining("PASSKEY");
    }
}
