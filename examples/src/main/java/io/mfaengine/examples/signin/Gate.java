package io.mfaengine.examples.signin;

import io.mfaengine.ActionSession;
import io.mfaengine.Clearance;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.Validation;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import java.util.Optional;

/**
 * The application's side, and all of it: say what somebody wants to do, do what the engine says comes next, and act only
 * on the clearance that comes back. A web application would redirect the person where this one calls a dialogue.
 */
final class Gate {
    private final MfaEngine mfa;
    private final Terminal terminal;
    private final ChallengeDialogue challenge;
    private final EnrolmentDialogue enrolment;

    Gate(MfaEngine mfa, Terminal terminal, ChallengeDialogue challenge, EnrolmentDialogue enrolment) {
        this.mfa = mfa;
        this.terminal = terminal;
        this.challenge = challenge;
        this.enrolment = enrolment;
    }

    /** Asks for leave to do what the intent says; empty if there is none, which the person has been told. */
    Optional<Clearance> ask(Intent intent) {
        Decision decision = mfa.track(intent);
        return switch (decision.next()) {
            case PROCEED -> Optional.of(decision.clearance());
            case CHALLENGE -> {
                challenge.pass(person(decision));
                yield validate(decision.token(), intent);
            }
            case ENROLL -> {
                enrolment.add(person(decision));
                yield validate(decision.token(), intent);
            }
            case VALIDATE -> validate(decision.token(), intent);
            case AWAIT_REVIEW -> no("This waits for a review.");
            case DENY -> no("This is not possible.");
        };
    }

    /**
     * Opens an action in which the person manages what they hold. It takes no clearance: until the challenge of that very
     * action is passed, its session refuses every change.
     */
    ActionSession manage(Intent intent) {
        Decision decision = mfa.track(TrackRequest.of(intent).manage());
        ActionSession person = person(decision);
        if (decision.next() == Decision.Next.CHALLENGE) {
            challenge.pass(person);
        }
        return person;
    }

    /** The person's side, opened with the token and nothing else. */
    private ActionSession person(Decision decision) {
        return mfa.session(decision.token()).orElseThrow();
    }

    /** The person is back. Whether they passed is for the engine to say, and it says so once. */
    private Optional<Clearance> validate(Handle token, Intent intent) {
        Validation proof = mfa.validateChallenge(token, intent);
        return proof.isValid() ? Optional.of(proof.clearance()) : no("Not confirmed. Nothing was done.");
    }

    private Optional<Clearance> no(String why) {
        terminal.bad(why);
        return Optional.empty();
    }
}
