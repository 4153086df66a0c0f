package io.mfaengine.web.operator;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.Told;
import org.jspecify.annotations.Nullable;

/** Pages that only say something. */
final class Saying {
    private final Counter counter;

    Saying(Counter counter) {
        this.counter = counter;
    }

    /** To nobody in particular. */
    HttpResponse say(int status, String what, @Nullable String reference) {
        Words words = counter.words();
        String hint = reference == null ? null : words.text("unavailable.reference", "code", reference);
        return new Sheet(counter, null, words.text(what + ".title"))
                .status(status)
                .draw((out, frame) -> Templates.told(
                        out, frame, Told.of(words.html("portal." + what)).hint(hint)));
    }

    /** To an operator. */
    HttpResponse say(Call call, int status, String what) {
        Words words = counter.words();
        return call.sheet(words.text(what + ".title"))
                .status(status)
                .draw((out, frame) -> Templates.told(
                        out,
                        frame,
                        Told.of(words.html("portal." + what)).link(words.text("told.home"), counter.root())));
    }

    /** That a challenge comes first. */
    HttpResponse prove(Call call, String back) {
        Words words = counter.words();
        return call.sheet(words.text("prove.title"))
                .draw((out, frame) -> Templates.told(
                        out,
                        frame,
                        Told.of(words.html("prove.lead"))
                                .form(words.text("prove.go"), call.portal("/prove"), "to", back)));
    }
}
