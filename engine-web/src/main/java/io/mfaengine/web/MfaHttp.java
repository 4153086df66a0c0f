package io.mfaengine.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.IdempotencyConflict;
import io.mfaengine.MfaException;
import io.mfaengine.web.client.ClientApi;
import io.mfaengine.web.client.Cors;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.operator.PortalPages;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.person.PersonPages;
import io.mfaengine.web.portal.Portal;
import io.mfaengine.web.route.ClientAddress;
import io.mfaengine.web.route.Hygiene;
import io.mfaengine.web.route.Route;
import io.mfaengine.web.route.Router;
import io.mfaengine.web.server.ServerApi;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.tenant.Tenants;
import io.mfaengine.web.view.Assets;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP surface: a plain request in, a response out, in front of an engine for each tenant, with no rule of its own.
 * {@link MfaServlet} mounts it in a container, {@link MfaServer} runs it alone. Thread-safe.
 */
public final class MfaHttp {
    private static final System.Logger LOGGER = System.getLogger("io.mfaengine.web");
    private static final System.Logger ACCESS_LOGGER = System.getLogger("io.mfaengine.web.access");

    private final List<Route> routes;
    private final Router router;
    private final Cors cors;
    private final ClientAddress addresses;
    private final Consumer<Access> accessLog;
    private final @Nullable PortalPages portal;

    private MfaHttp(Builder builder) {
        Tenants tenants = new Tenants(builder.tenants);
        List<Route> table = new ArrayList<>(new ServerApi(tenants).routes());
        table.addAll(new ClientApi(tenants).routes());
        table.addAll(new Receipts(tenants).routes());
        Assets assets = new Assets();
        if (builder.pages != null) {
            table.addAll(new PersonPages(tenants, builder.pages, assets).routes());
        }
        if (builder.portal != null) {
            if (builder.pages == null) {
                throw new IllegalStateException("a portal takes pages(…): its operators sign in on them");
            }
            this.portal = new PortalPages(tenants.all().get(0), builder.portal, builder.pages, assets);
            table.addAll(portal.routes());
        } else {
            this.portal = null;
        }
        this.routes = List.copyOf(table);
        this.router = new Router(routes);
        this.cors = new Cors(tenants::origins);
        this.addresses = new ClientAddress(builder.trustedProxies);
        this.accessLog = builder.accessLog;
    }

    /**
     * Begins to build a surface.
     *
     * @param tenant its first tenant
     * @return a builder
     */
    public static Builder builder(Tenant tenant) {
        return new Builder().tenant(tenant);
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the response: JSON, whatever happened, but for the person's pages
     */
    public HttpResponse handle(HttpRequest request) {
        Route route = null;
        HttpResponse response;
        try {
            HttpResponse preflight = cors.preflight(request, router.at(request)).orElse(null);
            if (preflight == null) {
                Router.Found found = router.find(request);
                route = found.route();
                if (!route.measures()) {
                    Hygiene.check(request);
                }
                response = answer(found);
            } else {
                response = preflight;
            }
        } catch (Problem e) {
            response = e.response();
        }
        if (route != null && route.audience() == Route.Audience.BROWSER) {
            response = cors.allow(request, response);
        }
        accessLog.accept(new Access(
                request.method(), route == null ? "-" : route.path(), response.status(), addresses.of(request)));
        return Hygiene.finish(response, request.isSecure());
    }

    private static HttpResponse answer(Router.Found found) {
        try {
            return found.route().handler().handle(found.exchange());
        } catch (Problem e) {
            return e.response();
        } catch (IdempotencyConflict e) {
            return Problem.of(422, "invalid_request", "idempotencyKey was used before, for something else")
                    .response();
        } catch (IllegalArgumentException e) {
            return Problem.invalid(Objects.requireNonNullElse(e.getMessage(), "a parameter is out of bounds"))
                    .response();
        } catch (MfaException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the engine could not answer: " + e.kind(), e);
            return Problem.of(503, "unavailable", "The outcome is not known. Asking again is safe.")
                    .header("Retry-After", "1")
                    .response();
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "a request failed in " + found.route().path(),
                    e);
            return Problem.of(500, "internal_error", "Something failed on our side.")
                    .response();
        }
    }

    /**
     * The link with which the first owner sets the operator's portal up: to be printed where only who runs the server sees
     * it. It works for 24 hours by the engine's clock, and while there is no owner; start again for another one.
     *
     * @param email the address of the first owner, who signs in with it
     * @return the link; empty if there is an owner
     * @throws IllegalArgumentException if it is no address
     * @throws IllegalStateException if no portal was set up
     * @throws MfaException if the store fails
     */
    public Optional<URI> setUpLink(String email) {
        if (portal == null) {
            throw new IllegalStateException("no portal was set up");
        }
        return portal.setUpLink(Objects.requireNonNull(email, "email"));
    }

    /** The route table. */
    List<Route> routes() {
        return routes;
    }

    /**
     * A line of the access log. It holds nothing that a request could bring in: no id, token, code or query.
     *
     * @param method the method
     * @param route the path as the route table has it; a hyphen if there was none
     * @param status the status of the response
     * @param client where the request came from: what a proxy says of it counts only if it is one that is trusted
     */
    public record Access(String method, String route, int status, String client) {}

    /** Builds a surface. Not thread-safe. */
    public static final class Builder {
        private final List<Tenant> tenants = new ArrayList<>();
        private final List<String> trustedProxies = new ArrayList<>();
        private Consumer<Access> accessLog = access -> ACCESS_LOGGER.log(System.Logger.Level.DEBUG, access);

        private @Nullable Pages pages;
        private @Nullable Portal portal;

        private Builder() {}

        /**
         * Adds a tenant.
         *
         * @param tenant the tenant
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder tenant(Tenant tenant) {
            tenants.add(Objects.requireNonNull(tenant, "tenant"));
            return this;
        }

        /**
         * Serves the person's pages, for the tenants that say where they are.
         *
         * @param pages how they are set up; null: no pages, as by default
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder pages(@Nullable Pages pages) {
            this.pages = pages;
            return this;
        }

        /**
         * Serves the operator's portal, below {@code /portal} where the pages of the surface's first tenant are: that tenant
         * is the operators' own. It takes {@link #pages}.
         *
         * @param portal how it is set up; null: no portal, as by default
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder portal(@Nullable Portal portal) {
            this.portal = portal;
            return this;
        }

        /**
         * Trusts what a proxy says in {@code X-Forwarded-For}. By default none is trusted.
         *
         * @param addresses its address, or its network as {@code 10.0.0.0/8}
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder trustedProxy(String addresses) {
            trustedProxies.add(Objects.requireNonNull(addresses, "addresses"));
            return this;
        }

        /**
         * Tells of every request.
         *
         * @param log is told, in the thread of the request; by default the logger {@code io.mfaengine.web.access}, at DEBUG
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder accessLog(Consumer<Access> log) {
            this.accessLog = Objects.requireNonNull(log, "log");
            return this;
        }

        /**
         * Builds the surface. Costs no call to a store.
         *
         * @return the surface
         * @throws IllegalArgumentException if two tenants have one name, or a proxy is neither an address nor a network
         * @throws IllegalStateException if there is a portal without pages, or its tenant doesn't say where they are, or is
         *     one of those that it shows
         */
        public MfaHttp build() {
            return new MfaHttp(this);
        }
    }
}
