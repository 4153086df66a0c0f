package io.mfaengine.web.operator;

import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.TypeSettings;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The countries whose numbers a type serves: one field of codes, with their names below. */
final class Countries {
    static final String NAME = "countries";
    private static final String SEPARATORS = "[\\s,;]+";
    private static final int LONGEST_SHOWN = 20;

    private Countries() {}

    /** With what the application gave in the place of nothing. */
    static SettingField field(Prompt.Address.Phone given, TypeSettings set, @Nullable Typed typed, Words words) {
        Set<String> shown = set.countries().isEmpty() ? given.countries() : set.countries();
        Set<String> named = typed == null ? shown : typed(typed);
        String names = named.stream()
                .filter(PhoneNumber::hasNumbers)
                .map(words::country)
                .sorted()
                .collect(Collectors.joining(", "));
        return SettingField.of(
                Kind.CODE,
                NAME,
                "Countries we text to",
                String.join(", ", new TreeSet<>(shown)),
                (names.isEmpty() ? "" : names + ". ") + "Codes of two letters, such as NZ. Numbers from elsewhere are "
                        + "refused, those that people have too. Empty: as the application says, "
                        + String.join(", ", new TreeSet<>(given.countries())) + ".");
    }

    /** What is to be set; nothing if it is what the application says. */
    static Set<String> change(Prompt.Address.Phone given, Set<String> before, Typed typed) {
        Set<String> codes = typed(typed);
        for (String code : codes) {
            if (!PhoneNumber.hasNumbers(code)) {
                String told = Typed.shortened(code, LONGEST_SHOWN);
                typed.fault(NAME, "Not " + told + ": a country’s code has two letters, such as NZ.");
                return before;
            }
        }
        return codes.equals(given.countries()) ? Set.of() : codes;
    }

    private static Set<String> typed(Typed typed) {
        List<String> codes = typed.list(NAME, SEPARATORS);
        return codes.stream().map(code -> code.toUpperCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }
}
