package io.mfaengine.web.person;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Recovery codes: in sight until the person says that they put them away, and never again. */
final class Keeping {
    private final Desk desk;
    private final Leaving leaving;

    Keeping(Desk desk, Leaving leaving) {
        this.desk = desk;
        this.leaving = leaving;
    }

    HttpResponse show(Turn turn) {
        Words words = turn.words();
        if (turn.visit().codes().isEmpty()) {
            return turn.see("");
        }
        return desk.sheet(turn)
                .title(words.text("codes.title"))
                .faulty(turn.error() != null)
                .draw((out, frame) -> Templates.codes(out, frame, turn.visit().codes(), made(turn), turn.error()));
    }

    private static String made(Turn turn) {
        return turn.words()
                .text(
                        "codes.made",
                        "date",
                        turn.words().date(turn.tenant().engine().now()));
    }

    HttpResponse finish(Turn turn) {
        Visit visit = turn.visit();
        if (visit.codes().isEmpty()) {
            return turn.go("");
        }
        if (!turn.typed("kept", 8).equals("yes")) {
            return turn.go(
                    "/codes", visit.flash(Flash.error("/codes", turn.words().text("codes.error"))));
        }
        if (turn.status().tracked().managing()) {
            Flash told = visit.flash();
            return turn.go("/settings", visit.codes(List.of()).flash(told != null && told.error() ? null : told));
        }
        return turn.status().awaitsChallenge() ? turn.go("", visit.codes(List.of())) : leaving.leave(turn);
    }

    HttpResponse file(Turn turn) {
        Words words = turn.words();
        if (turn.visit().codes().isEmpty()) {
            return turn.go("");
        }
        StringBuilder text = new StringBuilder();
        text.append(words.text("codes.head")).append("\r\n").append(made(turn)).append("\r\n\r\n");
        turn.visit().codes().forEach(code -> text.append(code).append("\r\n"));
        text.append("\r\n").append(words.text("codes.keep")).append("\r\n");
        return HttpResponse.of(200, "text/plain; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"recovery-codes.txt\"");
    }
}
