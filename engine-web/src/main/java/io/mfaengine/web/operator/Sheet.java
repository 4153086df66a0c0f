package io.mfaengine.web.operator;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.Session.Flash;
import io.mfaengine.web.portal.Portal;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Frame;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.portal.PortalFrame;
import io.mfaengine.web.view.portal.PortalFrame.Link;
import io.mfaengine.web.view.portal.PortalFrame.Tab;
import io.mfaengine.web.view.portal.PortalFrame.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the portal in the making, and the headers that go with it. Not thread-safe. */
final class Sheet {
    private static final int USUAL = 16 * 1024;
    private static final List<String> PLACES = List.of("users", "actions", "settings", "health");

    private final Counter counter;
    private final @Nullable Call call;
    private final String title;
    private final List<Link> crumbs = new ArrayList<>();
    private int status = 200;
    private String guard;
    private String place = "";
    private boolean faulty;
    private boolean framing;
    private @Nullable Notice notice;
    private @Nullable Link fact;
    private @Nullable Tag tag;
    private @Nullable String looking;

    /** Draws the page. */
    interface Drawing {
        void draw(HtmlTemplateOutput out, PortalFrame frame);
    }

    /** A page; without a call, of somebody who isn't signed in. */
    Sheet(Counter counter, @Nullable Call call, String title) {
        this.counter = counter;
        this.call = call;
        this.title = title;
        this.guard = call == null ? "" : call.session().guard();
        Flash flash = call == null ? null : call.session().flash();
        this.notice = flash == null ? null : new Notice(flash.kind(), null, flash.text());
    }

    /** Which place of the bar it is in: users, actions, settings or health. */
    @CanIgnoreReturnValue
    Sheet place(String name) {
        this.place = name;
        return this;
    }

    @CanIgnoreReturnValue
    Sheet status(int code) {
        this.status = code;
        return this;
    }

    /** Comes back with an error. */
    @CanIgnoreReturnValue
    Sheet faulty(boolean is) {
        this.faulty = is;
        this.status = is ? 422 : status;
        return this;
    }

    @CanIgnoreReturnValue
    Sheet guard(String nonce) {
        this.guard = nonce;
        return this;
    }

    @CanIgnoreReturnValue
    Sheet crumb(String label, String path) {
        crumbs.add(new Link(label, path));
        return this;
    }

    /** What is at the other end of the heading: a link, or a fact if the path is empty. */
    @CanIgnoreReturnValue
    Sheet fact(String label, String path) {
        this.fact = new Link(label, path);
        return this;
    }

    @CanIgnoreReturnValue
    Sheet tag(@Nullable Tag state) {
        this.tag = state;
        return this;
    }

    @CanIgnoreReturnValue
    Sheet notice(@Nullable Notice told) {
        this.notice = told;
        return this;
    }

    /** Has one of our own pages in a frame. */
    @CanIgnoreReturnValue
    Sheet framing(boolean is) {
        this.framing = is;
        return this;
    }

    /** Looks there whether something has happened. */
    @CanIgnoreReturnValue
    Sheet looking(String path) {
        this.looking = path;
        return this;
    }

    HttpResponse draw(Drawing drawing) {
        Call of = call;
        Tenant tenant = of == null ? null : of.tenantOrNull();
        Portal.Name name =
                tenant == null ? null : counter.portal().name(tenant.engine().tenant());
        String nonce = counter.keeper().nonce();
        PortalFrame frame = new PortalFrame(
                counter.words(),
                counter.look(),
                counter.style(),
                counter.root(),
                name == null ? null : name.application(),
                name == null ? "" : name.environment(),
                of == null || tenant == null ? List.of() : tabs(of),
                of == null ? null : of.member().email(),
                guard,
                nonce,
                title,
                faulty,
                notice,
                List.copyOf(crumbs),
                fact,
                tag,
                looking);
        StringOutput text = new StringOutput(USUAL);
        drawing.draw(new OwaspHtmlTemplateOutput(text), frame);
        HttpResponse response = HttpResponse.of(
                        status, "text/html; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8))
                .header(
                        "Content-Security-Policy",
                        Frame.policy(nonce, "'self'", "'none'") + (framing ? "; frame-src 'self'" : ""))
                .header("Content-Language", counter.words().lang())
                .header("Vary", "Cookie");
        return of == null ? response : kept(response, of);
    }

    /** What was told is told once. */
    private static HttpResponse kept(HttpResponse response, Call of) {
        Session session = of.session();
        boolean told = session.flash() != null || !session.search().isEmpty();
        return told ? of.keep(response, session.flash(null).search("")) : response;
    }

    private List<Tab> tabs(Call of) {
        return PLACES.stream()
                .map(each -> new Tab(counter.words().text("place." + each), of.at("/" + each), each.equals(place)))
                .toList();
    }
}
