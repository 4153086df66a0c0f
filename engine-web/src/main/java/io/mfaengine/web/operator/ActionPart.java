package io.mfaengine.web.operator;

import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.ActionSettings.WhenNotEnrolled;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.Settings;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Choice;
import io.mfaengine.web.view.portal.SettingField.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an action code is treated. */
final class ActionPart implements Part {
    static final Map<Outcome, String> OUTCOMES = Map.of(
            Outcome.ALLOW, "Allow: it goes on",
            Outcome.CHALLENGE, "Challenge: ask for a second step",
            Outcome.REVIEW, "Review: somebody here decides",
            Outcome.BLOCK, "Block: it is refused");
    static final Map<WhenNotEnrolled, String> THEN = Map.of(
            WhenNotEnrolled.ENROLL, "Ask them to add one first",
            WhenNotEnrolled.ALLOW, "Let it go on",
            WhenNotEnrolled.BLOCK, "Refuse it");
    private static final String DETAIL = "[A-Za-z0-9_-]{1,64}";

    private final String code;
    private final List<AuthenticatorType> types;
    private final Words words;

    ActionPart(String code, List<AuthenticatorType> types, Words words) {
        this.code = code;
        this.types = types;
        this.words = words;
    }

    @Override
    public String place() {
        return "actions/" + code;
    }

    @Override
    public String title(Words words) {
        return code;
    }

    @Override
    public List<SettingField> fields(Settings now) {
        ActionSettings set = now.action(code);
        List<SettingField> fields = new ArrayList<>();
        fields.add(SettingField.select(
                "outcome", "What happens", set.outcome().name(), choices(Outcome.values(), OUTCOMES), null));
        fields.add(SettingField.select(
                "whenNotEnrolled",
                "Who has no second step",
                set.whenNotEnrolled().name(),
                choices(WhenNotEnrolled.values(), THEN),
                "Under Challenge only."));
        fields.add(SettingField.of(
                Kind.SAID, "permitted", "Types that may be used", "None ticked: every type that is on.", null));
        for (AuthenticatorType type : ticks(set)) {
            fields.add(SettingField.tick(
                    "permitted." + type.name(),
                    words.type(type.name()),
                    set.permitted().contains(type),
                    !types.contains(type)
                            ? "It is not offered here: nobody is asked for it."
                            : now.isOn(type) ? null : "It is off: nobody is asked for it."));
        }
        List<Choice> first = new ArrayList<>(List.of(new Choice("", "What the person chose")));
        types.forEach(type -> first.add(new Choice(type.name(), words.type(type.name()))));
        AuthenticatorType preferred = set.preferred();
        fields.add(SettingField.select(
                "preferred", "Ask first for", preferred == null ? "" : preferred.name(), first, null));
        fields.add(SettingField.of(
                Kind.CODE,
                "requiredDetails",
                "Details that it must have",
                String.join(", ", new TreeSet<>(set.requiredDetails())),
                "Names, with commas between them. Without one of them the application gets an error."));
        fields.add(SettingField.tick(
                "validatesOnce",
                "A passed challenge counts once",
                set.validatesOnce(),
                "Else the application may ask again until it expires."));
        return fields;
    }

    /** Also what is permitted and not offered here: if it were lost unseen, none would be left, which means every type. */
    private List<AuthenticatorType> ticks(ActionSettings set) {
        Stream<AuthenticatorType> elsewhere =
                set.permitted().stream().filter(type -> !types.contains(type)).sorted();
        return Stream.concat(types.stream(), elsewhere).toList();
    }

    private static <E extends Enum<E>> List<Choice> choices(E[] values, Map<E, String> labels) {
        return Arrays.stream(values)
                .map(value -> new Choice(value.name(), labels.getOrDefault(value, value.name())))
                .toList();
    }

    @Override
    public Settings change(Settings before, Typed typed) {
        ActionSettings set = before.action(code);
        Outcome outcome = one(typed, "outcome", Outcome.values(), set.outcome());
        WhenNotEnrolled then = one(typed, "whenNotEnrolled", WhenNotEnrolled.values(), set.whenNotEnrolled());
        List<AuthenticatorType> permitted = ticks(set).stream()
                .filter(type -> typed.ticked("permitted." + type.name()))
                .toList();
        String first = typed.text("preferred");
        AuthenticatorType preferred = types.stream()
                .filter(type -> type.name().equals(first))
                .findFirst()
                .orElse(null);
        if (!first.isEmpty() && preferred == null) {
            typed.fault("preferred", "Choose one of the list.");
        }
        if (preferred != null && !permitted.isEmpty() && !permitted.contains(preferred)) {
            typed.fault("preferred", "This one isn’t ticked above: tick it, or choose another.");
        }
        List<String> details = typed.list("requiredDetails", "[,\\s]");
        String odd = details.stream().filter(name -> !name.matches(DETAIL)).collect(Collectors.joining(", "));
        if (!odd.isEmpty() || details.size() > 20) {
            typed.fault(
                    "requiredDetails",
                    "At most 20 names of 1 to 64 letters, digits, _ or -." + (odd.isEmpty() ? "" : " Not: " + odd));
            return before;
        }
        return before.action(
                code,
                action -> action.outcome(outcome)
                        .whenNotEnrolled(then)
                        .permit(permitted.toArray(AuthenticatorType[]::new))
                        .preferred(preferred)
                        .requireDetails(details.toArray(String[]::new))
                        .validatesOnce(typed.ticked("validatesOnce")));
    }

    private static <E extends Enum<E>> E one(Typed typed, String name, E[] values, E otherwise) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(typed.text(name)))
                .findFirst()
                .orElseGet(() -> {
                    typed.fault(name, "Choose one of the list.");
                    return otherwise;
                });
    }
}
