package io.mfaengine.web.operator;

import io.mfaengine.TrackRequest;
import io.mfaengine.model.Intent;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.PortalFrame.Link;
import io.mfaengine.web.view.portal.You;
import java.util.ArrayList;
import java.util.List;

/** An operator's own: where to go, their second steps, the way out. */
final class YouPages {
    private final Counter counter;

    YouPages(Counter counter) {
        this.counter = counter;
    }

    private List<Link> applications() {
        List<Link> links = new ArrayList<>();
        for (Tenant tenant : counter.portal().applications()) {
            String name = tenant.engine().tenant();
            links.add(new Link(counter.portal().name(name).application(), counter.at("/" + name + "/users")));
        }
        return links;
    }

    /** The one application, or a choice. */
    HttpResponse applications(Call call) {
        List<Link> all = applications();
        return all.size() == 1
                ? HttpResponse.empty(303).header("Location", all.get(0).path())
                : call.sheet(call.words().text("applications.title"))
                        .draw((out, frame) -> Templates.links(out, frame, all));
    }

    HttpResponse show(Call call) {
        if (call.query().text("token").isPresent()) {
            return call.go(call.portal("/you"));
        }
        Words words = call.words();
        List<Link> links = new ArrayList<>(applications());
        if (call.may(Permission.OPERATORS)) {
            links.add(new Link(words.text("operators.title"), call.portal("/operators")));
        }
        links.add(new Link(words.text("log.own"), call.portal("/log")));
        for (Tenant tenant : counter.portal().applications()) {
            String name = tenant.engine().tenant();
            links.add(new Link(
                    words.text("log.of", "name", counter.portal().name(name).application()),
                    counter.at("/" + name + "/log")));
        }
        You you = new You(
                call.member().email(),
                words.text("role." + call.member().role().code()),
                words.text("role." + call.member().role().code() + ".hint"),
                links);
        return call.sheet(words.text("you.title")).draw((out, frame) -> Templates.you(out, frame, you));
    }

    HttpResponse steps(Call call) {
        counter.members().prepare();
        String url = counter.members()
                .engine()
                .track(TrackRequest.of(Intent.user(call.member().id()).action(Members.STEPS))
                        .manage()
                        .redirectUrl(counter.url("/you")))
                .url()
                .toString();
        return call.go(url);
    }

    /** Ends all sessions of this operator, in other browsers too. */
    HttpResponse signOut(Call call) {
        counter.members().signOut(call.member());
        return counter.keeper().forget(HttpResponse.empty(303).header("Location", counter.at("/sign-in")));
    }
}
