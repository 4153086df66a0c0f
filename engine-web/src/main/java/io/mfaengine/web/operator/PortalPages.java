package io.mfaengine.web.operator;

import static io.mfaengine.web.operator.Permission.OPERATORS;
import static io.mfaengine.web.operator.Permission.READ;
import static io.mfaengine.web.operator.Permission.SETTINGS;
import static io.mfaengine.web.operator.Permission.USERS;

import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.portal.Portal;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Assets;
import io.mfaengine.web.view.Languages;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The operator's portal, as routes: this is the table that says what each of them takes. */
public final class PortalPages {
    private static final int WAITING = 64;

    private final Table table;
    private final SetUp setUp;

    public PortalPages(Tenant operators, Portal portal, Pages pages, Assets assets) {
        URI base = operators
                .pages()
                .orElseThrow(() -> new IllegalStateException("the operators' tenant must say where its pages are"));
        String tenant = operators.engine().tenant();
        if (portal.applications().stream()
                .anyMatch(each -> each.engine().tenant().equals(tenant))) {
            throw new IllegalStateException(
                    "the operators' tenant must be another one than those that they manage, it is " + tenant
                            + ": who manages it could make themselves an owner");
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String mount = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String root = mount + "/portal";
        boolean secure = "https".equals(base.getScheme());
        Keeper keeper = new Keeper(portal.keys(), tenant, pages.random(), root, secure);
        Members members = new Members(operators.engine(), keeper::nonce);
        Counter counter = new Counter(
                portal,
                members,
                keeper,
                new Log(members),
                Languages.portal(),
                assets.look(pages.branding(tenant), mount),
                mount + assets.add("portal.css", "text/css; charset=utf-8"),
                root,
                base.getScheme() + "://" + base.getRawAuthority());
        this.table = new Table(counter);
        Executor executor = portal.executor().orElseGet(PortalPages::standard);
        SignIn signIn = new SignIn(counter, executor);
        this.setUp = new SetUp(counter, signIn);
        entrance(signIn);

        YouPages you = new YouPages(counter);
        table.get("", READ, you::applications);
        table.get("/you", READ, you::show);
        table.post("/you/steps", READ, you::steps);
        table.post("/sign-out", READ, you::signOut);
        StepUp stepUp = new StepUp(counter);
        table.post("/prove", READ, stepUp::ask);
        table.get("/proved", READ, stepUp::proved);
        OperatorPages people = new OperatorPages(counter);
        table.get("/operators", OPERATORS, people::list);
        table.get("/invite", OPERATORS, people::showInvite).risky();
        table.post("/invite", OPERATORS, people::invite).risky();
        table.get("/operator/{member}", OPERATORS, people::show).risky();
        table.post("/operator/{member}", OPERATORS, people::change).risky();
        table.get("/dismiss/{member}", OPERATORS, people::showRemove).risky();
        table.post("/dismiss/{member}", OPERATORS, people::remove).risky();
        settings(counter, pages.random(), mount + assets.add("preview.js", "text/javascript; charset=utf-8"));
        LogPages log = new LogPages(counter);
        table.get("/log", READ, log::own);
        table.get("/{tenant}/log", READ, log::show);
        users();
        actions();
    }

    private void users() {
        UserPages users = new UserPages();
        table.get("/{tenant}/users", READ, users::list);
        table.post("/{tenant}/users", READ, users::find);
        table.get("/{tenant}/users/{user}", READ, users::show);
        UserDeeds deeds = new UserDeeds();
        table.get("/{tenant}/users/{user}/unlock/{type}", Permission.SUPPORT, deeds::showUnlock);
        table.post("/{tenant}/users/{user}/unlock/{type}", Permission.SUPPORT, deeds::unlock);
        table.get("/{tenant}/users/{user}/remove/{id}", Permission.SUPPORT, deeds::showRemove)
                .risky();
        table.post("/{tenant}/users/{user}/remove/{id}", Permission.SUPPORT, deeds::remove)
                .risky();
        table.get("/{tenant}/users/{user}/remove", Permission.SUPPORT, deeds::showRemoveAll)
                .risky();
        table.post("/{tenant}/users/{user}/remove", Permission.SUPPORT, deeds::removeAll)
                .risky();
        table.get("/{tenant}/users/{user}/erase", USERS, deeds::showErase).risky();
        table.post("/{tenant}/users/{user}/erase", USERS, deeds::erase).risky();
    }

    private void actions() {
        ActionPages actions = new ActionPages();
        table.get("/{tenant}/actions", READ, actions::list);
        table.get("/{tenant}/actions/{user}/{code}/{key}", READ, actions::show);
        table.post("/{tenant}/actions/{user}/{code}/{key}/settle", Permission.SUPPORT, actions::settle);
        HealthPages health = new HealthPages();
        table.get("/{tenant}/health", READ, health::show);
        table.post("/{tenant}/health/keys", READ, health::count);
        table.get("/{tenant}/trail", READ, health::trail);
    }

    private void settings(Counter counter, SecureRandom random, String script) {
        SettingPages pages = new SettingPages();
        SettingForms forms = new SettingForms(counter, script);
        String settings = "/{tenant}/settings";
        table.get(settings, READ, pages::home);
        table.get(settings + "/authenticators", READ, pages::types);
        form(settings + "/authenticators/{type}", forms, SettingPages::type);
        TryPages tries = new TryPages();
        table.post(settings + "/authenticators/{type}/check", SETTINGS, tries::check);
        table.post(settings + "/authenticators/{type}/test", SETTINGS, tries::test);
        table.get(settings + "/actions", READ, pages::actions);
        form(settings + "/actions/{code}", forms, SettingPages::action);
        form(settings + "/places", forms, call -> new PlacesPart());
        form(settings + "/branding", forms, call -> new BrandingPart());
        table.get(settings + "/messages", READ, pages::messages);
        form(settings + "/" + LanguagePart.PLACE, forms, call -> new LanguagePart());
        form(settings + "/messages/{type}/{language}", forms, SettingPages::message);
        PreviewPages preview = new PreviewPages(counter);
        table.get(settings + "/branding/preview", READ, preview::show);
        table.get(settings + "/branding/colours.css", READ, preview::colours);
        KeyPages keys = new KeyPages(random);
        table.get(settings + "/keys", READ, keys::show);
        table.post(settings + "/keys", SETTINGS, keys::make).risky();
        table.get(settings + "/keys/{id}", SETTINGS, keys::showRevoke).risky();
        table.post(settings + "/keys/{id}", SETTINGS, keys::revoke).risky();
    }

    private void form(String path, SettingForms forms, Function<Call, Part> part) {
        table.get(path, READ, call -> forms.show(call, part.apply(call)));
        table.post(path, SETTINGS, call -> forms.save(call, part.apply(call)))
                .risky(call -> forms.stale(call, part.apply(call)));
    }

    /** Before anybody is known. */
    private void entrance(SignIn signIn) {
        table.open("GET", "/sign-in", signIn::show);
        table.open("POST", "/sign-in", signIn::ask);
        table.open("GET", "/sent", signIn::sent);
        table.open("GET", "/look", signIn::look);
        table.open("POST", "/opened", signIn::opened);
        table.open("GET", "/back", signIn::back);
        table.open("GET", "/set-up", setUp::show);
        table.open("POST", "/set-up", setUp::own);
    }

    private static Executor standard() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                work -> {
                    Thread thread = new Thread(work, "mfa-portal-links");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    public List<Route> routes() {
        return table.routes();
    }

    /** What each route takes. */
    List<Table.Line> lines() {
        return table.lines();
    }

    /** The link with which the first owner sets the portal up; empty once there is one. */
    public Optional<URI> setUpLink(String email) {
        return setUp.link(email);
    }
}
