package io.mfaengine.web.person;

import io.mfaengine.ActionStatus;
import io.mfaengine.ActionStatus.Choice;
import io.mfaengine.Change;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Secret;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Said;
import io.mfaengine.web.view.Said.Step;
import io.mfaengine.web.view.SettingsView;
import io.mfaengine.web.view.SettingsView.Codes;
import io.mfaengine.web.view.SettingsView.Row;
import io.mfaengine.web.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the person holds, and what they may change of it after a passed challenge. */
final class Managing {
    private static final int FEW = 4;
    private static final int LONGEST_NAME = 64;
    private static final String AT = "/settings";

    private final Desk desk;

    Managing(Desk desk) {
        this.desk = desk;
    }

    HttpResponse show(Turn turn) {
        ActionStatus status = turn.status();
        if (status.awaitsChallenge() || !status.tracked().managing()) {
            return turn.see("");
        }
        Words words = turn.words();
        List<Authenticator> held = Start.holds(status);
        boolean may = status.manageUntil() != null;
        List<Row> rows = new ArrayList<>();
        held.forEach(each -> rows.add(row(turn, each, may, held.size() > 1)));
        SettingsView view = new SettingsView(
                rows,
                codes(turn, may),
                status.mayEnroll(),
                status.manageUntil() == null
                        ? words.text("settings.over")
                        : words.text("settings.until", "time", words.time(turn.until(status.manageUntil()))),
                may && held.size() == 1 ? words.text("settings.last") : null);
        Sheet sheet = desk.sheet(turn).title(words.text("settings.title")).leave("done");
        turn.flash()
                .filter(Flash::error)
                .ifPresent(flash -> sheet.notice(new Notice(Notice.Kind.WARN, null, flash.text())));
        if (turn.visit().flash() != null
                && turn.here().isEmpty()
                && turn.visit().flash().at().equals(AT)) {
            sheet.notice(new Notice(Notice.Kind.OK, null, turn.visit().flash().text()));
        }
        return sheet.draw((out, frame) -> Templates.settings(out, frame, view));
    }

    private static Row row(Turn turn, Authenticator each, boolean may, boolean others) {
        Words words = turn.words();
        String type = each.type().name();
        Choice choice = turn.choice(each.type()).orElse(null);
        boolean mine = may && choice != null && choice.selfService();
        boolean several = others && may;
        String edit = choice == null || choice.address() instanceof Prompt.Address.None
                ? null
                : words.text(
                        choice.address() instanceof Prompt.Address.Phone
                                ? "settings.edit.number"
                                : "settings.edit.address");
        return new Row(
                each.id().value(),
                Icon.of(type),
                words.type(type),
                each.status() == Authenticator.Status.DISABLED ? words.text("use.disabled") : hint(words, each),
                each.preferred() && others ? words.text("tag.first") : null,
                mine && several && !each.preferred(),
                mine,
                mine ? edit : null,
                mine && others);
    }

    private static String hint(Words words, Authenticator each) {
        if (!Turn.isNamed(each)) {
            return each.lastUsedAt() == null
                    ? words.text("settings.since", "date", words.date(each.createdAt()))
                    : words.text("use.last", "date", words.date(each.lastUsedAt()));
        }
        return each.lastUsedAt() == null
                ? words.text("settings.added", "name", each.label(), "date", words.date(each.createdAt()))
                : words.text("settings.used", "name", each.label(), "date", words.date(each.lastUsedAt()));
    }

    private static @Nullable Codes codes(Turn turn, boolean may) {
        Choice choice = turn.choice(AuthenticatorType.RECOVERY_CODE).orElse(null);
        if (choice == null) {
            return null;
        }
        Words words = turn.words();
        Integer left = choice.left();
        return new Codes(
                left == null ? words.text("settings.codes.none") : words.count("settings.codes.left", left),
                left != null && left <= FEW ? words.text("settings.codes.few") : null,
                may && choice.selfService());
    }

