package io.mfaengine.web.view;

import java.util.Locale;

/** Plural forms of whole numbers in the languages of the pages, by the rules of the Unicode CLDR. */
final class Plural {
    private Plural() {}

    static String of(Locale locale, long number) {
        return switch (locale.getLanguage()) {
            case "fr", "pt" -> number < 2 ? "one" : "other";
            case "pl" -> polish(number);
            default -> number == 1 ? "one" : "other";
        };
    }

    private static String polish(long number) {
        long ones = number % 10;
        long tens = number % 100;
        if (number == 1) {
            return "one";
        }
        return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? "few" : "other";
    }
}
