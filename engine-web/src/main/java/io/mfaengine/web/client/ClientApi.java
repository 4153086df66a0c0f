package io.mfaengine.web.client;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.tenant.Tenants;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes that browsers and apps call, each with an action's token. */
public final class ClientApi {
    private final Tenants tenants;
    private final List<Route> routes = new ArrayList<>();

    private interface Answer {
        Object answer(ClientSession person, Exchange exchange);
    }

    public ClientApi(Tenants tenants) {
        this.tenants = tenants;
        add("POST", "/init", (person, exchange) -> person.options());
        add("GET", "/authenticators", (person, exchange) -> person.configurations());
        add("GET", "/user-authenticators", (person, exchange) -> person.authenticators());
        for (Kind sent : List.of(Kind.EMAIL_OTP, Kind.SMS, Kind.WHATSAPP)) {
            enroll(sent);
            challenge(sent);
            verify(sent);
        }
        enroll(Kind.TOTP);
        verify(Kind.TOTP);
        // no SDK calls it: without it a lost phone would be the end
        verify(Kind.RECOVERY_CODE);
        enroll(Kind.EMAIL_MAGIC_LINK);
        challenge(Kind.EMAIL_MAGIC_LINK);
        add(
                "POST",
                "/verify/" + Kind.EMAIL_MAGIC_LINK.path() + "/finalize",
                (person, exchange) -> person.poll(Kind.EMAIL_MAGIC_LINK));
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    private void enroll(Kind kind) {
        add("POST", "/user-authenticators/" + kind.path(), (person, exchange) -> person.enroll(kind, exchange.body()));
    }

    private void challenge(Kind kind) {
        add("POST", "/challenge/" + kind.path(), (person, exchange) -> person.challenge(kind));
    }

    private void verify(Kind kind) {
        add("POST", "/verify/" + kind.path(), (person, exchange) -> person.verify(kind, exchange.body()));
    }

    private void add(String method, String path, Answer answer) {
        routes.add(new Route(method, "/v1/client" + path, Route.Audience.BROWSER, exchange -> {
            String authorization = exchange.request().header("authorization").orElse(null);
            String origin = exchange.request().header("origin").orElse(null);
            return HttpResponse.ok(answer.answer(person(authorization, origin), exchange));
        }));
    }

    /** A page of another tenant, or of nobody, is refused even with a good token: it can't have got that honestly. */
    private ClientSession person(@Nullable String authorization, @Nullable String origin) {
        Tenants.Person person = tenants.byToken(authorization).orElseThrow(() -> refused(authorization));
        if (origin != null && !person.tenant().origins().contains(origin)) {
            throw Problem.of(403, "origin_not_allowed", "Pages of this origin may not call.");
        }
        return new ClientSession(person);
    }

    private Problem refused(@Nullable String authorization) {
        return tenants.knewToken(authorization) ? ClientSession.expiredToken() : Problem.unauthorized();
    }
}
