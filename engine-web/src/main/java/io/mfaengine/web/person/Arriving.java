package io.mfaengine.web.person;

import io.mfaengine.ActionStatus;
import io.mfaengine.method.EmailLink;
import io.mfaengine.model.Handle;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.tenant.Tenants;

/**
 * How a visit begins: the token leaves the address bar at once, for a cookie (R82). Reads, and spends nothing (R80).
 */
final class Arriving {
    private static final int LONGEST_HANDLE = 1_024;

    private final Tenants tenants;
    private final Desk desk;
    private final Visits visits;

    Arriving(Tenants tenants, Desk desk, Visits visits) {
        this.tenants = tenants;
        this.desk = desk;
        this.visits = visits;
    }

    HttpResponse arrive(Exchange exchange) {
        Handle token = handle(exchange, "token");
        Tenants.Person person = tenants.holding(token)
                .filter(found -> found.tenant().pages().isPresent())
                .orElse(null);
        if (person == null) {
            return desk.say(exchange, tenants.all().get(0), 404, "gone", null);
        }
        Tenant tenant = person.tenant();
        ActionStatus.Tracked tracked = person.session().status().tracked();
        boolean popup = exchange.query().text("mode").filter("popup"::equals).isPresent();
        Visit visit = visits.find(exchange.request(), Visits.id(token))
                .filter(known ->
                        !known.link() && known.tenant().equals(tenant.engine().tenant()))
                .orElseGet(() -> Visit.begin(tenant.engine().tenant(), token, false, visits.nonce(), popup))
                .popup(popup)
                .returnTo(
                        tracked.redirectUrl() == null
                                ? ""
                                : tracked.redirectUrl().toString());
        return begun(tenant, visit, "/s/");
    }

    HttpResponse link(Exchange exchange) {
        Handle reply = handle(exchange, EmailLink.PARAMETER);
        for (Tenant tenant : tenants.all()) {
            if (tenant.pages().isPresent() && tenant.engine().opened(reply).isPresent()) {
                return begun(tenant, Visit.begin(tenant.engine().tenant(), reply, true, visits.nonce(), false), "/l/");
            }
        }
        return desk.say(exchange, tenants.all().get(0), 404, "gone", null);
    }

    private HttpResponse begun(Tenant tenant, Visit visit, String folder) {
        return visit.opened(HttpResponse.empty(303)
                .header("Location", Turn.root(tenant) + folder + Visits.id(visit.handle()))
                .header("Set-Cookie", visits.keep(visit, Turn.isSecure(tenant))));
    }

    private static Handle handle(Exchange exchange, String name) {
        return Handle.of(exchange.query()
                .text(name)
                .filter(text -> text.length() <= LONGEST_HANDLE)
                .orElse(""));
    }
}
