package io.mfaengine.web.person;

import gg.jte.Content;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Prompt;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.CodeField;
import io.mfaengine.web.view.CodeField.Again;
import io.mfaengine.web.view.Icon;
import io.mfaengine.web.view.Qr;
import io.mfaengine.web.view.Said;
import io.mfaengine.web.view.Said.Step;
import io.mfaengine.web.view.Words;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a prompt is shown. */
final class Questions {
    private static final int MOST_CELLS = 10;

    private final Desk desk;

    Questions(Desk desk) {
        this.desk = desk;
    }

    HttpResponse show(Turn turn, AuthenticatorType type, Prompt prompt, @Nullable Asked asked) {
        if (prompt instanceof Prompt.Scan scan) {
            return scan(turn, type, scan);
        }
        if (prompt instanceof Prompt.LinkSent link && asked != null) {
            return link(turn, type, link, asked);
        }
        if (prompt instanceof Prompt.Approve approve && asked != null) {
            return approve(turn, type, approve);
        }
        if (prompt instanceof Prompt.Custom) {
            return desk.say(turn, 200, "nothing", Icon.ALERT, "warn", Desk.back(turn), null);
        }
        return code(turn, type, prompt, asked);
    }

    private Sheet sheet(Turn turn, String title, boolean enrols) {
        Sheet sheet = desk.sheet(turn).title(title).faulty(turn.error() != null);
        return enrols
                ? sheet.exit("back", turn.path("/choose"))
                : sheet.slip(desk.slip(turn)).leave("cancel");
    }

    private HttpResponse scan(Turn turn, AuthenticatorType type, Prompt.Scan scan) {
        Words words = turn.words();
        CodeField field = new CodeField(
                Words.plain(""),
                turn.path("/answer/" + type.name()),
                scan.digits(),
                false,
                words.text("code.label", "n", scan.digits()),
                turn.error(),
                words.text("app.turnOn"),
                null,
                null,
                "",
                turn.path("/choose"));
        String uri = scan.uri().reveal();
        return sheet(turn, words.text("app.title"), true)
                .draw((out, frame) -> Templates.app(
                        out,
                        frame,
                        field,
                        Qr.of(uri),
                        uri,
                        grouped(scan.key().reveal()),
                        turn.path("/again/" + type.name())));
    }

    private static String grouped(String key) {
        return key.replaceAll("(.{4})(?!$)", "$1 ");
    }

    private HttpResponse code(Turn turn, AuthenticatorType type, Prompt prompt, @Nullable Asked asked) {
        Words words = turn.words();
        String name = type.name();
        int length = Refusals.length(prompt);
        boolean recovery = type.equals(AuthenticatorType.RECOVERY_CODE);
        boolean enrols = asked != null && asked.enrols();
        Prompt.CodeSent sent = prompt instanceof Prompt.CodeSent code ? code : null;
        boolean cells = !recovery && length > 0 && length <= MOST_CELLS;
        CodeField field = new CodeField(
                sent == null
                        ? words.html(words.of("code.lead", name))
                        : where(turn, "code.lead.sent", sent.maskedAddress(), asked),
                turn.path("/answer/" + name),
                cells ? length : 0,
                recovery,
                recovery
                        ? words.type(name)
                        : cells ? words.text("code.label", "n", length) : words.text("code.label.plain"),
                turn.error(),
                button(turn, type, enrols),
                sent == null || asked == null ? null : resend(turn, type, asked),
                asked != null && enrols && sent != null ? turn.path(change(asked, name)) : null,
                words.text(isPhone(type) ? "change.number" : "change.address"),
                turn.path("/choose"));
        return sheet(turn, words.text(words.of("code.title", name)), enrols)
                .draw((out, frame) -> Templates.code(out, frame, field));
    }

    private static String change(Asked asked, String type) {
        return asked.replaces().isEmpty() ? "/enter/" + type : "/edit/" + asked.replaces();
    }

    private static boolean isPhone(AuthenticatorType type) {
        return type.equals(AuthenticatorType.SMS) || type.equals(AuthenticatorType.WHATSAPP);
    }

    private String button(Turn turn, AuthenticatorType type, boolean enrols) {
        if (!enrols) {
            return desk.confirm(turn);
        }
        return turn.words().text(isPhone(type) ? "code.confirmNumber" : "code.confirmAddress");
    }

    /** Where it went, and how long it works. */
    private static Content where(Turn turn, String key, String address, @Nullable Asked asked) {
        long left = asked == null ? 0 : turn.secondsUntil(asked.expiresAt());
        Words words = turn.words();
        return left == 0
                ? words.html("error.expired")
                : words.html(key, "address", address, "time", words.time(Duration.ofSeconds(left)));
    }

    private static Again resend(Turn turn, AuthenticatorType type, Asked asked) {
        Words words = turn.words();
        String name = type.name();
        return new Again(
                turn.path("/again/" + name),
                words.text(words.of("again", name)),
                words.text(words.of("again.in", name), "clock", "{clock}"),
                words.text("again.ready"),
                turn.secondsUntil(asked.resendAt()),
                words.text("again.hint"));
    }

    private HttpResponse link(Turn turn, AuthenticatorType type, Prompt.LinkSent link, Asked asked) {
        Words words = turn.words();
        Said said = new Said(
                Icon.LINK,
                "",
                where(turn, "link.lead", link.maskedAddress(), asked),
                null,
                List.of(Step.post(words.text("link.opened"), turn.path("/arrived/" + type.name()))
                        .named("arrived")),
                null);
        return sheet(turn, words.text("link.title"), asked.enrols())
                .looking(turn.path("/look/" + type.name()))
                .draw((out, frame) -> Templates.asked(
                        out, frame, said, turn.error(), resend(turn, type, asked), turn.path("/choose"), true));
    }

    private HttpResponse approve(Turn turn, AuthenticatorType type, Prompt.Approve approve) {
        Words words = turn.words();
        Said said = new Said(
                Icon.of(type.name()),
                "",
                words.html("approve.lead"),
                approve.number(),
                List.of(Step.post(words.text("approve.done"), turn.path("/arrived/" + type.name()))
                        .named("arrived")),
                null);
        return sheet(turn, words.text("approve.title"), false)
                .looking(turn.path("/look/" + type.name()))
                .draw((out, frame) ->
                        Templates.asked(out, frame, said, turn.error(), null, turn.path("/choose"), true));
    }
}
