package io.mfaengine.web;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.model.Handle;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where carriers call back to say what became of a message. The handle in the query says whose it is, the carrier's
 * signature that it is theirs; without both nothing is noted, and with both nothing is verified (R41).
 */
final class Receipts {
    private static final String PATH = "/v1/receipts";

    private final Tenants tenants;

    Receipts(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Some carriers post, some get: what a receipt notes is the same however often it comes. */
    List<Route> routes() {
        return List.of(
                new Route("POST", PATH, Route.Audience.ANYBODY, this::receive),
                new Route("GET", PATH, Route.Audience.ANYBODY, this::receive));
    }

    private HttpResponse receive(Exchange exchange) {
        Handle about = Handle.of(exchange.query().text(Delivery.RECEIPT).orElseThrow(Problem::unauthorized));
        Delivery.Callback callback = callback(exchange.request());
        boolean known =
                tenants.all().stream().anyMatch(tenant -> tenant.engine().received(about, callback));
        if (!known) {
            throw Problem.unauthorized();
        }
        return HttpResponse.empty(204);
    }

    private static Delivery.Callback callback(HttpRequest request) {
        Map<String, String> once = request.headers().entrySet().stream()
                .filter(header -> header.getValue().size() == 1)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().get(0)));
        return new Delivery.Callback(
                request.query().orElse(""), once, new String(request.body(), StandardCharsets.UTF_8));
    }
}
