package io.mfaengine.web.pages;

import io.mfaengine.model.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The languages that the pages of a tenant offer, as an operator keeps them in its settings: at the next page, a second later
 * on other servers at the latest.
 *
 * @param offered the tags of those that are offered, such as {@code de} or {@code pt-BR}; none: all that there are
 * @param standard the tag of the one that is spoken to whom nothing better is known to fit, one of those that are offered;
 *     null: English, or the first one if English is not offered
 */
public record StoredLanguages(
        List<String> offered, @Nullable String standard) {
    /** Nothing is set. */
    public static final StoredLanguages NONE = new StoredLanguages(List.of(), null);

    private static final String OFFERED = "web.languages";
    private static final String STANDARD = "web.language";
    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
    private static final int MOST = 50;

    /**
     * Copies the list, and checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are more than 50, one comes twice or is no tag of a language with or without
     *     a country, or the standard one is not offered
     */
    public StoredLanguages {
        offered = List.copyOf(offered);
        if (offered.size() > MOST || new HashSet<>(offered).size() < offered.size()) {
            throw new IllegalArgumentException("offered must be at most " + MOST + " tags, each once");
        }
        if (!offered.stream().allMatch(tag -> TAG.matcher(tag).matches())) {
            throw new IllegalArgumentException("offered must be tags such as de or pt-BR");
        }
        if (standard != null && !TAG.matcher(standard).matches()) {
            throw new IllegalArgumentException("standard must be a tag such as de or pt-BR");
        }
        if (standard != null && !offered.isEmpty() && !offered.contains(standard)) {
            throw new IllegalArgumentException("standard must be one of those that are offered");
        }
    }

    /**
     * What an operator has set. What can't be read is as if it wasn't set.
     *
     * @param settings the tenant's settings
     * @return what is set there
     */
    public static StoredLanguages of(Settings settings) {
        String offered = settings.extra(OFFERED).orElse("");
        try {
            return new StoredLanguages(
                    offered.isEmpty() ? List.of() : List.of(offered.split(" ", -1)),
                    settings.extra(STANDARD).orElse(null));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    /**
     * Keeps it.
     *
     * @param settings the tenant's settings
     * @return a changed copy
     */
    public Settings in(Settings settings) {
        return settings.extra(OFFERED, offered.isEmpty() ? null : String.join(" ", offered))
                .extra(STANDARD, standard);
    }
}
