package io.mfaengine.web.server;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.tenant.Tenants;
import java.util.ArrayList;
import java.util.List;

/** The routes that the application calls, each with a secret key in HTTP Basic. */
public final class ServerApi {
    private final Tenants tenants;
    private final List<Route> routes = new ArrayList<>();

    /** What answers an application that proved whose it is. */
    @FunctionalInterface
    interface Answer {
        HttpResponse answer(Tenant tenant, Exchange exchange);
    }

    public ServerApi(Tenants tenants) {
        this.tenants = tenants;
        add("GET", "/users", UserRoutes::query);
        add("GET", "/users/{userId}", UserRoutes::get);
        add("PATCH", "/users/{userId}", UserRoutes::update);
        add("POST", "/users/{userId}", UserRoutes::update);
        add("DELETE", "/users/{userId}", UserRoutes::delete);
        add("GET", "/authenticators", AuthenticatorRoutes::types);
        add("GET", "/users/{userId}/authenticators", AuthenticatorRoutes::list);
        add("POST", "/users/{userId}/authenticators", AuthenticatorRoutes::enroll);
        add("DELETE", "/users/{userId}/authenticators/{userAuthenticatorId}", AuthenticatorRoutes::delete);
        add("GET", "/users/{userId}/actions", ActionRoutes::query);
        add("POST", "/users/{userId}/actions/{action}", ActionRoutes::track);
        add("GET", "/users/{userId}/actions/{action}/{idempotencyKey}", ActionRoutes::get);
        add("PATCH", "/users/{userId}/actions/{action}/{idempotencyKey}", ActionRoutes::update);
        add("POST", "/validate", ValidateRoute::validate);
        add("POST", "/challenge", ChallengeRoutes::challenge);
        add("POST", "/verify", ChallengeRoutes::verify);
        add("POST", "/claim", ChallengeRoutes::claim);
        add("GET", "/challenges", ChallengeRoutes::get);
        add("POST", "/challenges", ChallengeRoutes::getByPost);
        add("POST", "/challenges{parameters}", ChallengeRoutes::getMalformed);
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    private void add(String method, String path, Answer answer) {
        routes.add(new Route(method, "/v1" + path, Route.Audience.SERVER, exchange -> {
            // a browser that knows the key would send it along with what any page asks of it
            if (!method.equals("GET") && !exchange.request().headers("origin").isEmpty()) {
                throw Problem.of(403, "origin_not_allowed", "The Server API is not for browsers.");
            }
            Tenant tenant = tenants.bySecretKey(
                            exchange.request().header("authorization").orElse(null))
                    .orElseThrow(() -> Problem.unauthorized().header("WWW-Authenticate", "Basic realm=\"mfa\""));
            return answer.answer(tenant, exchange);
        }));
    }
}
