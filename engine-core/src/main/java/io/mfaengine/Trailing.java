package io.mfaengine;

import io.mfaengine.ChainLink.ChainHead;
import io.mfaengine.StoredEvent.Attributes;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.UserKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/** Turns drafts into event records: chained, inserted beside the chain, or capped. */
final class Trailing {
    /** Capped events of one kind are written once in so long. */
    static final long BUCKET = Duration.ofMinutes(10).toMillis();

    private static final long JUMP = Duration.ofSeconds(10).toMillis();

    /** NIST SP 800-63B-4 section 4.6. */
    private static final Set<String> NOTIFIED = Set.of(
            "authenticator.enrolled",
            "authenticator.moved",
            "authenticator.removed",
            "recovery.issued",
            "type.disabled",
            "type.locked",
            "type.unlocked",
            "user.erased",
            "user.updated");

    private static final int REMEMBERED = 1_024;

    private final long retention;
    private final List<Consumer<MfaEvent>> listeners;
    private final AtomicReferenceArray<Noted> noted = new AtomicReferenceArray<>(REMEMBERED);

    Trailing(long retention, List<Consumer<MfaEvent>> listeners) {
        this.retention = retention;
        this.listeners = listeners;
    }

    /** What was appended, and where the chain ends with it. */
    record Chained(List<EventRecord> events, ChainHead head) {}

    Chained chain(View view, StoredUser user, String actor, List<EventDraft> drafts) {
        ChainHead head = user.head();
        List<EventDraft> all = drafts;
        if (head.at() > view.now() + JUMP) {
            all = new ArrayList<>(drafts);
            // first, so that an erasure stays the last of its chain
            all.add(0, EventDraft.of("clock.back").with("millis", Long.toString(head.at() - view.now())));
        }
        EventRecord[] events = new EventRecord[all.size()];
        for (int i = 0; i < events.length; i++) {
            EventDraft draft = all.get(i);
            String id = id(view, head.count() + 1);
            StoredEvent bare = event(view, actor, draft);
            ChainLink link =
                    ChainLink.after(head, user.incarnation(), view.tenant().chain(), view.key(), id, bare);
            events[i] = record(view, id, bare.linked(link));
            head = link.head(view.now());
        }
        return new Chained(List.of(events), head);
    }

    EventRecord insert(View view, String actor, EventDraft draft) {
        return record(view, id(view, 0), event(view, actor, draft));
    }

    /** The same for all of its kind within a while, so that the store keeps the first only. */
    EventRecord capped(View view, String actor, EventDraft draft) {
        long bucket = view.now() - Math.floorMod(view.now(), BUCKET);
        String kind = view.key().userId() + "\n" + actor + "\n" + draft.type() + "\n" + draft.attributes();
        byte[] hash = view.tenant().requests().hash(kind.getBytes(StandardCharsets.UTF_8));
        String id = HexFormat.of().toHexDigits(bucket, 12) + HexFormat.of().formatHex(hash, 0, 10);
        return record(view, id, event(view, actor, draft));
    }

    /** A capped event that the store has, by what its id is made of. */
    private record Noted(UserKey user, String actor, EventDraft draft, long bucket) {
        int slot() {
            int hash = hashCode();
            return (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
        }
    }

    private static Noted noted(View view, String actor, EventDraft draft) {
        return new Noted(view.key(), actor, draft, Math.floorDiv(view.now(), BUCKET));
    }

    /** Whether the store has this capped event, as far as is remembered: then an attacker's next try writes nothing. */
    boolean isNoted(View view, String actor, EventDraft draft) {
        Noted asked = noted(view, actor, draft);
        return asked.equals(noted.get(asked.slot()));
    }

    /** Remembers that the store has it; a few of them, the last ones. */
    void remember(View view, String actor, EventDraft draft) {
        Noted done = noted(view, actor, draft);
        noted.set(done.slot(), done);
    }

    /** Whether the person should hear of one of these at the addresses that they had before (R51). */
    boolean concernsThePerson(List<EventDraft> drafts) {
        return !listeners.isEmpty() && drafts.stream().anyMatch(draft -> isNotified(draft.type(), draft.attributes()));
    }

    private static boolean isNotified(String type, Attributes attributes) {
        return NOTIFIED.contains(type)
                || (type.equals("challenge.passed")
                        && AuthenticatorType.RECOVERY_CODE.name().equals(attributes.get("type")));
    }

    /** Tells the listeners, best effort: what one throws is its own affair. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    void tell(List<EventRecord> events, List<String> addresses) {
        if (listeners.isEmpty()) {
            return;
        }
        for (EventRecord event : events) {
            StoredEvent stored = StoredEvent.of(event);
            List<String> notify = isNotified(stored.type(), stored.attributes()) ? addresses : List.of();
            MfaEvent published = stored.published(event.user(), event.id(), notify);
            for (Consumer<MfaEvent> listener : listeners) {
                try {
                    listener.accept(published);
                } catch (RuntimeException e) {
                    System.getLogger("io.mfaengine")
                            .log(System.Logger.Level.WARNING, "a listener threw on " + published.type(), e);
                }
            }
        }
    }

    /** Sorts by the instant, and within it by the place in the chain; what makes it unique is the commit's chance. */
    private static String id(View view, long number) {
        ByteBuffer id = ByteBuffer.allocate(16)
                .putShort((short) (view.now() >>> 32))
                .putInt((int) view.now())
                .putShort((short) number)
                .putLong(view.commit().high());
        return HexFormat.of().formatHex(id.array());
    }

    private static StoredEvent event(View view, String actor, EventDraft draft) {
        return new StoredEvent(view.now(), draft.type(), actor, view.actionKey(), draft.attributes(), null);
    }

    private EventRecord record(View view, String id, StoredEvent event) {
        return new EventRecord(view.key(), id, Instant.ofEpochMilli(view.now() + retention), event);
    }

    /**
     * An event that an operation is about to append.
     *
     * @param type what
     * @param attributes more; never a secret
     */
    record EventDraft(String type, Attributes attributes) {
        static EventDraft of(String type) {
            return new EventDraft(type, Attributes.NONE);
        }

        static EventDraft of(String type, AuthenticatorType of) {
            return of(type).with("type", of.name());
        }

        static EventDraft of(String type, StoredAuthenticator authenticator) {
            return of(type, authenticator.type()).with("authenticator", authenticator.hexId());
        }

        EventDraft with(String name, String value) {
            return new EventDraft(type, attributes.with(name, value));
        }
    }
}
