package io.mfaengine.web.operator;

import io.mfaengine.model.MfaEvent;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.ActionView.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events in words, each with the reason of every refusal. */
final class TimeLine {
    private static final Set<String> GOOD =
            Set.of("challenge.passed", "action.validated", "authenticator.enrolled", "challenge.claimed");
    private static final Set<String> BAD = Set.of(
            "attempt.refused",
            "challenge.failed",
            "challenge.ended",
            "challenge.vetoed",
            "change.refused",
            "data.unreadable",
            "message.failed",
            "sends.exhausted",
            "type.disabled",
            "type.locked",
            "validation.refused");
    private static final Set<String> PEOPLE = Set.of("person", "host", "carrier", "engine");
    private static final long SECOND = 1_000;

    private final Words words;

    TimeLine(Words words) {
        this.words = words;
    }

    List<Step> steps(List<MfaEvent> events) {
        List<Step> steps = new ArrayList<>();
        Instant before = null;
        for (MfaEvent event : events) {
            steps.add(step(event, before, Times.clock(event.at())));
            before = event.at();
        }
        return steps;
    }

    /** With the day, for what goes over many. */
    List<Step> days(List<MfaEvent> events) {
        return events.stream()
                .map(event -> step(event, null, Times.whole(event.at())))
                .toList();
    }

    private Step step(MfaEvent event, @Nullable Instant before, String at) {
        String tone = GOOD.contains(event.type()) ? "ok" : BAD.contains(event.type()) ? "bad" : "";
        String when = before == null
                ? at
                : words.text("line.later", "at", at, "time", length(words, Duration.between(before, event.at())));
        return new Step(tone, what(event), when, detail(event));
    }

    private String what(MfaEvent event) {
        String key = "event." + event.type();
        return words.has(key) ? words.text(key) : event.type();
    }

    private String detail(MfaEvent event) {
        Map<String, String> told = event.attributes();
        List<String> parts = new ArrayList<>();
        if (told.containsKey("type")) {
            parts.add(words.type(told.get("type")));
        }
        if (told.containsKey("reason")) {
            String key = "reason." + told.get("reason");
            parts.add(words.has(key) ? words.text(key) : told.get("reason"));
        }
        if (told.containsKey("state")) {
            parts.add(words.text("state." + told.get("state")));
        }
        if (told.containsKey("next")) {
            parts.add(words.text("next." + told.get("next")));
        }
        for (String name : List.of("by", "fate", "cause", "status", "budget", "consecutive", "until")) {
            if (told.containsKey(name) && !told.get(name).isEmpty()) {
                parts.add(words.text("line." + name, "value", told.get(name)));
            }
        }
        if (!PEOPLE.contains(event.actor())) {
            parts.add(words.text("line.actor", "value", event.actor()));
        }
        return String.join(". ", parts);
    }

    /** Lengths of a page that is being used: to the tenth of a second below ten. */
    static String length(Words words, Duration length) {
        long millis = Math.max(0, length.toMillis());
        if (millis < 10 * SECOND) {
            return words.text("line.seconds", "n", millis / SECOND + "." + millis % SECOND / 100);
        }
        return words.time(Duration.ofSeconds(millis / SECOND));
    }
}
