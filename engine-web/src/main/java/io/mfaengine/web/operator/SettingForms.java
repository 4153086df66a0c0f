package io.mfaengine.web.operator;

import io.mfaengine.model.Settings;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.Saving.Changed;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.portal.PortalFrame;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingForm;
import io.mfaengine.web.view.portal.SettingsView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form of each part of the settings: shown, saved, and what is said if it can't be. */
final class SettingForms {
    private static final int MARK = 64;

    private final Counter counter;
    private final String script;

    /** With the path of what lets the preview follow. */
    SettingForms(Counter counter, String script) {
        this.counter = counter;
        this.script = script;
    }

    HttpResponse show(Call call, Part part) {
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
            case LanguagePart.PLACE -> "Languages";
            default -> place.substring(place.indexOf('/') + 1);
        };
    }

    private static String path(Call call, Part part) {
        String place = part.place().replace("types/", "authenticators/");
        return call.at("/settings/" + place);
    }

    HttpResponse save(Call call, Part part) {
        Typed typed = new Typed(call);
        Settings now = call.operator().settings();
        List<SettingField> fields = part.fields(now, typed);
        boolean others = !typed.text("provider").equals(typed.text("drawn"));
        if (others || typed.ticked("show")) {
            List<SettingField> shown = typed.over(fields);
            SettingForm form = with(form(call, part, now, shown), typed.text("was"), null, List.of());
            return draw(call, part, form, true);
        }
        Saving saving = new Saving(call.operator(), part, typed, call.typed("was", MARK));
        Saving.Result result = saving.save(
                call.member().email(),
                call.now(),
                (place, changes) -> changes.forEach(change -> log(call, place, change)));
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
    HttpResponse stale(Call call, Part part) {
        Typed typed = new Typed(call);
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
        SettingForm shown =
                form.proving(fresh || !form.mayChange() ? null : call.portal("/prove"), posted ? "_blank" : null);
        Sheet sheet = SettingPages.sheet(call, form.heading()).faulty(form.isFaulty());
        if (part instanceof TypePart type) {
            boolean on = call.operator().settings().isOn(type.type());
            SettingsView view = SettingPages.typesView(call, type.type())
                    .form(shown)
                    .test(type.sends() && call.may(Permission.SETTINGS) ? form.action() : null);
            return sheet.tag(new PortalFrame.Tag(on ? "On" : "Off", on ? "ok" : "plain"))
                    .crumb("Authenticators", call.at("/settings/authenticators"))
                    .draw((out, frame) -> SettingTemplates.types(out, frame, view));
        }
        String tab = part.place().split("/", 2)[0];
        SettingsView view =
                SettingsView.of(SettingPages.tabs(call, tab), List.of()).form(shown);
        if (part instanceof ActionPart) {
            return sheet.crumb("Action settings", call.at("/settings/actions"))
                    .draw((out, frame) -> SettingTemplates.part(out, frame, view));
        }
        if (part instanceof MessagePart message) {
            SettingsView said = view.said(message.preview(previewed(call, message), name(call)));
            return sheet.crumb("Messages", call.at("/settings/messages"))
                    .draw((out, frame) -> SettingTemplates.part(out, frame, said));
        }
        if (part instanceof LanguagePart) {
            return sheet.crumb("Messages", call.at("/settings/messages"))
                    .draw((out, frame) -> SettingTemplates.part(out, frame, view));
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
        return call.request().method().equals("POST") ? part.change(now, new Typed(call)) : now;
    }
}
