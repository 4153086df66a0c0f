package io.mfaengine.web.operator;

import io.mfaengine.Operator.Inspected;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.ActionList;
import io.mfaengine.web.view.portal.ActionList.Choice;
import io.mfaengine.web.view.portal.ActionList.Option;
import io.mfaengine.web.view.portal.ActionRow;
import io.mfaengine.web.view.portal.ActionView;
import io.mfaengine.web.view.portal.DayGraph;
import io.mfaengine.web.view.portal.UserView.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Actions: the log, one of them with its time line, and reviews. */
final class ActionPages {
    private static final int PAGE = 50;
    private static final List<Integer> DAYS = List.of(1, 7, 15, 30);
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 30;
    private static final int MOST_COUNTED = 200_000;
    private static final int MOST_AT_ONE_LOOK = 400_000;

    private final DayCounts counts = new DayCounts(MOST_COUNTED, MOST_AT_ONE_LOOK);

    HttpResponse list(Call call) {
        Words words = call.words();
        ActionFilter filter = ActionFilter.of(call.query());
        Action after = Cursor.of(call.query());
        Sought sought = Sought.in(call.engine(), filter, after, PAGE);
        Action last = sought.last();
        List<ActionRow> rows = sought.found().stream()
                .map(action -> Portraying.row(call, action))
                .toList();
        boolean never = rows.isEmpty() && filter.isEmpty() && after == null;
        ActionList view = new ActionList(
                call.at("/actions"),
                List.of(
                        new Choice("code", words.text("actions.code"), codes(call, filter.code())),
                        new Choice("state", words.text("actions.state"), states(words, filter.state())),
                        new Choice("type", words.text("action.with"), types(call, filter.type())),
                        new Choice("days", words.text("actions.time"), times(words, filter.days()))),
                filter.user(),
                filter.told(words),
                never,
                never || after != null ? null : graph(call, filter),
                rows,
                sought.isCut() && last != null
                        ? words.text(
                                rows.isEmpty() ? "actions.looked.none" : "actions.looked",
                                "n",
                                DayDrawing.number(Sought.MOST),
                                "at",
                                Times.whole(last.createdAt()))
                        : null,
                last == null ? null : call.at(filter.path()) + "&" + Cursor.query(last));
        return call.sheet(words.text("place.actions"))
                .place("actions")
                .fact(words.text("actions.review"), call.at("/actions?state=REVIEW_REQUIRED"))
                .draw((out, frame) -> Templates.actions(out, frame, view));
    }

    private DayGraph graph(Call call, ActionFilter filter) {
        int days = filter.days() == 0 ? USUAL_DAYS : Math.min(filter.days(), MOST_DAYS);
        return new DayDrawing(call.words(), counts.count(call.engine(), call.operator(), filter, days), counts.most())
                .draw(
                        day -> call.at(filter.path()) + "&"
                                + Cursor.before(ActionFilter.start(day.date().plusDays(1))),
                        filter.type().isEmpty());
    }

    /** What was ever tracked is registered in the settings, and so is here at the next load. */
    private static List<Option> codes(Call call, String chosen) {
        TreeSet<String> codes =
                new TreeSet<>(call.operator().settings().actions().keySet());
        if (!chosen.isEmpty()) {
            codes.add(chosen);
        }
        List<Option> options = new ArrayList<>();
        options.add(any(call.words(), chosen.isEmpty()));
        codes.forEach(code -> options.add(new Option(code, code, code.equals(chosen))));
        return options;
    }

    private static Option any(Words words, boolean chosen) {
        return new Option("", words.text("any"), chosen);
    }

    private static List<Option> states(Words words, String chosen) {
        List<Option> options = new ArrayList<>();
        options.add(any(words, chosen.isEmpty()));
        for (ActionState state : ActionState.values()) {
            options.add(new Option(
                    state.name(),
                    words.text("state." + state.name()),
                    state.name().equals(chosen)));
        }
        return options;
    }

