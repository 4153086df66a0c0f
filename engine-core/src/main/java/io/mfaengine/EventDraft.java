package io.mfaengine;

import io.mfaengine.model.AuthenticatorType;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An event that an operation is about to append.
 *
 * @param type what
 * @param attributes more; never a secret
 */
record EventDraft(String type, SortedMap<String, String> attributes) {
    static EventDraft of(String type) {
        return new EventDraft(type, Collections.emptySortedMap());
    }

    static EventDraft of(String type, AuthenticatorType of) {
        return of(type).with("type", of.name());
    }

    static EventDraft of(String type, StoredAuthenticator authenticator) {
        return of(type, authenticator.type())
                .with(
                        "authenticator",
                        StoredAuthenticator.publicId(authenticator.id()).value());
    }

    EventDraft with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(attributes);
        more.put(name, value);
        return new EventDraft(type, more);
    }
}
