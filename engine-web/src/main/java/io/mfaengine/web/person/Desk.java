package io.mfaengine.web.person;

import io.mfaengine.ActionStatus;
import io.mfaengine.model.Intent;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.pages.Deed;
import io.mfaengine.web.route.Exchange;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Assets;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Frame.Slip;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Said;
import io.mfaengine.web.view.Said.Step;
import io.mfaengine.web.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where pages are laid out: what they have in common, and those that only say something. */
final class Desk {
    private final Brandings brandings;
    private final Assets assets;
    private final Visits visits;

    Desk(Brandings brandings, Assets assets, Visits visits) {
        this.brandings = brandings;
        this.assets = assets;
        this.visits = visits;
    }

    Words words(Exchange exchange, Tenant tenant, String chosen, @Nullable Locale told) {
        String accepted = exchange.request().headers("accept-language").stream()
                .findFirst()
                .orElse(null);
        return brandings
                .languages(tenant)
                .choose(chosen, told, accepted)
                .of(brandings.of(tenant).name());
    }

    boolean speaks(Tenant tenant, String language) {
        return brandings.languages(tenant).has(language);
    }

    /** A page of a visit. */
    Sheet sheet(Turn turn) {
        Sheet sheet = new Sheet(
                turn.tenant(),
                turn.words(),
                assets.look(turn.branding(), Turn.root(turn.tenant())),
                brandings.languages(turn.tenant()),
                visits.nonce(),
                turn);
        return sheet.notice(turn.flash()
                .filter(flash -> !flash.error() && !turn.visit().link())
                .map(flash -> new Notice(Notice.Kind.OK, null, flash.text()))
                .orElse(null));
    }

    /** A page of nobody's. */
    private Sheet sheet(Exchange exchange, Tenant tenant) {
        return new Sheet(
                tenant,
                words(exchange, tenant, "", null),
                assets.look(brandings.of(tenant), Turn.root(tenant)),
                brandings.languages(tenant),
                visits.nonce(),
                null);
    }

    /** What is being confirmed. */
    Slip slip(Turn turn) {
        return slip(turn, turn.status());
    }

    Slip slip(Turn turn, ActionStatus status) {
        Intent intent = status.intent();
        Map<String, String> details = intent.details();
        Deed deed = turn.branding().deed(intent.action(), turn.words().locale()).orElse(null);
        List<Slip.Line> lines = new ArrayList<>();
        details.forEach((name, value) -> {
            String label = deed == null ? readable(name) : deed.labels().get(name);
            if (label != null) {
                lines.add(new Slip.Line(label, value));
            }
        });
        return new Slip(
                deed == null ? Words.plain(readable(intent.action())) : Words.filling(deed.sentence(), details), lines);
    }

    /** What the button of a challenge says. */
    String confirm(Turn turn) {
        return turn.branding()
                .deed(turn.status().intent().action(), turn.words().locale())
                .map(Deed::button)
                .orElseGet(() -> turn.words().text("code.confirm"));
    }

    /** A code of an application's, as people would write it. */
    private static String readable(String code) {
        String words = code.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replaceAll("[_-]+", " ")
                .strip();
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? code : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }

    /** A page that says something about a visit. */
    HttpResponse say(
            Turn turn, int status, String what, Icon icon, String tone, List<Step> steps, @Nullable String hint) {
        Words words = turn.words();
        return sheet(turn)
                .title(words.text(what + ".title"))
                .status(status)
                .draw((out, frame) -> Templates.said(
                        out, frame, new Said(icon, tone, words.html(what + ".lead"), null, steps, hint)));
    }

    /** A page that says something to nobody in particular. */
    HttpResponse say(Exchange exchange, Tenant tenant, int status, String what, @Nullable String reference) {
        Sheet sheet = sheet(exchange, tenant);
        Words words = words(exchange, tenant, "", null);
        return sheet.title(words.text(what + ".title"))
                .status(status)
                .draw((out, frame) -> Templates.said(
                        out,
                        frame,
                        new Said(
                                Icon.ALERT,
                                status >= 500 ? "bad" : "",
                                words.html(what + ".lead"),
                                null,
                                List.of(),
                                reference == null ? null : words.text("unavailable.reference", "code", reference))));
    }

    /** Back to the application, by name. */
    static List<Step> back(Turn turn) {
        return turn.visit().returnTo().isEmpty() && !turn.visit().popup()
                ? List.of()
                : List.of(Step.post(turn.words().text("goBack"), turn.path("/leave")));
    }
}
