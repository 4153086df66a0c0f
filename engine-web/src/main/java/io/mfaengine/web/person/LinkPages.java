package io.mfaengine.web.person;

import io.mfaengine.ActionStatus;
import io.mfaengine.Verification;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Said;
import io.mfaengine.web.view.Said.Step;
import io.mfaengine.web.view.Words;
import java.util.List;

/** What a link in a message opens, in any browser: reading shows, an answer spends (R80). */
final class LinkPages {
    private final Desk desk;

    LinkPages(Desk desk) {
        this.desk = desk;
    }

    HttpResponse show(Turn turn) {
        Flash told = turn.visit().flash();
        if (told != null) {
            boolean done = told.text().equals("linkpage.done");
            return desk.say(
                    turn,
                    told.error() ? 404 : 200,
                    told.text(),
                    done ? Icon.DONE : Icon.INFO,
                    done ? "ok" : "",
                    List.of(),
                    null);
        }
        ActionStatus status =
                turn.tenant().engine().opened(turn.visit().handle()).orElse(null);
        if (status == null) {
            return desk.say(turn, 404, "gone", Icon.CLOCK, "", List.of(), null);
        }
        Words words = turn.words();
        Said said = new Said(
                Icon.LINK,
                "",
                words.html("linkpage.lead"),
                null,
                List.of(
                        Step.post(words.text("linkpage.yes"), turn.path("")).giving("answer", "yes"),
                        Step.post(words.text("linkpage.no"), turn.path(""))
                                .quiet()
                                .giving("answer", "no")),
                null);
        return desk.sheet(turn)
                .title(words.text("linkpage.title"))
                .slip(desk.slip(turn, status))
                .draw((out, frame) -> Templates.said(out, frame, said));
    }

    HttpResponse answer(Turn turn) {
        boolean yes = turn.typed("answer", 8).equals("yes");
        Response.OutOfBand response = yes ? new Response.Approved("") : new Response.Declined();
        Verification answer = turn.tenant().engine().respond(turn.visit().handle(), response);
        String what = answer instanceof Verification.Accepted
                ? "linkpage.done"
                : answer.refused().reason() == Refusal.DECLINED ? "linkpage.no" : "gone";
        return turn.go("", turn.visit().flash(new Flash("", what.equals("gone"), what, "", "")));
    }
}
