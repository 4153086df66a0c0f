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
import java.util.Map;

/** The form of each part of the settings: shown, saved, and what is said if it can't be. */
final class SettingForms {
    private static final int MARK = 64;
    /** Parts of which there are several have a list. */
    private static final Map<String, String> LISTS = Map.of("actions", "Action settings", "messages", "Messages");

    private final Counter counter;
    private final String script;

    /** With the path of what lets the preview follow. */
    SettingForms(Counter counter, String script) {
        this.counter = counter;
        this.script = script;
    }

    HttpResponse show(Call call, Part part) {
        Settings now = call.operator().settings();
        return draw(call, part, now, form(call, part, now, part.fields(now)), isFresh(call));
    }

    private static boolean isFresh(Call call) {
        return call.session().isFresh(call.now().toEpochMilli());
    }

    private static SettingForm form(Call call, Part part, Settings now, List<SettingField> fields) {
        return SettingForm.of(
                part.title(call.words()),
                path(call, part),
                part.mark(now),
                drawn(fields),
                fields,
                call.may(Permission.SETTINGS),
                Saving.last(now, part, call.now()));
    }

    /** Which provider's fields are drawn. */
    private static String drawn(List<SettingField> fields) {
        return fields.stream()
                .filter(field -> field.name().equals("provider"))
                .map(SettingField::value)
                .findFirst()
                .orElse("");
    }

    private static String path(Call call, Part part) {
        return call.at("/settings/" + part.place().replace("types/", "authenticators/"));
    }

    HttpResponse save(Call call, Part part) {
        Typed typed = new Typed(call);
        boolean others = !typed.text("provider").equals(typed.text("drawn"));
        if (others || typed.ticked("show")) {
            return again(call, part, typed, true);
        }
        Saving saving = new Saving(call.operator(), part, typed, was(call));
        Saving.Result result = saving.save(
                call.member().email(),
                call.now(),
                (place, changes) -> changes.forEach(change -> log(call, place, change)));
        if (result == Saving.Result.SAVED) {
            return call.go(path(call, part), Notice.Kind.OK, part.title(call.words()) + " is saved.");
        }
        Settings after = call.operator().settings();
        SettingForm form = form(call, part, after, typed.over(part.fields(after, typed)));
        return draw(
                call,
                part,
                after,
                result == Saving.Result.MOVED
                        ? form.moved(saving.differences())
                        : form.sent(was(call), typed.faults().get(Typed.ALL)),
                true);
    }

    private static String was(Call call) {
        return call.typed("was", MARK);
    }

    private static void log(Call call, String place, Changed change) {
        call.log("log.settings.changed", place + ": " + change.field(), change.before(), change.after());
    }

    /** The form as it was sent, with the way to prove it in another window. */
    HttpResponse stale(Call call, Part part) {
        return again(call, part, new Typed(call), false);
    }

    private HttpResponse again(Call call, Part part, Typed typed, boolean fresh) {
        Settings now = call.operator().settings();
        SettingForm form = form(call, part, now, typed.over(part.fields(now, typed)));
        return draw(call, part, now, form.sent(was(call), null), fresh);
    }

    private HttpResponse draw(Call call, Part part, Settings now, SettingForm form, boolean fresh) {
        boolean posted = call.request().method().equals("POST");
        SettingForm shown =
                form.proving(fresh || !form.mayChange() ? null : call.portal("/prove"), posted ? "_blank" : null);
        Sheet sheet = SettingPages.sheet(call, form.heading()).faulty(form.isFaulty());
        if (part instanceof TypePart type) {
            boolean on = now.isOn(type.type());
            SettingsView view = SettingPages.typesView(call, now, type.type())
                    .form(shown)
                    .test(type.sends() && call.may(Permission.SETTINGS) ? form.action() : null);
            return sheet.tag(new PortalFrame.Tag(on ? "On" : "Off", on ? "ok" : "plain"))
                    .crumb("Authenticators", call.at("/settings/authenticators"))
                    .draw((out, frame) -> SettingTemplates.types(out, frame, view));
        }
        String tab = part.place().split("/", 2)[0];
        String list = LISTS.get(tab);
        if (list != null) {
            sheet.crumb(list, call.at("/settings/" + tab));
        }
        SettingsView view = added(
                call,
                part,
                now,
                form,
                SettingsView.of(SettingPages.tabs(call, tab), List.of()).form(shown));
        return sheet.framing(view.preview() != null).draw((out, frame) -> SettingTemplates.part(out, frame, view));
    }

    /** What a part shows beside its form. */
    private SettingsView added(Call call, Part part, Settings now, SettingForm form, SettingsView view) {
        if (part instanceof MessagePart message) {
            return view.said(message.preview(previewed(call, message, now), name(call, now)));
        }
        return part instanceof BrandingPart ? view.preview(PreviewPages.path(call, form.fields()), script) : view;
    }

    private String name(Call call, Settings now) {
        String name = StoredBranding.of(now).name();
        return name == null ? counter.portal().name(call.engine().tenant()).application() : name;
    }

    /** With what was typed, if it is a template and there is room for it. */
    private static Settings previewed(Call call, MessagePart part, Settings now) {
        if (!call.request().method().equals("POST")) {
            return now;
        }
        try {
            return part.change(now, new Typed(call));
        } catch (IllegalArgumentException e) {
            return now;
        }
    }
}
