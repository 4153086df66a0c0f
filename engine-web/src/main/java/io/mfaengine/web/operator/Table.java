package io.mfaengine.web.operator;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.MfaException;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Hygiene;
import io.mfaengine.web.route.Percent;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the portal, and the gates before each: signed in, the tenant is one of the portal's, the role may, the
 * form is ours, and for what is risky a challenge of the last ten minutes.
 */
final class Table {
    private static final System.Logger LOGGER = System.getLogger("io.mfaengine.web.operator");

    private static final Multipart NOTHING = new Multipart(Query.of(null), Map.of());

    private final Counter counter;
    private final Saying saying;
    private final List<Line> lines = new ArrayList<>();

    /** What answers a call. */
    interface Page {
        HttpResponse answer(Call call);
    }

    /** What answers somebody whom we don't know. */
    interface Open {
        HttpResponse answer(Exchange exchange);
    }

    /** A line of the table. */
    static final class Line {
        private final String method;
        private final String path;
        private final @Nullable Permission permission;
        private final Route.Handler handler;
        private boolean risky;
        private @Nullable Page stale;

        private Line(String method, String path, @Nullable Permission permission, Handling handling) {
            this.method = method;
            this.path = path;
            this.permission = permission;
            this.handler = exchange -> handling.handle(this, exchange);
        }

        /** Takes a challenge of the last ten minutes. */
        @CanIgnoreReturnValue
        Line risky() {
            this.risky = true;
            return this;
        }

        /** Takes a challenge of the last ten minutes; who hasn't passed one is answered by a page that loses nothing. */
        @CanIgnoreReturnValue
        Line risky(Page otherwise) {
            this.stale = otherwise;
            return risky();
        }

        String method() {
            return method;
        }

        String path() {
            return path;
        }

        /** What it takes; null: nothing, it is open to anybody. */
        @Nullable
        Permission permission() {
            return permission;
        }

        boolean isRisky() {
            return risky;
        }
    }

    private interface Handling {
        HttpResponse handle(Line line, Exchange exchange);
    }

    Table(Counter counter) {
        this.counter = counter;
        this.saying = new Saying(counter);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    List<Route> routes() {
        return lines.stream()
                .map(line -> new Route(line.method, line.path, Route.Audience.ANYBODY, line.handler, true))
                .toList();
    }

    @CanIgnoreReturnValue
    Line get(String below, Permission permission, Page page) {
        return add(
                "GET",
                below,
                permission,
                (line, exchange) -> guarded(exchange.request(), () -> gated(line, exchange, page)));
    }

    @CanIgnoreReturnValue
    Line post(String below, Permission permission, Page page) {
        return add(
                "POST",
                below,
                permission,
                (line, exchange) -> guarded(exchange.request(), () -> gated(line, exchange, page)));
    }

    void open(String method, String below, Open page) {
        var unused = add(
                method,
                below,
                null,
                (line, exchange) -> guarded(exchange.request(), () -> {
                    if (method.equals("POST") && !isOurs(exchange.request())) {
                        return saying.say(403, "foreign", null);
                    }
                    return page.answer(exchange);
                }));
    }

    private Line add(String method, String below, @Nullable Permission permission, Handling handling) {
        Line line = new Line(method, "/portal" + below, permission, handling);
        lines.add(line);
        return line;
    }

    private interface Answer {
        HttpResponse answer();
    }

    /** Whatever happens, an operator sees a page. */
    private HttpResponse guarded(HttpRequest request, Answer answer) {
        try {
            Hygiene.check(request);
            return answer.answer();
        } catch (Problem e) {
            String what = e.status() == 404 ? "gone" : e.status() == 413 ? "large" : "malformed";
            return saying.say(e.status(), what, null);
        } catch (MfaException e) {
            String reference = reference();
            LOGGER.log(System.Logger.Level.WARNING, "the engine could not answer, reference " + reference, e);
            return saying.say(503, "unavailable", reference);
        } catch (RuntimeException e) {
            String reference = reference();
            LOGGER.log(System.Logger.Level.ERROR, "a page of the portal failed, reference " + reference, e);
            return saying.say(500, "unavailable", reference);
        }
    }

    private String reference() {
        String letters = counter.keeper().nonce().replaceAll("[^A-Za-z0-9]", "");
        return letters.substring(0, 6).toUpperCase(Locale.ROOT);
    }

    private HttpResponse gated(Line line, Exchange exchange, Page page) {
        long now = counter.members().engine().now().toEpochMilli();
        HttpRequest request = exchange.request();
        Session session = counter.keeper().session(request).orElse(null);
        Member member = session == null || session.isOver(now)
                ? null
                : counter.members().find(session.member()).orElse(null);
        if (session == null || member == null || session.signedInAt() <= member.signedOutAt()) {
            return HttpResponse.empty(303)
                    .header("Location", counter.at("/sign-in?to=" + Percent.encode(page(line, exchange))));
        }
        boolean posts = line.method.equals("POST");
        Tenant tenant = line.path.startsWith("/portal/{tenant}/") ? tenant(exchange.path("tenant")) : null;
        Multipart form = posts ? sent(request) : NOTHING;
        Call call = new Call(exchange, counter, member, session.seen(now), tenant, form);
        if (line.permission == null || !call.may(line.permission)) {
            return saying.say(call, 403, "forbidden");
        }
        if (posts && !isOurs(request)) {
            return saying.say(call, 403, "foreign");
        }
        if (posts && !form.fields().gives("guard", session.guard())) {
            return saying.say(call, 403, "stale");
        }
        if (line.risky && !session.isFresh(now)) {
            return line.stale == null ? saying.prove(call, page(line, exchange)) : line.stale.answer(call);
        }
        HttpResponse response = page.answer(call);
        return session.isStale(now) && !response.headers().containsKey("Set-Cookie")
                ? call.keep(response, call.session())
                : response;
    }

    /** The page to come back to: that of the form, if it was a form. */
    private String page(Line line, Exchange exchange) {
        HttpRequest request = exchange.request();
        boolean shown = line.method.equals("GET")
                || lines.stream().anyMatch(each -> each.method.equals("GET") && each.path.equals(line.path));
        if (!shown) {
            return counter.root();
        }
        String query = line.method.equals("GET")
                ? request.query().map(raw -> "?" + raw).orElse("")
                : "";
        // the mount is not in the request's path
        return counter.root() + request.path().substring("/portal".length()) + query;
    }

    private Tenant tenant(String name) {
        return counter.portal().applications().stream()
                .filter(each -> each.engine().tenant().equals(name))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private boolean isOurs(HttpRequest request) {
        return request.headers("origin").equals(List.of(counter.origin()));
    }

    private static Multipart sent(HttpRequest request) {
        return Multipart.is(request)
                ? Multipart.of(request)
                : new Multipart(Query.form(request, Query.LONGEST_FORM), Map.of());
    }
}
