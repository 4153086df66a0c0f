package io.mfaengine.web.operator;

import io.mfaengine.Operator;
import io.mfaengine.Operator.Offered;
import io.mfaengine.delivery.Templates;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Settings;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.pages.StoredLanguages;
import io.mfaengine.web.view.Languages;
import io.mfaengine.web.view.portal.PortalFrame;
import io.mfaengine.web.view.portal.SettingsView;
import io.mfaengine.web.view.portal.SettingsView.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a tenant: lists of what can be set, and which part of them a path is about. */
final class SettingPages {
    HttpResponse home(Call call) {
        return call.go(call.at("/settings/authenticators"));
    }

    HttpResponse types(Call call) {
        return sheet(call, "Authenticators")
                .draw((out, frame) -> SettingTemplates.types(
                        out, frame, typesView(call, call.operator().settings(), null)));
    }

    static SettingsView typesView(Call call, Settings settings, @Nullable AuthenticatorType here) {
        List<Row> rows = call.operator().offered().stream()
                .map(offered -> new Row(
                        call.words().type(offered.type().name()),
                        settings.isOn(offered.type()) ? "On" : "Off",
                        settings.isOn(offered.type()),
                        "",
                        call.at("/settings/authenticators/" + offered.type().name()),
                        offered.type().equals(here)))
                .toList();
        return SettingsView.of(tabs(call, "authenticators"), rows);
    }

    /** The places of the settings. */
    static List<PortalFrame.Tab> tabs(Call call, String here) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("authenticators", "Authenticators");
        places.put("actions", "Actions");
        places.put("keys", "API keys");
        places.put("places", "Addresses");
        places.put("branding", "Branding");
        places.put("messages", "Messages");
        List<PortalFrame.Tab> tabs = new ArrayList<>(places.entrySet().stream()
                .map(each -> new PortalFrame.Tab(
                        each.getValue(),
                        call.at("/settings/" + each.getKey()),
                        each.getKey().equals(here)))
                .toList());
        tabs.add(new PortalFrame.Tab("Log", call.at("/log"), false));
        return tabs;
    }

    static Sheet sheet(Call call, String title) {
        return call.sheet(title).place("settings");
    }

    static TypePart type(Call call) {
        Operator operator = call.operator();
        Offered offered = operator.offered().stream()
                .filter(each -> each.type().name().equals(call.path("type")))
                .findFirst()
                .orElseThrow(Problem::notFound);
        return new TypePart(offered, operator.providers(offered.type()), call.words());
    }

    HttpResponse actions(Call call) {
        Settings settings = call.operator().settings();
        List<Row> rows = new TreeMap<>(settings.actions())
                .entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.comparing(String::toLowerCase)))
                        .map(each -> row(call, each.getKey(), each.getValue()))
                        .toList();
        SettingsView view = SettingsView.of(tabs(call, "actions"), rows);
        return sheet(call, "Action settings").draw((out, frame) -> SettingTemplates.actions(out, frame, view));
    }

    private static Row row(Call call, String code, ActionSettings set) {
        String types = set.permitted().stream()
                .map(type -> call.words().type(type.name()))
                .sorted()
                .collect(Collectors.joining(", "));
        String outcome = ActionPart.OUTCOMES.getOrDefault(
                        set.outcome(), set.outcome().name())
                .split(":", 2)[0];
        return new Row(
                code,
                outcome,
                true,
                types.isEmpty() ? "Every type that is on" : types,
                call.at("/settings/actions/" + code),
                false);
    }

    static ActionPart action(Call call) {
        String code = call.path("code");
        Operator operator = call.operator();
        if (!operator.settings().actions().containsKey(code)) {
            throw Problem.notFound();
        }
        return new ActionPart(
                code, operator.offered().stream().map(Offered::type).toList(), call.words());
    }

    HttpResponse messages(Call call) {
        Operator operator = call.operator();
        Settings settings = operator.settings();
        Languages languages = Languages.of(StoredLanguages.of(settings));
        List<Row> rows = operator.offered().stream()
                .map(Offered::type)
                .filter(MessagePart.TYPES::contains)
                .flatMap(type -> Languages.STANDARD.stream()
                        .filter(tag -> isWritten(languages, settings, type, tag))
                        .map(tag -> row(call, settings, type, tag)))
                .toList();
        SettingsView view = SettingsView.of(tabs(call, "messages"), rows);
        return sheet(call, "Messages")
                .fact("Languages", call.at("/settings/" + LanguagePart.PLACE))
                .draw((out, frame) -> SettingTemplates.messages(out, frame, view));
    }

    /** What is offered, and what was written before it wasn't: it still goes to people of that language. */
    private static boolean isWritten(Languages languages, Settings settings, AuthenticatorType type, String tag) {
        return languages.has(tag)
                || Templates.kept(settings, type, Locale.forLanguageTag(tag)).isPresent();
    }

    private static Row row(Call call, Settings settings, AuthenticatorType type, String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        boolean own = Templates.kept(settings, type, locale).isPresent();
        return new Row(
                locale.getDisplayName(Locale.ENGLISH),
                own ? "Written here" : "As the application gives it",
                own,
                call.words().type(type.name()),
                call.at("/settings/messages/" + type.name() + "/" + tag),
                false);
    }

    static MessagePart message(Call call) {
        AuthenticatorType type = call.operator().offered().stream()
                .map(Offered::type)
                .filter(each -> MessagePart.TYPES.contains(each) && each.name().equals(call.path("type")))
                .findFirst()
                .orElseThrow(Problem::notFound);
        String tag = call.path("language");
        Settings settings = call.operator().settings();
        if (!Languages.STANDARD.contains(tag)
                || !isWritten(Languages.of(StoredLanguages.of(settings)), settings, type, tag)) {
            throw Problem.notFound();
        }
        return new MessagePart(type, Locale.forLanguageTag(tag));
    }
}
