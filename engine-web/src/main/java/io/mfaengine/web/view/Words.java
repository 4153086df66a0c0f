package io.mfaengine.web.view;

import com.google.common.html.HtmlEscapers;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pages say in one language: whole sentences with named gaps. Immutable. */
public final class Words {
    private static final Pattern GAP = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9_-]*)}");
    /** What reads from left to right in every language. */
    private static final Set<String> LEFT_TO_RIGHT = Set.of("address", "clock", "number", "code");

    private final Locale locale;
    private final Map<String, String> texts;
    private final String application;

    Words(Locale locale, Map<String, String> texts, String application) {
        this.locale = locale;
        this.texts = texts;
        this.application = application;
    }

    /** The same, said by an application. */
    public Words of(String name) {
        return new Words(locale, texts, name);
    }

    public Locale locale() {
        return locale;
    }

    public String lang() {
        return locale.toLanguageTag();
    }

    public String dir() {
        return Set.of("ar", "he", "iw", "fa", "ur").contains(locale.getLanguage()) ? "rtl" : "ltr";
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The sentence of a type, or else the common one. */
    public String of(String key, String type) {
        return has(key + "." + type) ? key + "." + type : key;
    }

    /** A sentence; the gaps are given as name, value, name, value. */
    public String text(String key, Object... gaps) {
        return filled(raw(key), values(gaps)::get);
    }

    /** A sentence as HTML, with what fills its gaps apart from it, so that no direction runs over. */
    public Content html(String key, Object... gaps) {
        return filled(raw(key), values(gaps), LEFT_TO_RIGHT);
    }

    private static Content filled(String text, Map<String, String> values, Set<String> leftToRight) {
        return output -> {
            Matcher found = GAP.matcher(text);
            int from = 0;
            while (found.find()) {
                output.writeContent(escaped(text.substring(from, found.start())));
                String name = found.group(1);
                String value = escaped(values.getOrDefault(name, ""));
                String island = leftToRight.contains(name) ? "<bdi dir=\"ltr\">" : "<bdi>";
                output.writeContent(
                        name.equals("app") ? "<b>" + island + value + "</bdi></b>" : island + value + "</bdi>");
                from = found.end();
            }
            output.writeContent(escaped(text.substring(from)));
        };
    }

    /** Text of the application's, as it is. */
    public static Content plain(String text) {
        return output -> output.writeContent(escaped(text));
    }

    /** A sentence of the application's, with what the action is about in its gaps. */
    public static Content filling(String sentence, Map<String, String> values) {
        return filled(sentence, values, Set.of());
    }

    /** A sentence that counts, in the plural of the language. */
    public String count(String key, long number) {
        return text(key + "." + Plural.of(locale, number), "n", number);
    }

    /** A length, rounded up. */
    public String time(Duration length) {
        long seconds = Math.max(1, (length.toMillis() + 999) / 1000);
        long minutes = (seconds + 59) / 60;
        long hours = (minutes + 59) / 60;
        if (seconds < 60) {
            return count("seconds", seconds);
        }
        if (minutes < 120) {
            return count("minutes", minutes);
        }
        return hours < 48 ? count("hours", hours) : count("days", (hours + 23) / 24);
    }

    public String date(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    public String country(String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }

    /** What a type is called. */
    public String type(String name) {
        return has("type." + name) ? text("type." + name) : name;
    }

    private String raw(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + lang());
        }
        return text;
    }

    private Map<String, String> values(Object... gaps) {
        Map<String, String> values = new HashMap<>();
        values.put("app", application);
        for (int i = 0; i < gaps.length; i += 2) {
            values.put(gaps[i].toString(), gaps[i + 1].toString());
        }
        return values;
    }

    static String filled(String text, UnaryOperator<String> values) {
        return GAP.matcher(text).replaceAll(found -> {
            String value = values.apply(found.group(1));
            return Matcher.quoteReplacement(value == null ? "" : value);
        });
    }

    static String escaped(String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }
}
