package io.mfaengine.testkit;

import static io.mfaengine.testkit.NoteMethod.NOTE;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import java.time.Duration;

/** A world whose engines, one over each handle, send notes as well. */
final class NoteWorld {
    static final Duration LIFE = Duration.ofMinutes(5);

    final EngineWorld world;
    final NoteMethod notes;
    final MfaEngine mfa;
    final MfaEngine other;

    private NoteWorld(EngineWorld world, Limits limits, Duration life) {
        this.world = world;
        this.notes = new NoteMethod(life);
        this.mfa = world.engine(world.store).limits(limits).method(notes).build();
        this.other = world.engine(world.otherStore).limits(limits).method(notes).build();
    }

    static NoteWorld in(EngineWorld world) {
        return in(world, Limits.standard(), LIFE);
    }

    static NoteWorld in(EngineWorld world, Limits limits, Duration life) {
        return new NoteWorld(world, limits, life);
    }

    ActionSession person(String userId) {
        return world.person(mfa, userId);
    }

    ActionSession person(Intent intent) {
        return mfa.session(mfa.track(intent).token()).orElseThrow();
    }

    /** A session in which a note was sent. */
    ActionSession asked(String userId) {
        ActionSession person = person(userId);
        send(person);
        return person;
    }

    /** Has a note sent, and gives its code. */
    @CanIgnoreReturnValue
    String send(ActionSession person) {
        int before = notes.sent().size();
        NoteMethod.Note note = person.challenge(NOTE).open().prompt() == null ? null : notes.last();
        if (note == null || notes.sent().size() != before + 1) {
            throw new IllegalStateException("no note was sent");
        }
        return note.code();
    }

    /** A user who holds an address for notes, and recovery codes. */
    @CanIgnoreReturnValue
    Verification.Accepted enrolled(String userId) {
        return enrol(person(userId), userId + "@note.example");
    }

    @CanIgnoreReturnValue
    Verification.Accepted enrol(ActionSession person, String address) {
        person.enroll(NOTE, address).open();
        return person.verify(NOTE, notes.last().code()).accepted();
    }

    /** How many wrong codes a type takes before it waits, told by one more of them. */
    int leftAfterAWrongNote(String userId) {
        return asked(userId).verify(NOTE, notes.wrongCode()).refused().attemptsLeft();
    }

    boolean isLocked(String userId, AuthenticatorType type) {
        return person(userId).status().choices().stream()
                .anyMatch(choice -> choice.type().equals(type) && choice.lockedUntil() != null);
    }
}
