package io.mfaengine.web.operator;

import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.view.portal.Told;
import java.net.URI;
import java.util.Optional;

/** The first owner: by a link that the host hands out while there is none. */
final class SetUp {
    private static final long LIFE = 24 * 3_600_000;
    private static final int LONGEST = 1_024;

    private final Counter counter;
    private final SignIn signIn;

    SetUp(Counter counter, SignIn signIn) {
        this.counter = counter;
        this.signIn = signIn;
    }

    Optional<URI> link(String email) {
        String address = EmailAddress.parse(email)
                .orElseThrow(() -> new IllegalArgumentException("email must be an address"))
                .canonical();
        if (counter.members().isOwned()) {
            return Optional.empty();
        }
        return Optional.of(counter.url("/set-up?link=" + counter.keeper().link(address, now() + LIFE)));
    }

    private long now() {
        return counter.members().engine().now().toEpochMilli();
    }

    private String email(String link) {
        return counter.keeper()
                .opened(link, now())
                .filter(address -> !counter.members().isOwned())
                .orElseThrow(Problem::notFound);
    }

    /** The link leaves the address bar at once (R82). */
    HttpResponse show(Exchange exchange) {
        String given = exchange.query()
                .text("link")
                .filter(text -> text.length() <= LONGEST)
                .orElse("");
        if (!given.isEmpty()) {
            String checked = email(given);
            Arrival arrival = Arrival.begin(counter.keeper().nonce(), counter.root(), now())
                    .holding(checked.isEmpty() ? "" : given);
            return counter.keeper().keep(HttpResponse.empty(303).header("Location", counter.at("/set-up")), arrival);
        }
        Arrival arrival = signIn.arrival(exchange).orElseThrow(Problem::notFound);
        String email = email(arrival.link());
        return new Sheet(counter, null, counter.words().text("setUp.title"))
                .guard(arrival.guard())
                .draw((out, frame) -> Templates.told(
                        out,
                        frame,
                        Told.of(counter.words().html("setUp.lead", "address", email))
                                .form(counter.words().text("setUp.go"), counter.at("/set-up"), "", "")));
    }

    HttpResponse own(Exchange exchange) {
        Arrival arrival = signIn.guarded(exchange).orElseThrow(Problem::notFound);
        String email = email(arrival.link());
        counter.members().prepare();
        Member owner = counter.members().addFirst(email);
        counter.log().add(owner, "", "log.operator.first", owner.email(), "", Role.OWNER.code());
        return signIn.send(arrival, owner.email());
    }
}
