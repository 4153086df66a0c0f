package io.mfaengine;

import io.mfaengine.model.ActionId;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.UserKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored.
 *
 * @param at when, in milliseconds
 * @param type what
 * @param actor who did it
 * @param action the action it belongs to, null if to none
 * @param attributes more
 * @param link its place in the chain, null if it was inserted beside it
 */
record StoredEvent(
        long at,
        String type,
        String actor,
        @Nullable ActionKey action,
        Attributes attributes,
        @Nullable ChainLink link) implements Payload {
    /** In place of a user id, of what is about no user: no user id holds a control character. */
    static final String NOBODY = "\u0001tenant";

    static StoredEvent of(EventRecord stored) {
        return stored.payload() instanceof StoredEvent event
                ? event
                : read(stored.payload().text());
    }

    StoredEvent linked(ChainLink next) {
        return new StoredEvent(at, type, actor, action, attributes, next);
    }

    MfaEvent published(UserKey user, String id) {
        return published(user, id, List.of());
    }

    /** With the addresses at which the person should hear of it. */
    MfaEvent published(UserKey user, String id, List<String> notify) {
        boolean nobody = user.userId().equals(NOBODY);
        ActionId actionId = action == null || nobody
                ? null
                : Intent.user(user.userId())
                        .action(action.action())
                        .idempotencyKey(action.idempotencyKey())
                        .id();
        return new MfaEvent(
                id,
                Instant.ofEpochMilli(at),
                type,
                actor,
                nobody ? null : user.userId(),
                actionId,
                attributes.asMap(),
                notify);
    }

    @Override
    public String text() {
        return Json.write(out -> {
            out.beginObject();
            out.name("at").value(at);
            out.name("type").value(type);
            out.name("actor").value(actor);
            if (action != null) {
                out.name("action").value(action.action());
                out.name("key").value(action.idempotencyKey());
            }
            out.name("attributes").beginObject();
            for (Map.Entry<String, String> attribute : attributes.asMap().entrySet()) {
                out.name(attribute.getKey()).value(attribute.getValue());
            }
            out.endObject();
            if (link != null) {
                link.write(out.name("chain"));
            }
            out.endObject();
        });
    }

    private static StoredEvent read(String text) {
        return Json.read("event", text, in -> {
            long at = 0;
            String type = "";
            String actor = "";
            @Nullable String action = null;
            String key = "";
            Attributes attributes = Attributes.NONE;
            @Nullable ChainLink link = null;
            in.beginObject();
            while (in.hasNext()) {
                switch (in.nextName()) {
                    case "at" -> at = in.nextLong();
                    case "type" -> type = in.nextString();
                    case "actor" -> actor = in.nextString();
                    case "action" -> action = in.nextString();
                    case "key" -> key = in.nextString();
                    case "attributes" -> {
                        in.beginObject();
                        while (in.hasNext()) {
                            attributes = attributes.with(in.nextName(), in.nextString());
                        }
                        in.endObject();
                    }
                    case "chain" -> link = ChainLink.read(in);
                    default -> in.skipValue();
                }
            }
            in.endObject();
            return new StoredEvent(
                    at, type, actor, action == null ? null : new ActionKey(action, key), attributes, link);
        });
    }

    /**
     * Text by name, sorted by it, laid out flat: events are what there are most of.
     *
     * @param flat each name and, after it, its value
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by what it holds
    record Attributes(String[] flat) {
        static final Attributes NONE = new Attributes(new String[0]);

        Attributes with(String name, String value) {
            int at = 0;
            while (at < flat.length && flat[at].compareTo(name) < 0) {
                at += 2;
            }
            int rest = at < flat.length && flat[at].equals(name) ? at + 2 : at;
            String[] more = Arrays.copyOf(flat, flat.length + 2 - (rest - at));
            more[at] = name;
            more[at + 1] = value;
            System.arraycopy(flat, rest, more, at + 2, flat.length - rest);
            return new Attributes(more);
        }

        @Nullable
        String get(String name) {
            for (int i = 0; i < flat.length; i += 2) {
                if (flat[i].equals(name)) {
                    return flat[i + 1];
                }
            }
            return null;
        }

        void forEach(BiConsumer<String, String> each) {
            for (int i = 0; i < flat.length; i += 2) {
                each.accept(flat[i], flat[i + 1]);
            }
        }

        /** Sorted. */
        Map<String, String> asMap() {
            Map<String, String> map = new TreeMap<>();
            forEach(map::put);
            return map;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Attributes that && Arrays.equals(flat, that.flat);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(flat);
        }

        @Override
        public String toString() {
            return Arrays.toString(flat);
        }
    }
}
