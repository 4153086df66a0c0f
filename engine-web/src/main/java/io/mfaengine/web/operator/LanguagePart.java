package io.mfaengine.web.operator;

import io.mfaengine.model.Settings;
import io.mfaengine.web.pages.StoredLanguages;
import io.mfaengine.web.view.Languages;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which of the pages' languages people are offered, and which one they are spoken to in if nothing else fits. */
final class LanguagePart implements Part {
    static final String PLACE = "messages/languages";

    private static final String TICK = "speak.";
    private static final String STANDARD = "standard";

    static String name(String tag) {
        return Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
    }

    @Override
    public String place() {
        return PLACE;
    }

    @Override
    public String title(Words words) {
        return "Languages";
    }

    @Override
    public List<SettingField> fields(Settings now) {
        Languages languages = Languages.of(StoredLanguages.of(now));
        List<SettingField> fields = new ArrayList<>();
        for (String tag : Languages.STANDARD) {
            fields.add(SettingField.tick(TICK + tag, name(tag), languages.has(tag), null));
        }
        fields.add(SettingField.select(
                STANDARD,
                "If nothing else fits",
                languages.fallback(),
                Languages.STANDARD.stream()
                        .map(tag -> new Choice(tag, name(tag)))
                        .toList(),
                "For people whose language is not known, or not offered."));
        return fields;
    }

    @Override
    public Settings change(Settings before, Typed typed) {
        List<String> offered = Languages.STANDARD.stream()
                .filter(tag -> typed.ticked(TICK + tag))
                .toList();
        String standard = typed.text(STANDARD);
        if (offered.isEmpty()) {
            typed.fault(Typed.ALL, "At least one language has to stay.");
        } else if (!Languages.STANDARD.contains(standard)) {
            typed.fault(STANDARD, "Choose one of the list.");
        } else if (!offered.contains(standard)) {
            typed.fault(STANDARD, name(standard) + " is not offered: tick it above, or choose another one.");
        }
        if (!typed.faults().isEmpty()) {
            return before;
        }
        // what comes with a later release is offered too, unless somebody has chosen
        boolean all = offered.size() == Languages.STANDARD.size();
        String first = offered.contains("en") ? "en" : offered.get(0);
        return new StoredLanguages(all ? List.of() : offered, standard.equals(first) ? null : standard).in(before);
    }
}