    HttpResponse first(Turn turn) {
        Authenticator one = turn.authenticator(turn.typed("id", 64)).orElse(null);
        return one == null
                ? turn.go(AT)
                : told(
                        turn,
                        turn.session().makeDefault(one.id()),
                        "notice.first",
                        turn.words().type(one.type().name()));
    }

    HttpResponse showRename(Turn turn) {
        Authenticator one = mine(turn).orElse(null);
        if (one == null) {
            return turn.see(AT);
        }
        String error = turn.error();
        String name = turn.flash().map(Flash::typed).orElse(turn.name(one));
        return desk.sheet(turn)
                .title(turn.words().text("rename.title", "name", turn.name(one)))
                .faulty(error != null)
                .exit("back", turn.path(AT))
                .draw((out, frame) -> Templates.name(
                        out, frame, turn.path("/rename/" + one.id().value()), name, error));
    }

    HttpResponse rename(Turn turn) {
        Authenticator one = turn.authenticator().orElse(null);
        if (one == null) {
            return turn.go(AT);
        }
        String name = turn.typed("name", 1_024).strip();
        String at = "/rename/" + one.id().value();
        try {
            return told(turn, turn.session().rename(one.id(), name), "notice.renamed", name);
        } catch (IllegalArgumentException e) {
            String kept = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
            return turn.go(
                    at,
                    turn.visit()
                            .flash(Flash.error(at, turn.words().text("rename.error"))
                                    .typed(kept, "")));
        }
    }

    HttpResponse showRemove(Turn turn) {
        Authenticator one = mine(turn).orElse(null);
        if (one == null) {
            return turn.see(AT);
        }
        return confirm(turn, "remove", "/remove/" + one.id().value(), turn.name(one));
    }

    HttpResponse remove(Turn turn) {
        Authenticator one = turn.authenticator().orElse(null);
        return one == null
                ? turn.go(AT)
                : told(turn, turn.session().remove(one.id()), "notice.removed", turn.name(one));
    }

    HttpResponse showNewCodes(Turn turn) {
        return turn.status().manageUntil() == null ? turn.see(AT) : confirm(turn, "newcodes", "/newcodes", "");
    }

    HttpResponse newCodes(Turn turn) {
        Change change = turn.session().regenerateRecoveryCodes();
        if (change instanceof Change.Done done) {
            Visit next = turn.visit().flash(Flash.notice(AT, turn.words().text("notice.codes")));
            return turn.go(
                    "/codes",
                    next.codes(done.recoveryCodes().stream().map(Secret::reveal).toList()));
        }
        return told(turn, change, "notice.codes", "");
    }

    private HttpResponse confirm(Turn turn, String what, String action, String name) {
        Words words = turn.words();
        List<Step> steps = List.of(
                Step.post(words.text(what + ".yes"), turn.path(action)).red(),
                Step.to(words.text(what + ".no"), turn.path(AT)).quiet());
        return desk.sheet(turn)
                .title(words.text(what + ".title", "name", name))
                .exit("back", turn.path(AT))
                .draw((out, frame) -> Templates.said(
                        out, frame, new Said(Icon.ALERT, "warn", words.html(what + ".lead"), null, steps, null)));
    }

    private static Optional<Authenticator> mine(Turn turn) {
        if (turn.status().manageUntil() == null) {
            return Optional.empty();
        }
        return Optional.of(turn.authenticator().orElseThrow(Problem::notFound));
    }

    private static HttpResponse told(Turn turn, Change change, String notice, String name) {
        Flash flash = change instanceof Change.Done
                ? Flash.notice(AT, turn.words().text(notice, "name", name))
                : Flash.error(AT, Refusals.of(turn, AuthenticatorType.RECOVERY_CODE, change.refused()));
        return turn.go(AT, turn.visit().flash(flash));
    }
}
