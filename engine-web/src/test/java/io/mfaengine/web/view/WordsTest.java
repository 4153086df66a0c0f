package io.mfaengine.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class WordsTest {
    static final List<String> LANGUAGES = Languages.STANDARD;

    private static final Pattern PLURAL = Pattern.compile("\\.(one|few|other)$");

    private static Set<String> keys(String tag) {
        return Languages.read(tag).keySet().stream()
                .map(key -> PLURAL.matcher(key).replaceAll(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void no_language_lacks_a_sentence(String tag) {
        assertThat(keys(tag)).isEqualTo(keys("en"));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_sentence_has_the_gaps_of_the_english_one(String tag) {
        Map<String, String> english = Languages.read("en");
        Languages.read(tag)
                .forEach((key, text) -> assertThat(gaps(text))
                        .as("%s in %s", key, tag)
                        .isEqualTo(gaps(english.getOrDefault(
                                key, english.getOrDefault(PLURAL.matcher(key).replaceAll(".other"), "")))));
    }

    private static Set<String> gaps(String text) {
        return Pattern.compile("\\{[a-zA-Z]+}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_plural_that_a_language_asks_for_is_there(String tag) {
        Words words = Languages.standard().choose(tag, null, null);
        for (String key : List.of("seconds", "minutes", "hours", "days", "error.tries", "settings.codes.left")) {
            for (long n = 0; n < 130; n++) {
                assertThat(words.count(key, n)).contains(Long.toString(n));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void no_sentence_shouts_begs_or_speaks_of_success(String tag) {
        Languages.read(tag)
                .forEach((key, text) -> assertThat(text)
                        .as("%s in %s", key, tag)
                        .doesNotContainIgnoringCase("successfully")
                        .doesNotContainIgnoringCase("oops")
                        .doesNotContain("!"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',, de-AT,de",
        "'',, 'fr-CA,fr;q=0.9',fr-CA",
        "'',, fr-CH,fr",
        "'',, pt,pt-BR",
        "'',, pt-PT,pt-BR",
        "'',, 'xx,es;q=0.4',es",
        "'',, 'de;q=0,en',en",
        "'',, ';;;',en",
        "'',,,en",
        "'', nl, de,nl",
        "'', tlh, it,it",
        "pl, nl, de,pl",
    })
    void the_language_is_the_chosen_the_told_the_browsers_or_english(
            String chosen, String told, String accepted, String expected) {
        Words words = Languages.standard().choose(chosen, told == null ? null : Locale.forLanguageTag(told), accepted);
        assertThat(words.lang()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0,other",
        "1,one",
        "2,few",
        "4,few",
        "5,other",
        "12,other",
        "14,other",
        "21,other",
        "22,few",
        "112,other"
    })
    void polish_counts_in_three_ways(long number, String form) {
        assertThat(Plural.of(Locale.forLanguageTag("pl"), number)).isEqualTo(form);
    }

    @Test
    void a_length_is_rounded_up_and_its_parts_stay_together() {
        Words words = Languages.standard().choose("en", null, null);
        assertThat(words.time(java.time.Duration.ofMillis(1))).isEqualTo("1\u00a0second");
        assertThat(words.time(java.time.Duration.ofSeconds(59))).isEqualTo("59\u00a0seconds");
        assertThat(words.time(java.time.Duration.ofSeconds(61))).isEqualTo("2\u00a0minutes");
        assertThat(words.time(java.time.Duration.ofMinutes(119))).isEqualTo("119\u00a0minutes");
        assertThat(words.time(java.time.Duration.ofHours(24))).isEqualTo("24\u00a0hours");
        assertThat(words.time(java.time.Duration.ofDays(30))).isEqualTo("30\u00a0days");
    }

    @Test
    void every_language_is_listed_by_its_own_name() {
        Languages languages = Languages.standard();
        assertThat(languages.list(languages.choose("de", null, null)))
                .extracting(Languages.Language::name)
                .contains("English", "Deutsch", "Français", "Polski")
                .hasSize(9);
    }
}
