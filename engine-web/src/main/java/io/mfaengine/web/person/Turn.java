package io.mfaengine.web.person;

import io.mfaengine.ActionSession;
import io.mfaengine.ActionStatus;
import io.mfaengine.ActionStatus.Choice;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Words;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request of a visit. Not thread-safe. */
final class Turn {
    private final Exchange exchange;
    private final Tenant tenant;
    private final Branding branding;
    private final Visit visit;
    private final @Nullable ActionSession session;
    private final Visits visits;
    private Words words;
    private Query form = Query.of(null);
    private @Nullable ActionStatus status;

    Turn(
            Exchange exchange,
            Tenant tenant,
            Branding branding,
            Visit visit,
            @Nullable ActionSession session,
            Visits visits,
            Words words) {
        this.exchange = exchange;
        this.tenant = tenant;
        this.branding = branding;
        this.visit = visit;
        this.session = session;
        this.visits = visits;
        this.words = words;
    }

    Turn form(Query filled) {
        this.form = filled;
        return this;
    }

    Turn words(Words other) {
        this.words = other;
        return this;
    }

    HttpRequest request() {
        return exchange.request();
    }

    Tenant tenant() {
        return tenant;
    }

    Branding branding() {
        return branding;
    }

    Visit visit() {
        return visit;
    }

    Words words() {
        return words;
    }

    boolean isOver() {
        return session == null;
    }

    ActionSession session() {
        return Objects.requireNonNull(session, "session");
    }

    /** Where the action is; read once. */
    ActionStatus status() {
        ActionStatus read = status;
        if (read == null) {
            read = session().status();
            status = read;
        }
        return read;
    }

    /** Where the action is after what this turn did. */
    ActionStatus fresh() {
        status = null;
        return status();
    }

    /** What was typed, at most so long; nothing is not typed. */
    String typed(String name, int most) {
        return form.text(name).filter(text -> text.length() <= most).orElse("");
    }

    /** The type that the path names. */
    AuthenticatorType type() {
        try {
            return AuthenticatorType.of(exchange.path("type"));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    /** The authenticator that the path names; empty if it isn't this person's. */
    Optional<Authenticator> authenticator() {
        return authenticator(exchange.path("id"));
    }

    Optional<Authenticator> authenticator(String id) {
        return status().authenticators().stream()
                .filter(each -> each.id().value().equals(id) && each.status() != Authenticator.Status.PENDING)
                .findFirst();
    }

    Optional<Choice> choice(AuthenticatorType type) {
        return status().choices().stream()
                .filter(choice -> choice.type().equals(type))
                .findFirst();
    }

    /** What an authenticator is called: by the person, by where it is, or by its type. */
    String name(Authenticator one) {
        return isNamed(one) ? one.label() : words.type(one.type().name());
    }

    /** An app that nobody named has the name of its type, in English. */
    static boolean isNamed(Authenticator one) {
        return !(one.type().equals(AuthenticatorType.AUTHENTICATOR_APP)
                && one.label().equals("Authenticator app"));
    }

    /** The country that the browser's language names; empty if it names none. */
    String preferredCountry() {
        for (String header : request().headers("accept-language")) {
            String country =
                    Locale.forLanguageTag(header.split("[,;]", 2)[0].strip()).getCountry();
            if (!country.isEmpty()) {
                return country;
            }
        }
        return words.locale().getCountry();
    }

    /** How long something still takes. */
    Duration until(Instant instant) {
        Duration left = Duration.between(tenant.engine().now(), instant);
        return left.isNegative() ? Duration.ZERO : left;
    }

    long secondsUntil(long millis) {
        return (Math.max(0, millis - tenant.engine().now().toEpochMilli()) + 999) / 1_000;
    }

    /** Where the pages are, without a slash at its end. */
    static String root(Tenant tenant) {
        String path = tenant.pages().map(URI::getRawPath).orElse("");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    static boolean isSecure(Tenant tenant) {
        return tenant.pages().filter(base -> "https".equals(base.getScheme())).isPresent();
    }

    /** A path of this visit. */
    String path(String below) {
        String folder = visit.link() ? "/l/" : "/s/";
        return root(tenant) + folder + Visits.id(visit.handle()) + below;
    }

    /** The path of this request, below the visit. */
    String here() {
        String path = request().path();
        int at = path.indexOf('/', "/s/".length());
        return at < 0 ? "" : path.substring(at);
    }

    /** What was said for this page. */
    Optional<Flash> flash() {
        return Optional.ofNullable(visit.flash()).filter(flash -> flash.at().equals(here()));
    }

    @Nullable
    String error() {
        return flash().filter(Flash::error).map(Flash::text).orElse(null);
    }

    /** Sends the browser to a page of this visit, and changes what it keeps. */
    HttpResponse go(String below, Visit next) {
        return away(path(below), next);
    }

    HttpResponse go(String below) {
        return go(below, visit.flash(null));
    }

    /** Sends the browser to a page, and changes nothing. */
    HttpResponse see(String below) {
        return visit.opened(HttpResponse.empty(303).header("Location", path(below)));
    }

    HttpResponse away(String url, Visit next) {
        return visit.opened(HttpResponse.empty(303)
                .header("Location", url)
                .header("Set-Cookie", visits.keep(next, isSecure(tenant))));
    }
}
