package io.mfaengine.web.operator;

import gg.jte.html.HtmlTemplateOutput;
import io.mfaengine.web.view.html.portal.JteactionGenerated;
import io.mfaengine.web.view.html.portal.JteactionsGenerated;
import io.mfaengine.web.view.html.portal.JteconfirmGenerated;
import io.mfaengine.web.view.html.portal.JtehealthGenerated;
import io.mfaengine.web.view.html.portal.JtelinksGenerated;
import io.mfaengine.web.view.html.portal.JtelogGenerated;
import io.mfaengine.web.view.html.portal.JtepeopleGenerated;
import io.mfaengine.web.view.html.portal.JtepersonGenerated;
import io.mfaengine.web.view.html.portal.JtesigninGenerated;
import io.mfaengine.web.view.html.portal.JtetoldGenerated;
import io.mfaengine.web.view.html.portal.JtetrailGenerated;
import io.mfaengine.web.view.html.portal.JteuserGenerated;
import io.mfaengine.web.view.html.portal.JteusersGenerated;
import io.mfaengine.web.view.html.portal.JteyouGenerated;
import io.mfaengine.web.view.portal.ActionList;
import io.mfaengine.web.view.portal.ActionView;
import io.mfaengine.web.view.portal.Confirm;
import io.mfaengine.web.view.portal.HealthView;
import io.mfaengine.web.view.portal.LogView;
import io.mfaengine.web.view.portal.People;
import io.mfaengine.web.view.portal.PortalFrame;
import io.mfaengine.web.view.portal.Told;
import io.mfaengine.web.view.portal.UserList;
import io.mfaengine.web.view.portal.UserView;
import io.mfaengine.web.view.portal.You;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** The pages, drawn: the door to what is generated of the templates, which doesn't say what may be null. */
@NullUnmarked
final class Templates {
    private Templates() {}

    static void action(HtmlTemplateOutput out, PortalFrame frame, ActionView view) {
        JteactionGenerated.render(out, null, frame, view);
    }

    static void actions(HtmlTemplateOutput out, PortalFrame frame, ActionList view) {
        JteactionsGenerated.render(out, null, frame, view);
    }

    static void health(HtmlTemplateOutput out, PortalFrame frame, HealthView view) {
        JtehealthGenerated.render(out, null, frame, view);
    }

    static void trail(HtmlTemplateOutput out, PortalFrame frame, HealthView.Trail view) {
        JtetrailGenerated.render(out, null, frame, view);
    }

    static void user(HtmlTemplateOutput out, PortalFrame frame, UserView view) {
        JteuserGenerated.render(out, null, frame, view);
    }

    static void users(HtmlTemplateOutput out, PortalFrame frame, UserList view) {
        JteusersGenerated.render(out, null, frame, view);
    }

    static void told(HtmlTemplateOutput out, PortalFrame frame, Told told) {
        JtetoldGenerated.render(out, null, frame, told);
    }

    static void signIn(HtmlTemplateOutput out, PortalFrame frame, String typed, String error) {
        JtesigninGenerated.render(out, null, frame, typed, error);
    }

    static void links(HtmlTemplateOutput out, PortalFrame frame, List<PortalFrame.Link> links) {
        JtelinksGenerated.render(out, null, frame, links);
    }

    static void you(HtmlTemplateOutput out, PortalFrame frame, You you) {
        JteyouGenerated.render(out, null, frame, you);
    }

    static void people(HtmlTemplateOutput out, PortalFrame frame, People people) {
        JtepeopleGenerated.render(out, null, frame, people);
    }

    static void person(HtmlTemplateOutput out, PortalFrame frame, People.Form form) {
        JtepersonGenerated.render(out, null, frame, form);
    }

    static void confirm(HtmlTemplateOutput out, PortalFrame frame, Confirm confirm) {
        JteconfirmGenerated.render(out, null, frame, confirm);
    }

    static void log(HtmlTemplateOutput out, PortalFrame frame, LogView view) {
        JtelogGenerated.render(out, null, frame, view);
    }
}
