package io.mfaengine.web.operator;

import io.mfaengine.Operator.Offered;
import io.mfaengine.delivery.Provider;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.model.TypeSettings;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Choice;
import io.mfaengine.web.view.portal.SettingField.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an authenticator type is set: whether it is on, by whom its messages go, and its numbers. */
final class TypePart implements Part {
    /** What the names of parameters mean; others are told by their name. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "digits", "Code length, in digits",
            "minutes", "A code works for, in minutes",
            "usersPerNumber", "People who may share a number",
            "window", "Steps of 30 seconds that a clock may be off",
            "codes", "How many codes",
            "symbols", "Letters and digits of a code",
            "rounds", "Rounds of hashing");

    private static final Map<String, String> SPELT = Map.of("messagebird", "MessageBird", "smtp", "SMTP", "url", "URL");

    private static final String PROVIDER = "provider";
    private static final int LONGEST = 1_024;

    private final Offered offered;
    private final List<Provider<?>> providers;
    private final Words words;

    TypePart(Offered offered, List<Provider<?>> providers, Words words) {
        this.offered = offered;
        this.providers = providers;
        this.words = words;
    }

    AuthenticatorType type() {
        return offered.type();
    }

    boolean sends() {
        return offered.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("minutes"));
    }

    @Override
    public String place() {
        return "types/" + offered.type().name();
    }

    @Override
    public String title(Words words) {
        return words.type(offered.type().name());
    }

    @Override
    public List<SettingField> fields(Settings now) {
        TypeSettings set = now.type(offered.type());
        return fields(now, set.provider(), set.provider(), null);
    }

    @Override
    public List<SettingField> fields(Settings now, Typed typed) {
        TypeSettings set = now.type(offered.type());
        String name = typed.text(PROVIDER);
        ProviderSettings kept = set.provider() != null && set.provider().name().equals(name) ? set.provider() : null;
        ProviderSettings shown = find(name) == null ? null : kept == null ? ProviderSettings.of(name) : kept;
        return fields(now, set.provider(), shown, typed);
    }

    private List<SettingField> fields(
            Settings now, @Nullable ProviderSettings kept, @Nullable ProviderSettings shown, @Nullable Typed typed) {
        TypeSettings set = now.type(offered.type());
        List<SettingField> fields = new ArrayList<>();
        fields.add(SettingField.tick("on", "On", set.on(), "Off: nobody can add it or be asked for it, from now on."));
        if (!providers.isEmpty()) {
            List<Choice> choices = new ArrayList<>(List.of(new Choice("", "Nobody: no message is sent")));
            providers.forEach(each -> choices.add(new Choice(each.name(), titled(each.name()))));
            fields.add(SettingField.select(
                    PROVIDER, "Provider", kept == null ? "" : kept.name(), choices, "Who carries the messages."));
        }
        Provider<?> provider = shown == null ? null : find(shown.name());
        if (shown != null && provider != null) {
            provider.fields().forEach(field -> fields.add(field(field, shown)));
        }
        if (offered.address() instanceof Prompt.Address.Phone phone) {
            fields.add(Countries.field(phone, set, typed, words));
        }
        offered.parameters().forEach(parameter -> fields.add(number(parameter, set)));
        if (sends()) {
            fields.addAll(Prices.of(now, offered.type()).fields(offered.address() instanceof Prompt.Address.Phone));
        }
        fields.add(SettingField.tick(
                "selfService",
                "People may add, rename and remove it",
                set.selfService(),
                "Else the application does."));
        fields.add(SettingField.tick(
                "hidden", "Left out of lists", set.hidden(), "Pages show it only if it is asked for by name."));
        return fields;
    }

    private static SettingField field(Provider.Field field, ProviderSettings set) {
        String name = PROVIDER + "." + field.name();
        String label = titled(field.name()) + (field.required() ? "" : " (optional)");
        if (field.secret()) {
            ProviderSettings.Kept kept = set.secrets().get(field.name());
            String mark = kept == null ? "" : Part.digest(kept.sealed() + kept.fresh());
            List<Choice> forget = field.required() || kept == null
                    ? List.of()
                    : List.of(new Choice("forget." + field.name(), "Remove it"));
            return SettingField.secret(name, label, mark, forget, field.help());
        }
        String value = set.fields().getOrDefault(field.name(), "");
        return SettingField.of(Kind.CODE, name, label, value, field.help());
    }

    private static SettingField number(Offered.Range parameter, TypeSettings set) {
        int value = set.parameters().getOrDefault(parameter.name(), parameter.standard());
        return SettingField.of(
                Kind.NUMBER,
                "parameter." + parameter.name(),
                PARAMETERS.getOrDefault(parameter.name(), titled(parameter.name())),
                Integer.toString(value),
                parameter.least() + " to " + parameter.most() + "; " + parameter.standard() + " by default.");
    }

    @Override
    public Settings change(Settings before, Typed typed) {
        TypeSettings set = before.type(offered.type());
        TypeSettings next = set.on(typed.ticked("on"))
                .selfService(typed.ticked("selfService"))
                .hidden(typed.ticked("hidden"));
        for (Offered.Range parameter : offered.parameters()) {
            next = number(next, parameter, typed);
        }
        if (!providers.isEmpty()) {
            next = next.provider(provider(set.provider(), typed));
        }
        if (offered.address() instanceof Prompt.Address.Phone phone) {
            next = next.countries(Countries.change(phone, set.countries(), typed));
        }
        TypeSettings changed = next;
        Settings all = before.type(offered.type(), type -> changed);
        return sends()
                ? Prices.typed(offered.address() instanceof Prompt.Address.Phone, typed)
                        .in(all, offered.type())
                : all;
    }

    private static TypeSettings number(TypeSettings set, Offered.Range parameter, Typed typed) {
        String name = "parameter." + parameter.name();
        String text = typed.text(name);
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (value < parameter.least() || value > parameter.most()) {
            typed.fault(name, "A number from " + parameter.least() + " to " + parameter.most() + ".");
            return set;
        }
        boolean standard = value == parameter.standard() && !set.parameters().containsKey(parameter.name());
        return standard ? set : set.parameter(parameter.name(), value);
    }

    private @Nullable ProviderSettings provider(@Nullable ProviderSettings before, Typed typed) {
        String name = typed.text(PROVIDER);
        Provider<?> provider = find(name);
        if (provider == null) {
            if (!name.isEmpty()) {
                typed.fault(PROVIDER, "Choose one of the list.");
            }
            return null;
        }
        boolean same = before != null && before.name().equals(name);
        ProviderSettings next = same && before != null ? before : ProviderSettings.of(name);
        for (Provider.Field field : provider.fields()) {
            next = set(next, field, typed);
        }
        if (before != null) {
            again(provider, provider.moved(before, next), next, typed);
        }
        return next;
    }

    /** A secret that is kept doesn't go where nobody who knows it has sent it. */
    private static void again(Provider<?> provider, List<Provider.Field> moved, ProviderSettings next, Typed typed) {
        for (Provider.Field field : moved.isEmpty() ? List.<Provider.Field>of() : provider.fields()) {
            ProviderSettings.Kept kept = next.secrets().get(field.name());
            if (kept != null && kept.fresh() == null) {
                typed.fault(
                        PROVIDER + "." + field.name(),
                        titled(field.name()) + " has to be typed again: "
                                + titled(moved.get(0).name()) + " is another one.");
            }
        }
    }

    private static ProviderSettings set(ProviderSettings before, Provider.Field field, Typed typed) {
        String name = PROVIDER + "." + field.name();
        String text = typed.text(name);
        boolean kept = field.secret() && before.secrets().containsKey(field.name());
        if (text.isEmpty() && kept && !(typed.ticked("forget." + field.name()) && !field.required())) {
            return before;
        }
        if (text.isEmpty()) {
            if (field.required()) {
                typed.fault(name, titled(field.name()) + " is needed.");
            }
            return before.without(field.name());
        }
        if (!field.pattern().matcher(text).matches() || text.length() > LONGEST) {
            typed.fault(name, titled(field.name()) + " doesn’t look right.");
            return before;
        }
        return field.secret() ? before.secret(field.name(), Secret.of(text)) : before.field(field.name(), text);
    }

    private @Nullable Provider<?> find(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A name in code, as people would write it: {@code accountSid}, Account SID. */
    static String titled(String name) {
        String known = SPELT.get(name);
        if (known != null) {
            return known;
        }
        String words = name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replaceAll("[_-]+", " ")
                .toLowerCase(Locale.ROOT)
                .replace("whats app", "WhatsApp")
                .replaceAll("\\bsid\\b", "SID");
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
