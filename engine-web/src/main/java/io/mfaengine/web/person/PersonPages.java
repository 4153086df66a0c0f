package io.mfaengine.web.person;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaException;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.tenant.Tenants;
import io.mfaengine.web.view.Assets;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Said.Step;
import io.mfaengine.web.view.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The person's pages, as routes. A form's answer is always a redirect; nothing is changed by GET; a POST has to come from
 * our own origin and to give back what its page was given (R79).
 */
public final class PersonPages {
    private static final System.Logger LOGGER = System.getLogger("io.mfaengine.web.person");

    private final List<Route> routes = new ArrayList<>();
    private final Tenants tenants;
    private final Brandings brandings;
    private final Visits visits;
    private final Desk desk;
    private final Presses presses = new Presses();

    /** What answers a turn. */
    interface Page {
        HttpResponse answer(Turn turn);
    }

    public PersonPages(Tenants tenants, Pages pages, Assets assets) {
        this.tenants = tenants;
        this.brandings = new Brandings(pages);
        this.visits = new Visits(pages.keys(), pages.random());
        tenants.all()
                .forEach(tenant -> assets.know(pages.branding(tenant.engine().tenant())));
        this.desk = new Desk(brandings, assets, visits);
        Arriving arriving = new Arriving(tenants, desk, visits);
        Leaving leaving = new Leaving(desk);
        Answering answering = new Answering(desk, leaving);
        Choosing choosing = new Choosing(desk);
        Entering entering = new Entering(desk);
        Keeping keeping = new Keeping(desk, leaving);
        Managing managing = new Managing(desk);
        Start start = new Start(desk, answering, choosing, managing);

        open("/", arriving::arrive);
        open("/link", arriving::link);
        open("/assets/{file}", exchange -> file(assets, exchange.path("file")));
        LinkPages links = new LinkPages(desk);
        get("/l/{visit}", links::show);
        post("/l/{visit}", links::answer);
        late("/l/{visit}/language", this::language);

        get("/s/{visit}", start::show);
        late("/s/{visit}/leave", leaving::leave);
        lateGet("/s/{visit}/close", leaving::close);
        late("/s/{visit}/language", this::language);
        get("/s/{visit}/choose", choosing::show);
        post("/s/{visit}/choose", choosing::choose);
        get("/s/{visit}/enter/{type}", entering::show);
        post("/s/{visit}/enter/{type}", entering::enter);
        get("/s/{visit}/edit/{id}", entering::showEdit);
        post("/s/{visit}/edit/{id}", entering::edit);
        get("/s/{visit}/answer/{type}", answering::show);
        post("/s/{visit}/answer/{type}", answering::answer);
        post("/s/{visit}/again/{type}", answering::again);
        post("/s/{visit}/arrived/{type}", answering::arrived);
        get("/s/{visit}/look/{type}", answering::look);
        get("/s/{visit}/codes", keeping::show);
        post("/s/{visit}/codes", keeping::finish);
        post("/s/{visit}/codes/file", keeping::file);
        get("/s/{visit}/settings", managing::show);
        post("/s/{visit}/settings/first", managing::first);
        get("/s/{visit}/rename/{id}", managing::showRename);
        post("/s/{visit}/rename/{id}", managing::rename);
        get("/s/{visit}/remove/{id}", managing::showRemove);
        post("/s/{visit}/remove/{id}", managing::remove);
        get("/s/{visit}/newcodes", managing::showNewCodes);
        post("/s/{visit}/newcodes", managing::newCodes);
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** One that isn't there may be of a page that another server has drawn after an operator changed something. */
    private HttpResponse file(Assets assets, String name) {
        return assets.find(name)
                .or(() -> {
                    tenants.all().forEach(tenant -> assets.know(brandings.of(tenant)));
                    return assets.find(name);
                })
                .orElseThrow(Problem::notFound);
    }

    private void open(String path, Route.Handler handler) {
        add("GET", path, exchange -> guarded(exchange, () -> handler.handle(exchange)));
    }

    private void get(String path, Page step) {
        add("GET", path, exchange -> guarded(exchange, () -> visited(exchange, false, step)));
    }

    private void lateGet(String path, Page step) {
        add("GET", path, exchange -> guarded(exchange, () -> visited(exchange, true, step)));
    }

    private void post(String path, Page step) {
        add("POST", path, exchange -> guarded(exchange, () -> posted(exchange, false, step)));
    }

    /** What can be done after the session too. */
    private void late(String path, Page step) {
        add("POST", path, exchange -> guarded(exchange, () -> posted(exchange, true, step)));
    }

    private void add(String method, String path, Route.Handler handler) {
        routes.add(new Route(method, path, Route.Audience.ANYBODY, handler));
    }

    private interface Answer {
        HttpResponse answer();
    }

    /** Whatever happens, a person sees a page. */
    private HttpResponse guarded(Exchange exchange, Answer answer) {
        Tenant nobody = tenants.all().get(0);
        try {
            return answer.answer();
        } catch (Problem e) {
            return desk.say(exchange, nobody, e.status(), e.status() == 404 ? "gone" : "malformed", null);
        } catch (MfaException e) {
            String reference = reference();
            LOGGER.log(System.Logger.Level.WARNING, "the engine could not answer, reference " + reference, e);
            return desk.say(exchange, nobody, 503, "unavailable", reference);
        } catch (RuntimeException e) {
            String reference = reference();
            LOGGER.log(System.Logger.Level.ERROR, "a page failed, reference " + reference, e);
            return desk.say(exchange, nobody, 500, "unavailable", reference);
        }
    }

    private String reference() {
        return visits.nonce().replaceAll("[^A-Za-z0-9]", "").substring(0, 6).toUpperCase(Locale.ROOT);
    }

    private HttpResponse visited(Exchange exchange, boolean late, Page step) {
        Turn turn = turn(exchange).orElse(null);
        if (turn == null) {
            return desk.say(exchange, tenants.all().get(0), 404, "gone", null);
        }
        if (turn.isOver() && !late && !turn.visit().link()) {
            return desk.say(
                    turn,
                    410,
                    "expired",
                    Icon.CLOCK,
                    "",
                    Desk.back(turn),
                    turn.words().text("expired.hint"));
        }
        return step.answer(turn);
    }

    private HttpResponse posted(Exchange exchange, boolean late, Page step) {
        return visited(exchange, late, turn -> {
            if (!isOurs(turn)) {
                return refuse(turn, "foreign");
            }
            Query form = Query.form(exchange.request(), Query.LONGEST);
            if (!form.gives("guard", turn.visit().guard())) {
                return refuse(turn, "stale");
            }
            String press = press(turn);
            return presses.once(press, turn.tenant().engine().now().toEpochMilli(), () -> step.answer(turn.form(form)));
        });
    }

    private HttpResponse refuse(Turn turn, String what) {
        Step on = Step.to(turn.words().text("stale.go"), turn.path(""));
        return desk.say(turn, 403, what, Icon.ALERT, "", List.of(on), null);
    }

    private Optional<Turn> turn(Exchange exchange) {
        Visit visit = visits.find(exchange.request(), exchange.path("visit")).orElse(null);
        Tenant tenant = visit == null
                ? null
                : tenants.all().stream()
                        .filter(each -> each.engine().tenant().equals(visit.tenant()))
                        .findFirst()
                        .orElse(null);
        boolean link = exchange.request().path().startsWith("/l/");
        if (visit == null || tenant == null || tenant.pages().isEmpty() || visit.link() != link) {
            return Optional.empty();
        }
        ActionSession session =
                visit.link() ? null : tenant.engine().session(visit.handle()).orElse(null);
        Words words = desk.words(exchange, tenant, visit.language(), null);
        Turn turn = new Turn(exchange, tenant, brandings.of(tenant), visit, session, visits, words);
        if (session != null && visit.language().isEmpty()) {
            Locale told = turn.status().tracked().locale();
            return Optional.of(turn.words(desk.words(exchange, tenant, "", told)));
        }
        return Optional.of(turn);
    }

    /** A POST says where it comes from; one that says nothing comes from a program, which has no visit (R79). */
    private static boolean isOurs(Turn turn) {
        URI base = turn.tenant().pages().orElseThrow();
        String ours = base.getScheme() + "://" + base.getRawAuthority();
        return turn.request().headers("origin").equals(List.of(ours));
    }

    /** The same press again: the same page, as the browser had it, and the same form. */
    private static String press(Turn turn) {
        HttpRequest request = turn.request();
        String all = Visits.raw(request, turn.visit()) + "\n" + request.path() + "\n"
                + new String(request.body(), StandardCharsets.ISO_8859_1);
        return Base64.getEncoder().encodeToString(Visits.sha256(all));
    }

    private HttpResponse language(Turn turn) {
        String language = turn.typed("lang", 16);
        String at = turn.typed("at", 200);
        String back = at.matches("(/[A-Za-z0-9_-]+){0,3}") ? at : "";
        return desk.speaks(turn.tenant(), language)
                ? turn.go(back, turn.visit().language(language))
                : turn.go(back, turn.visit());
    }
}
