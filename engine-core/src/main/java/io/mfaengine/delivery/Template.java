package io.mfaengine.delivery;

import com.google.common.html.HtmlEscapers;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, with placeholders: <code>{application}</code>, <code>{action}</code>, <code>{minutes}</code>,
 * <code>{name}</code> (what the application calls the person), and, outside the subject, <code>{code}</code> or
 * <code>{link}</code>. What is put in is neutralised: no line breaks, no links, no markup (R42).
 *
 * <p>Immutable; made by {@link #sms} and {@link #email}.
 */
public final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]*)}");
    /** What isn't secret, and so may stand in a subject. */
    private static final Set<String> OPEN = Set.of("application", "action", "minutes", "name");

    private static final Set<String> SECRET = Set.of("code", "link");
    private static final int LONGEST = 20_000;
    private static final int LONGEST_SUBJECT = 200;

    private final String subject;
    private final String text;
    private final @Nullable String html;

    private Template(String subject, String text, @Nullable String html) {
        this.subject = subject;
        this.text = text;
        this.html = html;
    }

    /**
     * What a text message says.
     *
     * @param text at most 20,000 characters, with the place of the code
     * @return the template
     * @throws IllegalArgumentException if it is longer, lacks that place, or has a placeholder that is unknown
     */
    public static Template sms(String text) {
        return new Template("", checked("text", text), null);
    }

    /**
     * What an e-mail says.
     *
     * @param subject one line of at most 200 characters; nothing secret goes in there
     * @param text at most 20,000 characters, with the place of the code or of the link
     * @return the template
     * @throws IllegalArgumentException if one is longer, the text lacks that place, or there is a placeholder that is
     *     unknown, or secret in the subject
     */
    public static Template email(String subject, String text) {
        Objects.requireNonNull(subject, "subject");
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("subject must be one line of 1 to " + LONGEST_SUBJECT + " characters");
        }
        check("subject", subject, OPEN);
        return new Template(subject, checked("text", text), null);
    }

    /**
     * Adds a part for those who see HTML.
     *
     * @param markup at most 20,000 characters of HTML, with the place of the code or of the link
     * @return a changed copy
     * @throws IllegalArgumentException if it is longer, lacks that place, or has a placeholder that is unknown
     */
    public Template html(String markup) {
        return new Template(subject, text, checked("html", markup));
    }

    private static String checked(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(name + " must have at most " + LONGEST + " characters");
        }
        if (SECRET.stream().noneMatch(secret -> value.contains("{" + secret + "}"))) {
            throw new IllegalArgumentException(name + " must hold {code} or {link}");
        }
        check(name, value, null);
        return value;
    }

    private static void check(String name, String value, @Nullable Set<String> only) {
        Matcher found = PLACEHOLDER.matcher(value);
        while (found.find()) {
            String placeholder = found.group(1);
            boolean known = OPEN.contains(placeholder) || (only == null && SECRET.contains(placeholder));
            if (!known) {
                throw new IllegalArgumentException(name + " must not hold " + found.group());
            }
        }
    }

    /** Whether its text has a place for the code, or else for the link. */
    boolean holds(String placeholder) {
        return text.contains("{" + placeholder + "}") && (html == null || html.contains("{" + placeholder + "}"));
    }

    /** What it says with these values; one that is missing leaves nothing. */
    Templates.Words words(Map<String, String> values) {
        UnaryOperator<String> plain = name -> SECRET.contains(name) ? value(values, name) : tame(value(values, name));
        return new Templates.Words(
                filled(subject, plain),
                filled(text, plain),
                html == null ? null : filled(html, plain.andThen(HtmlEscapers.htmlEscaper()::escape)::apply));
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }

    private static String filled(String template, UnaryOperator<String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
    }

    /** Without what would break a line, make a link or begin markup. */
    private static String tame(String value) {
        return value.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}<>/\\\\@\"{}\\[\\]]", " ")
                .replaceAll("(?i)\\bwww\\.", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Shows that it is one. */
    @Override
    public String toString() {
        return "Template[" + subject + "]";
    }
}
