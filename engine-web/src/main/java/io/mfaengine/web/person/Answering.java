package io.mfaengine.web.person;

import gg.jte.Content;
import io.mfaengine.ActionStatus;
import io.mfaengine.ActionStatus.Choice;
import io.mfaengine.Challenge;
import io.mfaengine.Refused;
import io.mfaengine.Verification;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Said;
import io.mfaengine.web.view.Said.Step;
import io.mfaengine.web.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A question that is open, and what the person answers. */
final class Answering {
    private static final int LONGEST_CODE = 1_024;
    private static final Set<Refusal> MAY_BE_DONE =
            Set.of(Refusal.NOT_OPEN, Refusal.ALREADY_USED, Refusal.EXPIRED, Refusal.NOT_YET);

    private final Desk desk;
    private final Leaving leaving;
    private final Questions questions;

    Answering(Desk desk, Leaving leaving) {
        this.desk = desk;
        this.leaving = leaving;
        this.questions = new Questions(desk);
    }

    HttpResponse show(Turn turn) {
        return show(turn, turn.type());
    }

    HttpResponse show(Turn turn, AuthenticatorType type) {
        Choice choice = turn.choice(type).orElse(null);
        Asked asked = asked(turn, type);
        Prompt prompt = asked != null ? asked.prompt() : choice == null ? null : choice.open();
        boolean wanted = turn.status().awaitsChallenge()
                || (asked != null && turn.status().mayEnroll());
        if (choice == null || !wanted) {
            return turn.see("");
        }
        if (isShut(choice)) {
            return shut(turn, choice);
        }
        return prompt == null ? turn.see("") : questions.show(turn, type, prompt, asked);
    }

    /** What was asked in this visit and still is what the action waits for. */
    private static @Nullable Asked asked(Turn turn, AuthenticatorType type) {
        Asked asked = turn.visit().asked().get(type);
        return asked == null || asked.enrols() == turn.status().awaitsChallenge() ? null : asked;
    }

    boolean isShut(Choice choice) {
        return choice.disabled() || choice.lockedUntil() != null;
    }

    private HttpResponse shut(Turn turn, Choice choice) {
        Words words = turn.words();
        String what = choice.disabled() ? "disabled" : "locked";
        Content lead = choice.lockedUntil() == null
                ? words.html("disabled.lead")
                : words.html(
                        "locked.lead",
                        "type",
                        words.type(choice.type().name()),
                        "time",
                        words.time(turn.until(choice.lockedUntil())));
        List<Step> steps = new ArrayList<>();
        steps.add(Step.to(words.text("otherWay"), turn.path("/choose")));
        Desk.back(turn).forEach(step -> steps.add(step.quiet()));
        return desk.sheet(turn)
                .title(words.text(what + ".title"))
                .slip(desk.slip(turn))
                .leave("cancel")
                .draw((out, frame) -> Templates.said(
                        out, frame, new Said(Icon.LOCK, "warn", lead, null, steps, words.text("locked.tell"))));
    }

    /** A page with the slip and a button. */
    HttpResponse question(Turn turn, String title, Content lead, Icon icon, List<Step> steps) {
        return desk.sheet(turn)
                .title(title)
                .slip(desk.slip(turn))
                .leave("cancel")
                .draw((out, frame) -> Templates.asked(
                        out,
                        frame,
                        new Said(icon, "", lead, null, steps, null),
                        turn.error(),
                        null,
                        turn.path("/choose"),
                        false));
    }

    HttpResponse answer(Turn turn) {
        AuthenticatorType type = turn.type();
        return outcome(turn, type, turn.session().verify(type, turn.typed("code", LONGEST_CODE)));
    }

    /** Whether it was answered elsewhere. May bring recovery codes, so it is a POST. */
    HttpResponse arrived(Turn turn) {
        AuthenticatorType type = turn.type();
        return outcome(turn, type, turn.session().verify(type, new Response.Poll()));
    }

    /** The same, to look only. */
    HttpResponse look(Turn turn) {
        Asked asked = turn.visit().asked().get(turn.type());
        return HttpResponse.ok(Map.of("done", asked != null && isDone(turn.status(), asked)));
    }

