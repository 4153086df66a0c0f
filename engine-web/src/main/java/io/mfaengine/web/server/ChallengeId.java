package io.mfaengine.web.server;

import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;

/**
 * Names a challenge to the application: the token of its action, and the type that was asked. What it permits, the engine
 * decides by the token alone.
 *
 * @param type the type
 * @param token the token
 */
record ChallengeId(AuthenticatorType type, Handle token) {
    static ChallengeId parse(String text) {
        String[] parts = text.split("\\.", 2);
        if (parts.length != 2 || !parts[0].matches("[A-Za-z0-9_-]{1,64}")) {
            throw ChallengeRoutes.noSuchChallenge();
        }
        return new ChallengeId(AuthenticatorType.of(parts[0]), Handle.of(parts[1]));
    }

    String text() {
        return type.name() + "." + token.value();
    }

    @Override
    public String toString() {
        return "ChallengeId[" + type + "]";
    }
}
