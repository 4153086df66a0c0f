package io.mfaengine;

import io.mfaengine.model.AuthenticatorType;
import java.util.Map;

/**
 * An event that an operation is about to append.
 *
 * @param type what
 * @param attributes more; never a secret
 */
record EventDraft(String type, Map<String, String> attributes) {
    static EventDraft of(String type) {
        return new EventDraft(type, Map.of());
    }

    static EventDraft of(String type, AuthenticatorType of) {
        return new EventDraft(type, Map.of("type", of.name()));
    }

    static EventDraft of(String type, StoredAuthenticator authenticator) {
        return new EventDraft(
                type,
                Map.of(
                        "type",
                        authenticator.type().name(),
                        "authenticator",
                        StoredAuthenticator.publicId(authenticator.id()).value()));
    }

    EventDraft with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(attributes);
        more.put(name, value);
        return new EventDraft(type, more);
    }
}
