package io.mfaengine.testkit.engine;

import static io.mfaengine.testkit.engine.NoteMethod.NOTE;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Address;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.method.Field;
import io.mfaengine.method.Opening;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The plainest factor that sends something: a note with a code of six digits. Its reply handle is a link, which approves
 * without a code.
 */
final class NoteMethod implements AuthenticatorMethod {
    static final AuthenticatorType NOTE = AuthenticatorType.of("NOTE");

    private static final Field<String> ADDRESS = Field.text("address");
    private static final Field<byte[]> CODE = Field.bytes("code");
    private static final int DIGITS = 6;

    private final List<Note> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger doors = new AtomicInteger();
    private final Duration life;
    private volatile Carrier carrier = note -> true;

    NoteMethod(Duration life) {
        this.life = life;
    }

    /** A note that was sent. */
    record Note(String address, String code, Handle reply, String sendId) {}

    /** Where a note is brought to; each counts as a place of its own, so that these rules are about users only. */
    private record Door(String canonical, int number) implements Address {
        @Override
        public String destination() {
            return canonical + "#" + number;
        }

        @Override
        public String masked() {
            return "***";
        }
    }

    /** Whoever brings a note to its address. */
    interface Carrier {
        boolean carry(Note note);
    }

    void carriedBy(Carrier next) {
        carrier = next;
    }

    List<Note> sent() {
        return sent;
    }

    Note last() {
        return sent.get(sent.size() - 1);
    }

    /** A well-formed code that no note held. */
    String wrongCode() {
        for (int guess = 0; ; guess++) {
            String text = "00000" + guess;
            String candidate = text.substring(text.length() - DIGITS);
            if (!wasSent(candidate)) {
                return candidate;
            }
        }
    }

    private boolean wasSent(String code) {
        return sent.stream().anyMatch(note -> note.code().equals(code));
    }

    @Override
    public AuthenticatorType type() {
        return NOTE;
    }

    @Override
    public Opening enroll(Context context, @Nullable String address) {
        return address == null ? Opening.refuse(Refusal.MALFORMED) : ask(context, address);
    }

    @Override
    public Check confirm(Context context, Data asked, Response response) {
        Refusal refusal = refusal(context, asked, response);
        return refusal == null
                ? Check.enroll("Note", Data.empty().with(ADDRESS, asked.get(ADDRESS)))
                : Check.reject(refusal);
    }

    @Override
    public Opening challenge(Context context) {
        return ask(context, context.held().get(0).data().get(ADDRESS));
    }

    @Override
    public Check check(Context context, Data asked, Response response) {
        Refusal refusal = refusal(context, asked, response);
        Held held = context.held().get(0);
        return refusal == null ? Check.accept(held, held.data()) : Check.reject(refusal);
    }

    private Opening ask(Context context, String address) {
        String code = context.randomDigits(DIGITS);
        while (wasSent(code)) {
            code = context.randomDigits(DIGITS);
        }
        String fresh = code;
        Data keep = Data.empty().with(ADDRESS, address).with(CODE, hash(context, fresh));
        return Opening.send(
                new Prompt.CodeSent("***", DIGITS),
                keep,
                life,
                new Door(address, doors.incrementAndGet()),
                (reply, receipt, sendId) -> {
                    Note note = new Note(address, fresh, reply, sendId);
                    sent.add(note);
                    return carrier.carry(note) ? Delivery.ACCEPTED : Delivery.UNAVAILABLE;
                });
    }

    private static @Nullable Refusal refusal(Context context, Data asked, Response response) {
        if (response instanceof Response.Approved) {
            return null;
        }
        if (!(response instanceof Response.Code code) || !code.text().matches("[0-9]{6}")) {
            return Refusal.MALFORMED;
        }
        return MessageDigest.isEqual(hash(context, code.text()), asked.get(CODE)) ? null : Refusal.WRONG_RESPONSE;
    }

    private static byte[] hash(Context context, String code) {
        return context.hash(code.getBytes(StandardCharsets.US_ASCII));
    }

    /** A world whose engines, one over each handle, send notes as well. */
    static final class NoteWorld {
        static final Duration LIFE = Duration.ofMinutes(5);

        final EngineWorld world;
        final NoteMethod notes;
        final MfaEngine mfa;
        final MfaEngine other;

        private NoteWorld(EngineWorld world, Limits limits, Duration life) {
            this.world = world;
            this.notes = new NoteMethod(life);
            this.mfa = world.engine(world.store).limits(limits).method(notes).build();
            this.other =
                    world.engine(world.otherStore).limits(limits).method(notes).build();
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
}
