package io.mfaengine.web.operator;

import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.Log.Entry;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.LogView;
import java.util.List;

/** What operators did, the newest first. */
final class LogPages {
    private static final int PAGE = 50;

    private final Counter counter;

    LogPages(Counter counter) {
        this.counter = counter;
    }

    /** Changes of the operators themselves. */
    HttpResponse own(Call call) {
        return draw(call, "", call.portal("/log"), call.sheet(call.words().text("log.own")));
    }

    HttpResponse show(Call call) {
        return draw(
                call,
                call.engine().tenant(),
                call.at("/log"),
                call.sheet(call.words().text("log.title")).place("settings"));
    }

    private HttpResponse draw(Call call, String tenant, String path, Sheet sheet) {
        List<Entry> found = counter.log().list(tenant, Cursor.of(call.query()), PAGE + 1);
        List<Entry> page = found.subList(0, Math.min(PAGE, found.size()));
        String next = found.size() > PAGE
                ? path + "?" + Cursor.query(page.get(PAGE - 1).action())
                : null;
        LogView view =
                new LogView(page.stream().map(each -> line(call.words(), each)).toList(), next);
        return sheet.fact(call.words().text("utc"), "").draw((out, frame) -> Templates.log(out, frame, view));
    }

    private static LogView.Line line(Words words, Entry entry) {
        return new LogView.Line(
                Times.whole(entry.at()),
                entry.who(),
                words.has("role." + entry.role()) ? words.text("role." + entry.role()) : entry.role(),
                words.has(entry.what()) ? words.text(entry.what()) : entry.what(),
                entry.about(),
                entry.before(),
                entry.after());
    }
}