    private static boolean isDone(ActionStatus status, @Nullable Asked asked) {
        if (asked != null && asked.enrols()) {
            return status.authenticators().stream()
                    .anyMatch(each -> each.id().value().equals(asked.authenticator())
                            && each.status() != Authenticator.Status.PENDING);
        }
        return status.state() == ActionState.CHALLENGE_SUCCEEDED;
    }

    private HttpResponse outcome(Turn turn, AuthenticatorType type, Verification answer) {
        Asked asked = turn.visit().asked().get(type);
        if (answer instanceof Verification.Accepted accepted) {
            return done(turn, type, asked, accepted.enrolled(), accepted.recoveryCodes());
        }
        Refused refused = answer.refused();
        boolean late = MAY_BE_DONE.contains(refused.reason()) && isDone(turn.fresh(), asked);
        if (late) {
            return done(turn, type, asked, asked != null && asked.enrols(), List.of());
        }
        String at = "/answer/" + type.name();
        Choice choice = turn.choice(type).orElse(null);
        boolean shut = choice != null && isShut(choice);
        return turn.go(at, turn.visit().flash(shut ? null : Flash.error(at, Refusals.of(turn, type, refused))));
    }

    private HttpResponse done(
            Turn turn, AuthenticatorType type, @Nullable Asked asked, boolean enrolled, List<Secret> codes) {
        Visit next = turn.visit().without(type);
        if (enrolled) {
            next = next.flash(Flash.notice("/settings", added(turn, type, asked)));
        }
        ActionStatus status = turn.fresh();
        if (!codes.isEmpty()) {
            return turn.go(
                    "/codes", next.codes(codes.stream().map(Secret::reveal).toList()));
        }
        if (status.tracked().managing()) {
            return turn.go("/settings", next);
        }
        return status.awaitsChallenge() ? turn.go("", next) : leaving.leave(turn);
    }

    /** The new one takes the old one's place: first it was proved, then the other one goes. */
    private static String added(Turn turn, AuthenticatorType type, @Nullable Asked asked) {
        String name = turn.words().type(type.name());
        Authenticator old =
                asked == null ? null : turn.authenticator(asked.replaces()).orElse(null);
        Authenticator fresh = asked == null
                ? null
                : turn.fresh().authenticators().stream()
                        .filter(each -> each.id().value().equals(asked.authenticator()))
                        .findFirst()
                        .orElse(null);
        if (old == null || fresh == null) {
            return turn.words().text("notice.added", "name", name);
        }
        if (old.preferred()) {
            var unused = turn.session().makeDefault(fresh.id());
        }
        var unused = turn.session().remove(old.id());
        return turn.words().text("notice.replaced", "name", fresh.label());
    }

    HttpResponse again(Turn turn) {
        AuthenticatorType type = turn.type();
        String at = "/answer/" + type.name();
        Asked asked = turn.visit().asked().get(type);
        if (asked == null) {
            return turn.go("");
        }
        Challenge challenge;
        if (asked.enrols()) {
            challenge = turn.session().enroll(type, asked.address().isEmpty() ? null : asked.address());
        } else {
            challenge = turn.authenticator(asked.authenticator())
                    .map(each -> turn.session().challenge(each.id()))
                    .orElseGet(() -> turn.session().challenge(type));
        }
        if (challenge instanceof Challenge.Open open) {
            Visit next = turn.visit().asked(type, Asked.of(open, asked.enrols(), asked.address(), asked.replaces()));
            return turn.go(at, next.flash(sent(turn, at, open.prompt())));
        }
        return turn.go(at, turn.visit().flash(Flash.error(at, Refusals.of(turn, type, challenge.refused()))));
    }

    private static @Nullable Flash sent(Turn turn, String at, Prompt prompt) {
        String address = prompt instanceof Prompt.CodeSent code
                ? code.maskedAddress()
                : prompt instanceof Prompt.LinkSent link ? link.maskedAddress() : "";
        return address.isEmpty() ? null : Flash.notice(at, turn.words().text("again.sent", "address", address));
    }
}