    private static List<Option> types(Call call, String chosen) {
        TreeMap<String, String> types = new TreeMap<>();
        call.operator()
                .offered()
                .forEach(each -> types.put(
                        each.type().name(), call.words().type(each.type().name())));
        if (!chosen.isEmpty()) {
            types.put(chosen, call.words().type(chosen));
        }
        List<Option> options = new ArrayList<>();
        options.add(any(call.words(), chosen.isEmpty()));
        types.forEach((type, label) -> options.add(new Option(type, label, type.equals(chosen))));
        return options;
    }

    private static List<Option> times(Words words, int chosen) {
        List<Option> options = new ArrayList<>();
        options.add(any(words, chosen == 0));
        TreeSet<Integer> days = new TreeSet<>(DAYS);
        if (chosen > 0) {
            days.add(chosen);
        }
        days.forEach(
                each -> options.add(new Option(Integer.toString(each), words.count("last", each), each == chosen)));
        return options;
    }

    private static ActionId id(Call call) {
        try {
            return Intent.user(call.path("user"))
                    .action(call.path("code"))
                    .idempotencyKey(call.path("key"))
                    .id();
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    HttpResponse show(Call call) {
        ActionId id = id(call);
        Inspected found = call.operator().inspect(id).orElseThrow(Problem::notFound);
        Words words = call.words();
        Action action = found.action();
        List<MfaEvent> events = call.operator().events(id);
        boolean waits = action.state() == ActionState.REVIEW_REQUIRED && call.may(Permission.SUPPORT);
        ActionView view = new ActionView(
                waits ? Portraying.path(call, id) + "/settle" : null,
                new TimeLine(words).steps(events),
                facts(words, action, events),
                Portraying.path(call, id.userId()),
                found.intent().details().entrySet().stream()
                        .map(each -> new Fact(each.getKey(), each.getValue(), false))
                        .toList());
        return call.sheet(id.action())
                .place("actions")
                .crumb(words.text("place.actions"), call.at("/actions"))
                .tag(Portraying.state(words, action.state()))
                .fact(words.text("utc"), "")
                .draw((out, frame) -> Templates.action(out, frame, view));
    }

    private static List<Fact> facts(Words words, Action action, List<MfaEvent> events) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.text("action.user"), action.id().userId(), true));
        facts.add(new Fact(words.text("action.key"), action.id().idempotencyKey(), true));
        facts.add(new Fact(words.text("action.started"), Times.whole(action.createdAt()), false));
        if (action.passedWith() != null) {
            facts.add(new Fact(
                    words.text("action.with"), words.type(action.passedWith().name()), false));
        }
        if (events.size() > 1) {
            Duration took = Duration.between(
                    events.get(0).at(), events.get(events.size() - 1).at());
            facts.add(new Fact(words.text("action.took"), TimeLine.length(words, took), false));
        }
        return facts;
    }

    HttpResponse settle(Call call) {
        ActionId id = id(call);
        Action before = call.engine().getAction(id).orElseThrow(Problem::notFound);
        Action.Ruling ruling = ruling(call.typed("ruling", 8));
        Words words = call.words();
        String path = Portraying.path(call, id);
        if (ruling == null || before.state() != ActionState.REVIEW_REQUIRED) {
            return call.go(path, Notice.Kind.PLAIN, words.text("settle.none"));
        }
        ActionState next =
                ruling == Action.Ruling.PASS_REVIEW ? ActionState.REVIEW_SUCCEEDED : ActionState.REVIEW_FAILED;
        call.log("log.action.settled", about(id), words.text("state." + before.state()), words.text("state." + next));
        Optional<Action> after = call.operator().updateAction(id, ruling);
        return after.isPresent()
                ? call.go(path, Notice.Kind.OK, words.text("settle.done", "state", words.text("state." + next)))
                : call.go(path, Notice.Kind.PLAIN, words.text("settle.none"));
    }

    private static String about(ActionId id) {
        return String.join(" · ", id.action(), id.userId(), id.idempotencyKey());
    }

    private static Action.@Nullable Ruling ruling(String typed) {
        return switch (typed) {
            case "pass" -> Action.Ruling.PASS_REVIEW;
            case "fail" -> Action.Ruling.FAIL_REVIEW;
            default -> null;
        };
    }
}
