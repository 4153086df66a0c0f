package io.mfaengine.web.operator;

import io.mfaengine.delivery.Template;
import io.mfaengine.delivery.Templates;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Settings;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the messages of a type say in a language, instead of what the application gave. */
final class MessagePart implements Part {
    static final List<AuthenticatorType> TYPES = List.of(
            AuthenticatorType.SMS,
            AuthenticatorType.WHATSAPP,
            AuthenticatorType.EMAIL_OTP,
            AuthenticatorType.EMAIL_MAGIC_LINK);

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_LETTER = 4_000;

    private final AuthenticatorType type;
    private final Locale locale;

    MessagePart(AuthenticatorType type, Locale locale) {
        this.type = type;
        this.locale = locale;
    }

    private boolean isMail() {
        return type.equals(AuthenticatorType.EMAIL_OTP) || type.equals(AuthenticatorType.EMAIL_MAGIC_LINK);
    }

    private String needed() {
        return type.equals(AuthenticatorType.EMAIL_MAGIC_LINK) ? "{link}" : "{code}";
    }

    @Override
    public String place() {
        return "messages/" + type.name() + "/" + locale.toLanguageTag();
    }

    @Override
    public String title(Words words) {
        return words.type(type.name()) + " in " + locale.getDisplayName(Locale.ENGLISH);
    }

    @Override
    public List<SettingField> fields(Settings now) {
        String[] kept = Templates.kept(now, type, locale).orElse("\n").split("\n", 2);
        List<SettingField> fields = new ArrayList<>();
        if (isMail()) {
            fields.add(SettingField.of(
                    Kind.TEXT, "subject", "Subject", kept[0], "Nothing secret: no code and no link stands in it."));
        }
        fields.add(SettingField.of(
                Kind.LINES,
                "text",
                "Text",
                kept.length == 2 ? kept[1] : "",
                "It must hold " + needed() + ", and may hold {application}, {action}, {minutes} and {name}."
                        + " Empty: what the application gave."));
        return fields;
    }

    @Override
    public Settings change(Settings before, Typed typed) {
        String subject = isMail() ? typed.text("subject") : "";
        String text = typed.lines("text");
        int longest = isMail() ? LONGEST_LETTER : LONGEST_TEXT;
        if (text.length() > longest) {
            typed.fault("text", "At most " + longest + " characters, these are " + text.length() + ".");
        }
        if (isMail() && text.isEmpty() != subject.isEmpty()) {
            typed.fault(text.isEmpty() ? "text" : "subject", "Both, or neither of them.");
        }
        if (!typed.faults().isEmpty()) {
            return before;
        }
        return text.isEmpty() || isTemplate(subject, text, typed)
                ? Templates.keep(before, type, locale, subject, text.isEmpty() ? null : text)
                : before;
    }

    private boolean isTemplate(String subject, String text, Typed typed) {
        try {
            Template unused = Templates.written(type, locale, subject, text);
            return true;
        } catch (IllegalArgumentException e) {
            boolean about = Objects.requireNonNullElse(e.getMessage(), "").startsWith("subject");
            typed.fault(
                    about ? "subject" : "text",
                    about
                            ? "One line of 1 to 200 characters, with {application}, {action}, {minutes} and {name} only."
                            : "It must hold " + needed()
                                    + ", and in braces only {application}, {action}, {minutes} and {name}.");
            return false;
        }
    }

    /** What somebody would read; the standard words if nothing is written. */
    List<String> preview(Settings settings, String application) {
        Templates.Words words = Templates.standard()
                .over(settings, type, locale)
                .write(
                        type,
                        "transfer",
                        locale,
                        Map.of(
                                "application", application,
                                "action", "transfer",
                                "minutes", "10",
                                "code", "123456",
                                "link", "https://example.com/link",
                                "name", "Ann"));
        return isMail()
                ? List.of(words.subject(), words.text().strip())
                : List.of(words.text().strip());
    }
}
