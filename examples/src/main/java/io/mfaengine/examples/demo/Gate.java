package io.mfaengine.examples.demo;

import io.mfaengine.Clearance;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.Validation;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import java.net.URI;
import java.util.Optional;

/**
 * The application's side, and all of it: say what somebody wants to do, send them where the engine says, and act only on
 * the clearance that they come back with.
 */
final class Gate {
    private final MfaEngine mfa;

    Gate(MfaEngine mfa) {
        this.mfa = mfa;
    }

    /** What comes next: leave to go on, or a page to go to, or a no. */
    record Answer(Optional<Clearance> clearance, Optional<URI> page) {}

    /** May this go on? {@code back} is where the person comes back to, with the token. */
    Answer ask(Intent intent, URI back) {
        Decision decision = mfa.track(TrackRequest.of(intent).redirectUrl(back));
        return switch (decision.next()) {
            case PROCEED -> new Answer(Optional.of(decision.clearance()), Optional.empty());
            case CHALLENGE, ENROLL -> new Answer(Optional.empty(), Optional.of(decision.url()));
            case VALIDATE -> new Answer(proof(decision.token().value(), intent), Optional.empty());
            case AWAIT_REVIEW, DENY -> new Answer(Optional.empty(), Optional.empty());
        };
    }

    /** The person is back. Whether they passed is for the engine to say, and it says so once. */
    Optional<Clearance> proof(String token, Intent intent) {
        Validation proof = mfa.validateChallenge(Handle.of(token), intent);
        return proof.isValid() ? Optional.of(proof.clearance()) : Optional.empty();
    }

    /** The page on which somebody looks after their second steps, once they have shown that it is them. */
    URI settings(String userId, URI back) {
        Intent intent = Intent.user(userId).action("settings");
        return mfa.track(TrackRequest.of(intent).manage().redirectUrl(back)).url();
    }

    /** Whether somebody has a second step. */
    boolean isEnrolled(String userId) {
        return mfa.getUser(userId).isEnrolled();
    }
}
