package io.mfaengine;

import io.mfaengine.model.ActionId;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.UserKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
        SortedMap<String, String> attributes,
        @Nullable ChainLink link)
        implements Payload {
    /** In place of a user id, of what is about no user: no user id holds a control character. */
    static final String NOBODY = "\u0001tenant";

    static StoredEvent of(EventRecord stored) {
        return stored.payload() instanceof StoredEvent event
                ? event
                : read(stored.payload().text());
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
                id, Instant.ofEpochMilli(at), type, actor, nobody ? null : user.userId(), actionId, attributes, notify);
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
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
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
            SortedMap<String, String> attributes = new TreeMap<>();
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
                            attributes.put(in.nextName(), in.nextString());
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
}
