package io.mfaengine.web.client;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.tenant.Tenants;
import io.mfaengine.web.tenant.Tenants.Person;
import java.util.List;

/** The routes that browsers and apps call. */
public final class ClientApi {
    private final Tenants tenants;

    public ClientApi(Tenants tenants) {
        this.tenants = tenants;
    }

    public List<Route> routes() {
        return List.of();
    }

    private interface Answer {
        HttpResponse answer(Person person, Exchange exchange);
    }

    /** A route for who holds an action's token. */
    Route route(String method, String path, Answer answer) {
        return new Route(method, "/v1/client" + path, Route.Audience.BROWSER, exchange -> {
            Person person = tenants.byToken(
                            exchange.request().header("authorization").orElse(null))
                    .orElseThrow(() -> Problem.of(401, "expired_token", "The token is over, or was never one."));
            return answer.answer(person, exchange);
        });
    }
}
