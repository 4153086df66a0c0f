package io.mfaengine.web.person;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Said;
import io.mfaengine.web.view.Said.Step;
import io.mfaengine.web.view.Words;
import java.net.URI;
import java.util.List;

/** How a visit ends: the token goes back to the application, which asks what came of it. Nothing is counted. */
final class Leaving {
    private final Desk desk;

    Leaving(Desk desk) {
        this.desk = desk;
    }

    HttpResponse leave(Turn turn) {
        Visit over = turn.visit().over();
        if (over.popup()) {
            return turn.go("/close", over);
        }
        return over.returnTo().isEmpty() ? turn.go("", over) : turn.away(back(over), over);
    }

    /** In the frame or window of the browser SDK: the script tells who opened it. */
    HttpResponse close(Turn turn) {
        if (!turn.visit().popup()) {
            return turn.see("");
        }
        Words words = turn.words();
        List<Step> steps = turn.visit().returnTo().isEmpty()
                ? List.of()
                : List.of(Step.to(words.text("goBack"), back(turn.visit())));
        return desk.sheet(turn)
                .title(words.text("closing.title"))
                .closing(turn.visit().handle().value())
                .draw((out, frame) -> Templates.said(
                        out, frame, new Said(Icon.DONE, "", words.html("closing.lead"), null, steps, null)));
    }

    /** Where the application said, with its own query as it was, and the token. */
    static String back(Visit visit) {
        String url = visit.returnTo();
        return url + (URI.create(url).getRawQuery() == null ? "?" : "&") + "token="
                + visit.handle().value();
    }
}
