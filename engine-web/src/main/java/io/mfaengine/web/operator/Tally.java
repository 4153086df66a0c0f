package io.mfaengine.web.operator;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of messages, and which limits were reached, by the events of a while. Not thread-safe. */
final class Tally {
    private static final String NOT_DELIVERED = "UNDELIVERED";

    private final Map<Way, Count> ways = new TreeMap<>();
    private final Map<String, Sent> byReference = new HashMap<>();
    private final List<MfaEvent> receipts = new ArrayList<>();
    private final Map<String, Exhausted> exhausted = new TreeMap<>();
    private boolean cut;

    /** How messages went: who carried them, of which type, where to. */
    record Way(String by, String type, String country) implements Comparable<Way> {
        private static final Comparator<Way> ORDER =
                Comparator.comparing(Way::by).thenComparing(Way::type).thenComparing(Way::country);

        AuthenticatorType of() {
            return AuthenticatorType.of(type);
        }

        @Override
        public int compareTo(Way other) {
            return ORDER.compare(this, other);
        }
    }

    /** What became of the messages that went one way; of parts, which are what costs. */
    record Count(long sent, long delivered, long lost, long failed, long parts, long partsLost) {
        private static final Count NOTHING = new Count(0, 0, 0, 0, 0, 0);

        Count plusSent(long of) {
            return new Count(sent + 1, delivered, lost, failed, parts + of, partsLost);
        }

        Count plusFailed(long of) {
            return new Count(sent, delivered, lost, failed + 1, parts, partsLost + of);
        }

        Count plus(boolean arrived, long of) {
            return arrived
                    ? new Count(sent, delivered + 1, lost, failed, parts, partsLost)
                    : new Count(sent, delivered, lost + 1, failed, parts, partsLost + of);
        }

        /** Whether it is told what arrives. */
        boolean isTold() {
            return delivered + lost > 0;
        }
    }

    /** That a limit was reached. */
    record Exhausted(String budget, long times, Instant last) {}

    private record Sent(Way way, long parts) {}

    /** Counts an event; in whatever order they come. */
    void add(MfaEvent event) {
        switch (event.type()) {
            case "message.sent" -> {
                Sent sent = new Sent(way(event), parts(event));
                change(sent.way(), count(sent.way()).plusSent(sent.parts()));
                if (!told(event, "reference").isEmpty()) {
                    byReference.put(reference(event), sent);
                }
            }
            case "message.failed" -> change(way(event), count(way(event)).plusFailed(parts(event)));
            case "message.receipt" -> receipts.add(event);
            case "sends.exhausted" ->
                exhausted.merge(
                        told(event, "budget"), new Exhausted(told(event, "budget"), 1, event.at()), Tally::later);
            default -> {}
        }
    }

    private static Exhausted later(Exhausted one, Exhausted other) {
        Instant last = one.last().isAfter(other.last()) ? one.last() : other.last();
        return new Exhausted(one.budget(), one.times() + other.times(), last);
    }

    private Count count(Way way) {
        return ways.getOrDefault(way, Count.NOTHING);
    }

    private void change(Way way, Count count) {
        ways.put(way, count);
    }

    private static Way way(MfaEvent event) {
        return new Way(told(event, "by"), told(event, "type"), told(event, "country"));
    }

    private static String reference(MfaEvent event) {
        return told(event, "by") + "\n" + told(event, "reference");
    }

    private static String told(MfaEvent event, String name) {
        return event.attributes().getOrDefault(name, "");
    }

    /** At least one: not every carrier tells. */
    private static long parts(MfaEvent event) {
        String text = told(event, "segments");
        return text.matches("[1-9][0-9]{0,3}") ? Long.parseLong(text) : 1;
    }

    /** That there were more events than were added. */
    @CanIgnoreReturnValue
    Tally cut() {
        cut = true;
        return this;
    }

    boolean isCut() {
        return cut;
    }

    /** Which limits were reached, the one that was reached last first. */
    List<Exhausted> exhausted() {
        return exhausted.values().stream()
                .sorted(Comparator.comparing(Exhausted::last).reversed())
                .toList();
    }

    /** What became of the messages, and what they cost. */
    Bill bill(Settings settings) {
        Map<Way, Count> all = new TreeMap<>(ways);
        last().forEach((reference, arrived) -> {
            Sent sent = byReference.get(reference);
            if (sent != null) {
                all.merge(sent.way(), Count.NOTHING, (count, none) -> count.plus(arrived, sent.parts()));
            }
        });
        return Bill.of(all, settings);
    }

    /** Whether a message arrived, as its carrier said last. */
    private Map<String, Boolean> last() {
        Map<String, Boolean> last = new HashMap<>();
        receipts.stream().sorted(Comparator.comparing(MfaEvent::at)).forEach(receipt -> {
            String status = told(receipt, "status");
            if (status.equals("DELIVERED") || status.equals(NOT_DELIVERED)) {
                last.put(reference(receipt), status.equals("DELIVERED"));
            }
        });
        return last;
    }
}
