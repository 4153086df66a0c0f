package io.mfaengine.web.server;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.tenant.Tenant;

/** Users as such. */
final class UserRoutes {
    private UserRoutes() {}

    static HttpResponse get(Tenant tenant, Exchange exchange) {
        return HttpResponse.ok(Shapes.user(tenant.engine().getUser(exchange.path("userId"))));
    }
}
