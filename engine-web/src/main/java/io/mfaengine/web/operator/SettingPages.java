package io.mfaengine.web.operator;

import io.mfaengine.Operator;
import io.mfaengine.Operator.Offered;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Templates;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Settings;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.operator.Saving.Changed;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Languages;
import io.mfaengine.web.view.portal.PortalFrame;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingForm;
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

/** The settings of a tenant: lists of what can be set, and a form for each part. */
final class SettingPages {
    private static final int LONGEST_ADDRESS = 254;
    private static final int MARK = 64;

    private final Counter counter;
    private final String script;

    /** With the path of what lets the preview follow. */
    SettingPages(Counter counter, String script) {
        this.counter = counter;
        this.script = script;
    }

    HttpResponse home(Call call) {
        return call.go(call.at("/settings/authenticators"));
    }

    HttpResponse types(Call call) {
        return sheet(call, "Authenticators")
                .draw((out, frame) -> SettingTemplates.types(out, frame, typesView(call, null)));
    }

    private static SettingsView typesView(Call call, @Nullable AuthenticatorType here) {
        Operator operator = call.operator();
        Settings settings = operator.settings();
        List<Row> rows = operator.offered().stream()
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

    private static TypePart type(Call call) {
        Operator operator = call.operator();
        Offered offered = operator.offered().stream()
                .filter(each -> each.type().name().equals(call.path("type")))
                .findFirst()
                .orElseThrow(Problem::notFound);
        return new TypePart(offered, operator.providers(offered.type()), call.words());
    }

    HttpResponse showType(Call call) {
        return show(call, type(call));
    }

    HttpResponse saveType(Call call) {
        return save(call, type(call));
    }

    /** Whoever hasn't proved it for a while keeps what they typed. */
    HttpResponse staleType(Call call) {
        return stale(call, type(call));
    }

    HttpResponse check(Call call) {
        TypePart part = type(call);
        if (call.operator().settings().type(part.type()).provider() == null) {
            return back(call, part, Notice.Kind.WARN, "No provider is chosen yet. Save one first.");
        }
        call.log("log.settings.checked", part.place(), "", "");
        return back(call, part, call.operator().checkProvider(part.type()), "The credentials are good.");
    }

    HttpResponse test(Call call) {
        TypePart part = type(call);
        String to = call.typed("to", LONGEST_ADDRESS);
        if (to.isEmpty()) {
            return back(call, part, Notice.Kind.WARN, "Say where the test message should go.");
        }
        call.log("log.settings.tested", part.place(), "", "");
        return back(
                call,
                part,
                call.operator().sendTest(part.type(), to),
                "The provider took the test message. It should arrive in a minute.");
    }

    private static HttpResponse back(Call call, TypePart part, Delivery delivery, String good) {
        return delivery.isAccepted()
                ? back(call, part, Notice.Kind.OK, good)
                : back(call, part, Notice.Kind.BAD, why(delivery.cause()));
    }

    private static HttpResponse back(Call call, TypePart part, Notice.Kind kind, String told) {
        return call.go(call.at("/settings/authenticators/" + part.type().name()), kind, told);
    }

    /** Never what a provider says itself: it may hold anything. */
    private static String why(Delivery.Cause cause) {
        return switch (cause) {
            case MISCONFIGURED -> "The provider refused the credentials or the settings. Check them, and try again.";
            case BAD_ADDRESS -> "No message gets to that address. Check it, and the countries.";
            case REFUSED -> "The provider refused the message, its sender or its country.";
            case UNPAID -> "The account at the provider has no money left.";
            case THROTTLED -> "The provider has had too many messages for now. Try again in a minute.";
            case UNAVAILABLE, NO_ANSWER -> "The provider could not be reached. Try again in a minute.";
            case BAD_ANSWER -> "The provider’s answer made no sense. Check its address.";
            case UNSAID -> "It did not work. Is a provider set?";
        };
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
        String outcome = ActionPart.OUTCOMES.getOrDefault(set.outcome(), set.outcome().name()).split(":", 2)[0];
        return new Row(
                code,
                outcome,
                true,
                types.isEmpty() ? "Every type that is on" : types,
                call.at("/settings/actions/" + code),
                false);
    }

    private static ActionPart action(Call call) {
        String code = call.path("code");
        Operator operator = call.operator();
        if (!operator.settings().actions().containsKey(code)) {
            throw Problem.notFound();
        }
        return new ActionPart(
                code, operator.offered().stream().map(Offered::type).toList(), call.words());
    }

    HttpResponse showAction(Call call) {
        return show(call, action(call));
    }

    HttpResponse saveAction(Call call) {
        return save(call, action(call));
    }

    HttpResponse staleAction(Call call) {
        return stale(call, action(call));
    }

    HttpResponse showPlaces(Call call) {
        return show(call, new PlacesPart());
    }

    HttpResponse savePlaces(Call call) {
        return save(call, new PlacesPart());
    }

    HttpResponse stalePlaces(Call call) {
        return stale(call, new PlacesPart());
    }

    HttpResponse showBranding(Call call) {
        return show(call, new BrandingPart());
    }

    HttpResponse saveBranding(Call call) {
        return save(call, new BrandingPart());
    }

    HttpResponse staleBranding(Call call) {
        return stale(call, new BrandingPart());
    }

    HttpResponse messages(Call call) {
        Operator operator = call.operator();
        Settings settings = operator.settings();
        List<Row> rows = operator.offered().stream()
                .map(Offered::type)
                .filter(MessagePart.TYPES::contains)
                .flatMap(type -> Languages.STANDARD.stream().map(tag -> row(call, settings, type, tag)))
                .toList();
        SettingsView view = SettingsView.of(tabs(call, "messages"), rows);
        return sheet(call, "Messages").draw((out, frame) -> SettingTemplates.messages(out, frame, view));
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

    private static MessagePart message(Call call) {
        AuthenticatorType type = call.operator().offered().stream()
                .map(Offered::type)
                .filter(each -> MessagePart.TYPES.contains(each) && each.name().equals(call.path("type")))
                .findFirst()
                .orElseThrow(Problem::notFound);
        if (!Languages.STANDARD.contains(call.path("language"))) {
            throw Problem.notFound();
        }
        return new MessagePart(type, Locale.forLanguageTag(call.path("language")));
    }

    HttpResponse showMessage(Call call) {
        return show(call, message(call));
    }

    HttpResponse saveMessage(Call call) {
        return save(call, message(call));
    }

    HttpResponse staleMessage(Call call) {
        return stale(call, message(call));
    }

    private HttpResponse show(Call call, Part part) {
        Settings now = call.operator().settings();
        SettingForm form = form(call, part, now, part.fields(now));
        return draw(call, part, form, call.session().isFresh(call.now().toEpochMilli()));
    }

    private static SettingForm form(Call call, Part part, Settings now, List<SettingField> fields) {
        return new SettingForm(
                title(call, part),
                null,
                path(call, part),
                part.mark(now),
                drawn(fields),
                fields,
                call.may(Permission.SETTINGS),
                Saving.last(now, part, call.now()),
                null,
                List.of());
    }

    /** Which provider's fields are drawn. */
    private static String drawn(List<SettingField> fields) {
        return fields.stream()
                .filter(field -> field.name().equals("provider"))
                .map(SettingField::value)
                .findFirst()
                .orElse("");
    }

    private static String title(Call call, Part part) {
        String place = part.place();
        if (part instanceof TypePart type) {
            return call.words().type(type.type().name());
        }
        if (part instanceof MessagePart) {
            Locale locale = Locale.forLanguageTag(call.path("language"));
            return call.words().type(call.path("type")) + " in " + locale.getDisplayName(Locale.ENGLISH);
        }
        return switch (place) {
            case "places" -> "Addresses";
            case "branding" -> "Branding";
            default -> place.substring(place.indexOf('/') + 1);
        };
    }

    private static String path(Call call, Part part) {
        String place = part.place().replace("types/", "authenticators/");
        return call.at("/settings/" + place);
    }

    private HttpResponse save(Call call, Part part) {
        Typed typed = new Typed(call.form());
        Settings now = call.operator().settings();
        List<SettingField> fields = part.fields(now, typed);
        boolean others = !typed.text("provider").equals(typed.text("drawn"));
        if (others || typed.ticked("show")) {
            List<SettingField> shown = typed.over(fields);
            SettingForm form = with(form(call, part, now, shown), typed.text("was"), null, List.of());
            return draw(call, part, form, true);
        }
        Saving saving = new Saving(call.operator(), part, typed, call.typed("was", MARK));
        Saving.Result result = saving.save(call.member().email(), call.now(), (place, changes) -> changes.forEach(
                change -> log(call, place, change)));
        if (result == Saving.Result.SAVED) {
            return call.go(path(call, part), Notice.Kind.OK, title(call, part) + " is saved.");
        }
        Settings after = call.operator().settings();
        boolean moved = result == Saving.Result.MOVED;
        SettingForm form = with(
                form(call, part, after, typed.over(part.fields(after, typed))),
                moved ? part.mark(after) : call.typed("was", MARK),
                typed.faults().get(Typed.ALL),
                moved ? saving.differences() : List.of());
        return draw(call, part, moved ? form.moved() : form, true);
    }

    private static void log(Call call, String place, Changed change) {
        call.log("log.settings.changed", place + ": " + change.field(), change.before(), change.after());
    }

    /** The form as it was sent, with the way to prove it in another window. */
    private HttpResponse stale(Call call, Part part) {
        Typed typed = new Typed(call.form());
        Settings now = call.operator().settings();
        List<SettingField> shown = typed.over(part.fields(now, typed));
        return draw(call, part, with(form(call, part, now, shown), call.typed("was", MARK), null, List.of()), false);
    }

    private static SettingForm with(
            SettingForm form, String was, @Nullable String fault, List<SettingForm.Difference> theirs) {
        return new SettingForm(
                form.heading(),
                form.lead(),
                form.action(),
                was,
                form.drawn(),
                form.fields(),
                form.mayChange(),
                form.saved(),
                fault,
                theirs);
    }

    private HttpResponse draw(Call call, Part part, SettingForm form, boolean fresh) {
        boolean posted = call.request().method().equals("POST");
        SettingForm shown = form.proving(
                fresh || !form.mayChange() ? null : call.portal("/prove"), posted ? "_blank" : null);
        Sheet sheet = sheet(call, form.heading()).faulty(form.isFaulty());
        if (part instanceof TypePart type) {
            boolean on = call.operator().settings().isOn(type.type());
            SettingsView view = typesView(call, type.type())
                    .form(shown)
                    .test(type.sends() && call.may(Permission.SETTINGS) ? form.action() : null);
            return sheet.tag(new PortalFrame.Tag(on ? "On" : "Off", on ? "ok" : "plain"))
                    .crumb("Authenticators", call.at("/settings/authenticators"))
                    .draw((out, frame) -> SettingTemplates.types(out, frame, view));
        }
        String tab = part.place().split("/", 2)[0];
        SettingsView view = SettingsView.of(tabs(call, tab), List.of()).form(shown);
        if (part instanceof ActionPart) {
            return sheet.crumb("Action settings", call.at("/settings/actions"))
                    .draw((out, frame) -> SettingTemplates.part(out, frame, view));
        }
        if (part instanceof MessagePart message) {
            SettingsView said = view.said(message.preview(previewed(call, message), name(call)));
            return sheet.crumb("Messages", call.at("/settings/messages"))
                    .draw((out, frame) -> SettingTemplates.part(out, frame, said));
        }
        if (part instanceof BrandingPart) {
            SettingsView framed = view.preview(PreviewPages.path(call, form.fields()), script);
            return sheet.framing().draw((out, frame) -> SettingTemplates.part(out, frame, framed));
        }
        return sheet.draw((out, frame) -> SettingTemplates.part(out, frame, view));
    }

    private String name(Call call) {
        String name = StoredBranding.of(call.operator().settings()).name();
        return name == null ? counter.portal().name(call.engine().tenant()).application() : name;
    }

    /** With what was typed, if it is a template. */
    private static Settings previewed(Call call, MessagePart part) {
        Settings now = call.operator().settings();
        return call.request().method().equals("POST") ? part.change(now, new Typed(call.form())) : now;
    }
}
