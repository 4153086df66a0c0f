package io.mfaengine.examples.signin;

import io.mfaengine.Clearance;

/** Somebody who is signed in. Nobody gets one without a clearance. */
final class Session {
    static final String SIGN_IN = "sign-in";

    private final String userId;

    private Session(String userId) {
        this.userId = userId;
    }

    static Session start(Clearance clearance) {
        return new Session(clearance.intent(SIGN_IN).userId());
    }

    String userId() {
        return userId;
    }
}
