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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    @Test
    @Requirement("R42")
    void everyTypeSpeaksEnglishAndGermanWithoutASecretInTheSubject() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            for (AuthenticatorType type : List.of(SMS, WHATSAPP, EMAIL_OTP, EMAIL_MAGIC_LINK)) {
                Words words = Templates.standard().write(type, "transfer", locale, VALUES);
                boolean mail = type.equals(EMAIL_OTP) || type.equals(EMAIL_MAGIC_LINK);
                assertThat(words.subject().isEmpty()).isEqualTo(!mail);
                assertThat(words.subject()).doesNotContain("123456").doesNotContain("http");
                assertThat(words.text())
                        .contains(type.equals(EMAIL_MAGIC_LINK) ? VALUES.get("link") : "123456")
                        .contains("Acme")
                        .contains("5 ")
                        .doesNotContain("{")
                        .contains(locale.equals(Locale.GERMAN) ? "Minuten" : "minutes");
                assertThat(words).hasToString("Words[***]");
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
        assertThat(said(templates, "transfer", "fr")).isEqualTo("en transfer 123456");
        assertThat(said(templates, "sign-in", "fr")).startsWith("123456 is your Acme code");
        assertThat(said(Templates.standard(), "sign-in", "de")).startsWith("123456 ist Ihr Code");
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
