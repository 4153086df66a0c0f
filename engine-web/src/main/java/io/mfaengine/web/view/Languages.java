package io.mfaengine.web.view;

import io.mfaengine.web.pages.StoredLanguages;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The languages of the pages: one file for each. Immutable. */
public final class Languages {
    /** The tags of those that come with the engine. */
    public static final List<String> STANDARD = List.of("en", "fr", "fr-CA", "de", "es", "it", "nl", "pl", "pt-BR");

    private static final int LONGEST_HEADER = 512;

    private final Map<String, Words> byTag;
    private final String fallback;

    private Languages(Map<String, Words> byTag, String fallback) {
        this.byTag = byTag;
        this.fallback = fallback;
    }

    /** Those that come with the engine: read once. */
    private static final class Standard {
        private static final Languages ALL = all();
    }

    /** Those that come with the engine. */
    public static Languages standard() {
        return Standard.ALL;
    }

    private static Languages all() {
        Map<String, Words> all = new LinkedHashMap<>();
        STANDARD.forEach(tag -> all.put(tag, new Words(Locale.forLanguageTag(tag), read(tag), "")));
        return new Languages(all, "en");
    }

    /** Of those that come with the engine what an operator has chosen; all if none of that is here. */
    public static Languages of(StoredLanguages stored) {
        return standard().over(stored);
    }

    /** Of these what an operator has chosen. */
    public Languages over(StoredLanguages stored) {
        Map<String, Words> some = new LinkedHashMap<>(byTag);
        if (stored.offered().stream().anyMatch(byTag::containsKey)) {
            some.keySet().retainAll(stored.offered());
        }
        String first =
                some.containsKey(fallback) ? fallback : some.keySet().iterator().next();
        return new Languages(
                some, stored.standard() != null && some.containsKey(stored.standard()) ? stored.standard() : first);
    }

    /** The tag of what is spoken to whom nothing else fits. */
    public String fallback() {
        return fallback;
    }

    /** What the operator's portal says, with what the pages say of types and times. */
    public static Words portal() {
        Map<String, String> all = new HashMap<>(read("en"));
        all.putAll(texts("portal_en.properties"));
        return new Words(Locale.ENGLISH, Map.copyOf(all), "");
    }

    static Map<String, String> read(String tag) {
        return texts("words_" + tag + ".properties");
    }

    private static Map<String, String> texts(String file) {
        Properties texts = new Properties();
        try (InputStream in = Languages.class.getResourceAsStream(file);
                Reader reader = new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, texts::getProperty));
    }

    /** One in the list of a page. */
    public record Language(String tag, String name, boolean chosen) {}

    /** All of them, each by its own name. */
    public List<Language> list(Words now) {
        List<Language> list = new ArrayList<>();
        byTag.forEach((tag, words) -> {
            String name = words.locale().getDisplayName(words.locale());
            String first = name.substring(0, 1).toUpperCase(words.locale());
            list.add(new Language(tag, first + name.substring(1), words.locale().equals(now.locale())));
        });
        return list;
    }

    public boolean has(String tag) {
        return byTag.containsKey(tag);
    }

    /** What to speak: what the person chose, what the application said, what the browser asks for, or the standard one. */
    public Words choose(String chosen, @Nullable Locale told, @Nullable String acceptLanguage) {
        Words words = byTag.get(chosen);
        if (words == null && told != null) {
            words = of(told);
        }
        for (Locale.LanguageRange range : ranges(acceptLanguage)) {
            words = words == null && range.getWeight() > 0 ? of(Locale.forLanguageTag(range.getRange())) : words;
        }
        return words == null ? Objects.requireNonNull(byTag.get(fallback)) : words;
    }

    private static List<Locale.LanguageRange> ranges(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The exact one, that without the country, or one that is spoken in another country. */
    private @Nullable Words of(Locale locale) {
        Words exact = byTag.get(locale.toLanguageTag());
        Words wider = exact == null ? byTag.get(locale.getLanguage()) : exact;
        if (wider != null) {
            return wider;
        }
        return byTag.values().stream()
                .filter(words -> words.locale().getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(null);
    }
}
