package io.mfaengine.web.operator;

import io.mfaengine.Operator;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.HealthView;
import io.mfaengine.web.view.portal.HealthView.Messages;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How things are: messages of the last hour, a user's trail, records by key. */
final class HealthPages {
    private static final Duration BACK = Duration.ofHours(1);
    private static final int PAGE = 1_000;
    /** Of an hour with more events than this, the first ones are counted, and the page says so. */
    private static final int MOST_PAGES = 5;

    private static final int LONGEST_ID = 128;

    /** Counting reads all that is stored, which may take minutes: it is done once at a time, and its answer kept. */
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    private final Set<String> counting = ConcurrentHashMap.newKeySet();

    private record Counted(Instant at, Map<String, Long> byKey) {}

    HttpResponse show(Call call) {
        Words words = call.words();
        Tally tally = tally(call);
        Bill bill = tally.bill(call.operator().settings());
        Counted keys = counted.get(call.engine().tenant());
        HealthView view = new HealthView(
                bill.rows().stream().map(row -> messages(words, row)).toList(),
                tally.isCut(),
                bill.isTold(),
                bill.totals().stream().map(total -> total(words, total)).toList(),
                tally.exhausted().stream().map(each -> limit(words, each)).toList(),
                call.at("/trail"),
                keys == null
                        ? null
                        : keys.byKey().entrySet().stream()
                                .map(each -> new HealthView.Key(each.getKey(), each.getValue()))
                                .toList(),
                keys == null ? "" : words.text("health.counted", "at", Times.whole(keys.at())),
                call.at("/health/keys"));
        return call.sheet(words.text("place.health"))
                .place("health")
                .fact(words.text("utc"), "")
                .draw((out, frame) -> Templates.health(out, frame, view));
    }

    private static Messages messages(Words words, Bill.Row row) {
        Tally.Way way = row.way();
        Tally.Count count = row.count();
        return new Messages(
                way.by().isEmpty() ? words.text("health.unnamed") : way.by(),
                words.type(way.type()),
                way.country().matches("[A-Z]{2}") ? words.country(way.country()) : "",
                count.sent(),
                count.isTold() ? Long.toString(count.delivered()) : "",
                count.isTold() ? Long.toString(count.lost()) : "",
                count.failed(),
                money(row.cost(), row.currency()),
                money(row.wasted(), row.currency()));
    }

    private static String money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? "" : amount.toPlainString() + "\u00a0" + currency;
    }

    private static String total(Words words, Bill.Total total) {
        return words.text(
                "health.total",
                "cost",
                money(total.cost(), total.currency()),
                "wasted",
                money(total.wasted(), total.currency()));
    }

    private static HealthView.Limit limit(Words words, Tally.Exhausted each) {
        String key = "budget." + each.budget();
        return new HealthView.Limit(
                words.has(key) ? words.text(key) : each.budget(), each.times(), Times.whole(each.last()));
    }

    private static Tally tally(Call call) {
        Operator operator = call.operator();
        Instant from = call.engine().now().minus(BACK);
        Tally tally = new Tally();
        List<MfaEvent> page = operator.eventsFrom(from, PAGE);
        for (int pages = 1; !page.isEmpty(); pages++) {
            page.stream().filter(event -> !event.at().isBefore(from)).forEach(tally::add);
            if (page.size() < PAGE) {
                return tally;
            }
            if (pages == MOST_PAGES) {
                return tally.cut();
            }
            page = operator.events(page.get(page.size() - 1).id(), PAGE);
        }
        return tally;
    }

    HttpResponse count(Call call) {
        String tenant = call.engine().tenant();
        if (!counting.add(tenant)) {
            return call.go(call.at("/health"), Notice.Kind.PLAIN, call.words().text("health.counting"));
        }
        try {
            counted.put(tenant, new Counted(call.engine().now(), call.operator().keyUse()));
        } finally {
            counting.remove(tenant);
        }
        return call.go(call.at("/health"));
    }

    HttpResponse trail(Call call) {
        Words words = call.words();
        String user = call.query()
                .text("user")
                .map(String::strip)
                .filter(text -> text.length() <= LONGEST_ID)
                .orElse("");
        if (user.isEmpty()) {
            return call.go(call.at("/health"));
        }
        Operator.Trail trail;
        try {
            trail = call.operator().trail(user);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
        MfaEvent broken = trail.brokenAt();
        String told = trail.isWhole()
                ? words.text("trail.whole")
                : broken == null
                        ? words.text("trail.broken")
                        : words.text("trail.brokenAt", "at", Times.whole(broken.at()), "event", broken.type());
        List<MfaEvent> newest = new ArrayList<>(trail.events());
        List<MfaEvent> shown = newest.subList(Math.max(0, newest.size() - PAGE / 5), newest.size());
        HealthView.Trail view = new HealthView.Trail(
                user, Portraying.path(call, user), trail.isWhole(), told, new TimeLine(words).days(shown));
        return call.sheet(words.text("trail.title"))
                .place("health")
                .crumb(words.text("place.health"), call.at("/health"))
                .fact(words.text("utc"), "")
                .draw((out, frame) -> Templates.trail(out, frame, view));
    }
}
