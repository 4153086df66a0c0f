package io.mfaengine.web.person;

import io.mfaengine.ActionStatus;
import io.mfaengine.ActionStatus.Choice;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Way;
import io.mfaengine.web.view.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types to enrol, or the authenticators to be asked for; and what happens when one is chosen. */
final class Choosing {
    private final Desk desk;

    Choosing(Desk desk) {
        this.desk = desk;
    }

    HttpResponse show(Turn turn) {
        ActionStatus status = turn.status();
        if (status.awaitsChallenge()) {
            return list(turn, "another", held(turn, status), Start.holds(status).isEmpty() ? "" : "cancel");
        }
        if (!status.mayEnroll()) {
            return turn.see("");
        }
        List<Way> ways = types(turn, status);
        if (ways.isEmpty()) {
            return desk.say(turn, 200, "choose.none", Icon.INFO, "", Desk.back(turn), null);
        }
        boolean first = Start.holds(status).isEmpty();
        return list(turn, first ? "choose" : "choose.more", ways, first ? "notNow" : "back");
    }

    private HttpResponse list(Turn turn, String what, List<Way> ways, String exit) {
        Words words = turn.words();
        String error = turn.error();
        Sheet sheet = desk.sheet(turn).title(words.text(what + ".title")).faulty(error != null);
        if (what.equals("another")) {
            sheet.slip(desk.slip(turn));
        }
        if (exit.equals("back") && turn.status().tracked().managing()) {
            sheet.exit("back", turn.path("/settings"));
        } else {
            sheet.leave(exit.equals("notNow") ? "notNow" : "cancel");
        }
        return sheet.draw((out, frame) ->
                Templates.ways(out, frame, words.text(what + ".lead"), turn.path("/choose"), ways, error));
    }

    /** What can be enrolled; the strongest stands out. */
    private static List<Way> types(Turn turn, ActionStatus status) {
        Words words = turn.words();
        List<Way> ways = new ArrayList<>();
        for (Choice choice : status.choices()) {
            String type = choice.type().name();
            if (choice.type().equals(AuthenticatorType.RECOVERY_CODE) || choice.hidden() || !choice.selfService()) {
                continue;
            }
            String closed = closed(turn, choice);
            boolean safer = choice.type().equals(AuthenticatorType.AUTHENTICATOR_APP)
                    && status.choices().size() > 1;
            ways.add(new Way(
                    "type",
                    type,
                    type,
                    Icon.of(type),
                    words.type(type),
                    closed == null ? words.text(words.of("hint", type)) : closed,
                    safer ? words.text("tag.safer") : null,
                    closed == null));
        }
        return ways;
    }

    /** What the person holds, the one used last first, and those that can't be used now with the reason. */
    private static List<Way> held(Turn turn, ActionStatus status) {
        Words words = turn.words();
        List<Authenticator> all = new ArrayList<>(status.authenticators());
        all.removeIf(each -> each.status() == Authenticator.Status.PENDING);
        all.sort(Comparator.comparing((Authenticator each) -> each.type().equals(AuthenticatorType.RECOVERY_CODE))
                .thenComparing(
                        each -> Objects.requireNonNullElse(each.lastUsedAt(), Instant.EPOCH),
                        Comparator.reverseOrder()));
        List<Way> ways = new ArrayList<>();
        for (Authenticator each : all) {
            String type = each.type().name();
            boolean recovery = each.type().equals(AuthenticatorType.RECOVERY_CODE);
            Choice choice = turn.choice(each.type()).orElse(null);
            String closed = choice == null ? words.text("use.notAllowed") : closed(turn, choice);
            ways.add(new Way(
                    recovery ? "type" : "id",
                    recovery ? type : each.id().value(),
                    type,
                    Icon.of(type),
                    words.type(type),
                    closed == null ? hint(words, each, Objects.requireNonNull(choice)) : closed,
                    null,
                    closed == null));
        }
        return ways;
    }

    private static String hint(Words words, Authenticator each, Choice choice) {
        if (choice.left() != null) {
            return words.count("use.RECOVERY_CODE", choice.left());
        }
        Instant used = each.lastUsedAt();
        if (!Turn.isNamed(each)) {
            return used == null
                    ? words.text(words.of("hint", each.type().name()))
                    : words.text("use.last", "date", words.date(used));
        }
        return used == null ? each.label() : words.text("use.used", "name", each.label(), "date", words.date(used));
    }

    private static @Nullable String closed(Turn turn, Choice choice) {
        if (choice.disabled()) {
            return turn.words().text("use.disabled");
        }
        return choice.lockedUntil() == null
                ? null
                : turn.words().text("use.paused", "time", turn.words().time(turn.until(choice.lockedUntil())));
    }

    HttpResponse choose(Turn turn) {
        ActionStatus status = turn.status();
        Authenticator one = turn.authenticator(turn.typed("id", 64)).orElse(null);
        String named = one == null ? turn.typed("type", 64) : one.type().name();
        AuthenticatorType type = status.choices().stream()
                .map(Choice::type)
                .filter(each -> each.name().equals(named))
                .findFirst()
                .orElse(null);
        if (type == null) {
            return turn.go("");
        }
        return status.awaitsChallenge() ? challenge(turn, type, one) : enrol(turn, type);
    }

    private static HttpResponse challenge(Turn turn, AuthenticatorType type, @Nullable Authenticator one) {
        String at = "/answer/" + type.name();
        Asked before = turn.visit().asked().get(type);
        boolean open = before != null
                && !before.enrols()
                && turn.secondsUntil(before.expiresAt()) > 0
                && (one == null || one.id().value().equals(before.authenticator()));
        if (open) {
            // what was sent still counts: choosing it again sends nothing
            return turn.go(at);
        }
        Challenge asked =
                one == null ? turn.session().challenge(type) : turn.session().challenge(one.id());
        if (asked instanceof Challenge.Open question) {
            return turn.go(at, turn.visit().asked(type, Asked.of(question, false, "", "")));
        }
        Refused refused = asked.refused();
        return refused.reason() == Refusal.LOCKED || refused.reason() == Refusal.DISABLED
                ? turn.go(at)
                : turn.go("/choose", turn.visit().flash(Flash.error("/choose", Refusals.of(turn, type, refused))));
    }

    private static HttpResponse enrol(Turn turn, AuthenticatorType type) {
        String at = "/answer/" + type.name();
        Choice choice = turn.choice(type).orElseThrow();
        Asked before = turn.visit().asked().get(type);
        if (before != null && before.enrols() && turn.secondsUntil(before.expiresAt()) > 0) {
            return turn.go(at);
        }
        boolean another = choice.enrolled() && !(choice.address() instanceof Prompt.Address.None);
        if (another) {
            return turn.go("/enter/" + type.name());
        }
        Challenge asked = turn.session().enroll(type);
        if (asked instanceof Challenge.Open question) {
            return turn.go(at, turn.visit().asked(type, Asked.of(question, true, "", "")));
        }
        Refused refused = asked.refused();
        if (!(choice.address() instanceof Prompt.Address.None)) {
            // the application told no address, or none that can be used: the person says one
            boolean said = refused.reason() == Refusal.TOO_MANY_SENDS || refused.reason() == Refusal.NOT_SENT;
            String enter = "/enter/" + type.name();
            return turn.go(
                    enter,
                    said
                            ? turn.visit().flash(Flash.error(enter, Refusals.of(turn, type, refused)))
                            : turn.visit().flash(null));
        }
        return turn.go("/choose", turn.visit().flash(Flash.error("/choose", Refusals.of(turn, type, refused))));
    }
}
