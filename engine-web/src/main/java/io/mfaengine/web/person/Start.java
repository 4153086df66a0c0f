package io.mfaengine.web.person;

import io.mfaengine.ActionStatus;
import io.mfaengine.ActionStatus.Choice;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Said.Step;
import java.util.ArrayList;
import java.util.List;

/** What a visit is about, by where its action is. */
final class Start {
    private final Desk desk;
    private final Answering answering;
    private final Choosing choosing;
    private final Managing managing;

    Start(Desk desk, Answering answering, Choosing choosing, Managing managing) {
        this.desk = desk;
        this.answering = answering;
        this.choosing = choosing;
        this.managing = managing;
    }

    HttpResponse show(Turn turn) {
        ActionStatus status = turn.status();
        if (!turn.visit().codes().isEmpty()) {
            return turn.see("/codes");
        }
        if (status.awaitsChallenge()) {
            return challenge(turn, status);
        }
        return switch (status.state()) {
            case ALLOW, CHALLENGE_SUCCEEDED, REVIEW_SUCCEEDED -> passed(turn, status);
            case REVIEW_REQUIRED -> desk.say(turn, 200, "review", Icon.CLOCK, "", Desk.back(turn), null);
            case BLOCK, CHALLENGE_FAILED, REVIEW_FAILED, CHALLENGE_REQUIRED ->
                desk.say(turn, 403, "blocked", Icon.ALERT, "bad", Desk.back(turn), null);
        };
    }

    private HttpResponse passed(Turn turn, ActionStatus status) {
        if (status.mayEnroll() && (holds(status).isEmpty() || !status.tracked().managing())) {
            return choosing.show(turn);
        }
        return status.tracked().managing()
                ? managing.show(turn)
                : desk.say(turn, 200, "passed", Icon.DONE, "ok", Desk.back(turn), null);
    }

    /** What counts as enrolled: recovery codes alone don't. */
    static List<Authenticator> holds(ActionStatus status) {
        return status.authenticators().stream()
                .filter(each -> each.status() != Authenticator.Status.PENDING
                        && !each.type().equals(AuthenticatorType.RECOVERY_CODE))
                .toList();
    }

    private HttpResponse challenge(Turn turn, ActionStatus status) {
        List<Choice> usable = new ArrayList<>();
        for (Choice choice : status.choices()) {
            if (choice.enrolled() && !choice.type().equals(AuthenticatorType.RECOVERY_CODE)) {
                usable.add(choice);
            }
        }
        if (usable.isEmpty()) {
            return status.choices().stream().anyMatch(Choice::enrolled)
                    ? choosing.show(turn)
                    : desk.say(turn, 200, "nothing", Icon.ALERT, "warn", Desk.back(turn), null);
        }
        Choice first = usable.get(0);
        if (first.open() != null || isAsked(turn, first.type()) || answering.isShut(first)) {
            return answering.show(turn, first.type());
        }
        return ask(turn, status, first);
    }

    private static boolean isAsked(Turn turn, AuthenticatorType type) {
        Asked asked = turn.visit().asked().get(type);
        return asked != null && !asked.enrols();
    }

    /** A message is sent when the person asks for it: who only opens the page costs nothing (R80). */
    private HttpResponse ask(Turn turn, ActionStatus status, Choice first) {
        String type = first.type().name();
        Authenticator who = status.authenticators().stream()
                .filter(each -> each.type().equals(first.type()) && each.status() == Authenticator.Status.ACTIVE)
                .max((one, other) -> Boolean.compare(one.preferred(), other.preferred()))
                .orElse(null);
        String name = who == null ? turn.words().type(type) : turn.name(who);
        Step go = Step.post(turn.words().text(turn.words().of("ask.go", type)), turn.path("/choose"))
                .giving("type", type);
        return answering.question(
                turn,
                turn.words().text("ask.title"),
                turn.words().html(turn.words().of("ask.lead", type), "name", name),
                Icon.of(type),
                List.of(go));
    }
}
