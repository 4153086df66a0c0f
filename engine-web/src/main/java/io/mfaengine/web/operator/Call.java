package io.mfaengine.web.operator;

import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.Session.Flash;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Words;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request of an operator who is signed in, and may do what its route takes. Not thread-safe. */
final class Call {
    private final Exchange exchange;
    private final Counter counter;
    private final Member member;
    private final Session session;
    private final @Nullable Tenant tenant;
    private final Query form;
    private final Map<String, byte[]> files;

    Call(Exchange exchange, Counter counter, Member member, Session session, @Nullable Tenant tenant, Multipart sent) {
        this.exchange = exchange;
        this.counter = counter;
        this.member = member;
        this.session = session;
        this.tenant = tenant;
        this.form = sent.fields();
        this.files = sent.files();
    }

    HttpRequest request() {
        return exchange.request();
    }

    /** The decoded part of the path at a place that the route names. */
    String path(String name) {
        return exchange.path(name);
    }

    Query query() {
        return exchange.query();
    }

    /** What a form gave; nothing if it is a GET. */
    Query form() {
        return form;
    }

    /** The files that came with it, by the names of their fields. */
    Map<String, byte[]> files() {
        return files;
    }

    /** What was typed, without blanks around it, at most so long; nothing is not typed. */
    String typed(String name, int most) {
        return form.text(name)
                .map(String::strip)
                .filter(text -> text.length() <= most)
                .orElse("");
    }

    Member member() {
        return member;
    }

    boolean may(Permission permission) {
        return member.role().may(permission);
    }

    Session session() {
        return session;
    }

    /** Whose data the route is about. */
    Tenant tenant() {
        return Objects.requireNonNull(tenant, "tenant");
    }

    @Nullable
    Tenant tenantOrNull() {
        return tenant;
    }

    /** The application's side of that tenant. */
    MfaEngine engine() {
        return tenant().engine();
    }

    /** The operator's side of that tenant, in the name of who asks. */
    Operator operator() {
        return engine().operator(member.actor());
    }

    /** By the clock of the operators' tenant. */
    Instant now() {
        return counter.members().engine().now();
    }

    Words words() {
        return counter.words();
    }

    /** A path of this tenant's pages. */
    String at(String below) {
        return counter.root() + "/" + tenant().engine().tenant() + below;
    }

    /** A path of the portal's own pages. */
    String portal(String below) {
        return counter.root() + below;
    }

    /** A page in the making. */
    Sheet sheet(String title) {
        return new Sheet(counter, this, title);
    }

    /** Sends the browser to a path. */
    HttpResponse go(String path) {
        return counter.keeper().keep(HttpResponse.empty(303).header("Location", path), session.flash(null));
    }

    /** Sends the browser to a path, to be told there what happened. */
    HttpResponse go(String path, Notice.Kind kind, String told) {
        return keep(HttpResponse.empty(303).header("Location", path), session.flash(new Flash(kind, told)));
    }

    HttpResponse keep(HttpResponse response, Session next) {
        return counter.keeper().keep(response, next);
    }

    /** Tells a change of this tenant's data in the operators' log, before it is made: what can't be told is not done. */
    void log(String what, String about, String before, String after) {
        counter.log().add(member, tenant().engine().tenant(), what, about, before, after);
    }

    /** Tells a change of the operators themselves. */
    void logOwn(String what, String about, String before, String after) {
        counter.log().add(member, "", what, about, before, after);
    }
}
