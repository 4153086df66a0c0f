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
        add("GET", "/users/{userId}", UserRoutes::get);
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    private void add(String method, String path, Answer answer) {
        routes.add(new Route(method, "/v1" + path, Route.Audience.SERVER, exchange -> {
            Tenant tenant = tenants.bySecretKey(
                            exchange.request().header("authorization").orElse(null))
                    .orElseThrow(() -> Problem.unauthorized().header("WWW-Authenticate", "Basic realm=\"mfa\""));
            return answer.answer(tenant, exchange);
        }));
    }
}
