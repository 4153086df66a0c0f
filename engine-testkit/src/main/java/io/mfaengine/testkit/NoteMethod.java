package io.mfaengine.testkit;

import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.method.Field;
import io.mfaengine.method.Opening;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final Duration life;
    private volatile Carrier carrier = note -> true;

    NoteMethod(Duration life) {
        this.life = life;
    }

    /** A note that was sent. */
    record Note(String address, String code, Handle reply, String sendId) {}

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
        return Opening.send(new Prompt.CodeSent("***", DIGITS), keep, life, (reply, sendId) -> {
            Note note = new Note(address, fresh, reply, sendId);
            sent.add(note);
            return carrier.carry(note);
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
}
