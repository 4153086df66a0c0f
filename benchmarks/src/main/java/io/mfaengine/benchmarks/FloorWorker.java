package io.mfaengine.benchmarks;

import io.mfaengine.benchmarks.FloorStore.Action;
import io.mfaengine.benchmarks.FloorStore.ActionName;
import io.mfaengine.benchmarks.FloorStore.Event;
import io.mfaengine.benchmarks.FloorStore.EventName;
import io.mfaengine.benchmarks.FloorStore.User;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Objects;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** One thread that does by hand what the engine's operations can't do without. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up
public class FloorWorker {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final long TOKEN_LIFE = 600_000;
    private static final long VALIDATION_LIFE = 120_000;
    private static final long CAP = 600_000;
    private static final long RETENTION = 30L * 86_400_000;
    private static final int KEY_SYMBOLS = 26;
    private static final String REQUIRED = "CHALLENGE_REQUIRED";
    private static final byte[] NO_AAD = {};

    final Token[] sessions = new Token[Slice.BATCH];
    final String[] tokens = new String[Slice.BATCH];
    final String[] typed = new String[Slice.BATCH];
    FloorWorld world;
    BareCrypto crypto;
    Slice slice;

    /** Joins the world. */
    @Setup
    public void join(FloorWorld joined, ThreadParams threads) {
        world = joined;
        slice = new Slice(joined.users, threads);
        crypto = joined.crypto();
    }

    private byte[] draw(int count) {
        byte[] drawn = new byte[count];
        world.random.nextBytes(drawn);
        return drawn;
    }

    private static long number(byte[] drawn, int at) {
        return (long) LONG.get(drawn, at);
    }

    /** Tracks: random key, nonce, commit id and IV; a sealed token; the action and its event inserted. */
    String track(String user) {
        User seen = world.store.user(user);
        byte[] drawn = draw(KEY_SYMBOLS + 16 + 16 + BareCrypto.IV_BYTES);
        char[] key = new char[KEY_SYMBOLS];
        for (int i = 0; i < KEY_SYMBOLS; i++) {
            key[i] = SYMBOLS.charAt(drawn[i] & 31);
        }
        ActionName name = new ActionName(user, new String(key));
        long now = slice.millis();
        long nonce = number(drawn, 26);
        long nonceLow = number(drawn, 34);
        crypto.message
                .clear()
                .putLong(now + TOKEN_LIFE)
                .putLong(nonce)
                .putLong(nonceLow)
                .putLong(0);
        crypto.put("main");
        crypto.put(user);
        crypto.put("sign-in");
        crypto.put(name.key());
        byte[] sealed = crypto.seal(crypto.message.array(), crypto.message.position(), drawn, 58, NO_AAD);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        String state =
                seen.sealedSeed().length > 0 && world.permits(FloorWorld.ACTION, FloorWorld.TYPE) ? REQUIRED : "ALLOW";
        Action action = new Action(
                number(drawn, 42) ^ number(drawn, 50), nonce, nonceLow, state, now, now + RETENTION, 0, 0, "");
        Event event = new Event(user, name, "action.tracked", now + RETENTION, 0, 0);
        world.store.insert(seen, name, action, new EventName(now, number(drawn, 42)), event);
        return token;
    }

    /** Where a token leads, and what the action has to know. */
    record Token(ActionName name, long expiresAt, long nonce, long nonceLow) {}

    /** Opens a token, as a session does once for all that is asked of it. */
    Token open(String token) {
        ByteBuffer in = ByteBuffer.wrap(crypto.open(Base64.getUrlDecoder().decode(token), NO_AAD));
        long expiresAt = in.getLong();
        long nonce = in.getLong();
        long nonceLow = in.getLong(in.position());
        in.position(4 * Long.BYTES);
        boolean ours = BareCrypto.text(in).equals("main");
        String user = BareCrypto.text(in);
        if (!ours || !BareCrypto.text(in).equals(FloorWorld.ACTION)) {
            throw new IllegalArgumentException("not one of these tokens");
        }
        return new Token(new ActionName(user, BareCrypto.text(in)), expiresAt, nonce, nonceLow);
    }

    /** Verifies: both loads, the gates, the seed opened, three codes, the chain, and one write of all three. */
    boolean verify(Token token, String typedCode) {
        ActionName name = token.name();
        User user = world.store.user(name.user());
        Action action = Objects.requireNonNull(world.store.action(name));
        long now = slice.millis();
        int code = code(typedCode);
        if (code < 0
                || now >= token.expiresAt()
                || action.nonce() != token.nonce()
                || action.nonceLow() != token.nonceLow()
                || user.lockedUntil() > now
                || !world.permits(FloorWorld.ACTION, FloorWorld.TYPE)
                || !action.state().equals(REQUIRED)) {
            throw new IllegalStateException("nothing is to be refused here");
        }
        byte[] seed = crypto.open(user.sealedSeed(), FloorWorld.aad(name.user()));
        int matches = crypto.codes.matches(seed, code, slice.step() - 1, 3);
        long used = slice.step() + 30 - Integer.numberOfLeadingZeros(matches);
        boolean right = matches != 0 && used > user.usedStep();
        String type = right ? "challenge.passed" : "challenge.failed";
        byte[] drawn = draw(16);
        byte[] mac = chain(user, name, type, now, drawn);
        long version = number(drawn, 0) ^ number(drawn, 8);
        User next = right
                ? user.used(version, used, number(mac, 0), number(mac, 8))
                : user.failed(version, now, number(mac, 0), number(mac, 8));
        Action done = new Action(
                version,
                action.nonce(),
                action.nonceLow(),
                right ? "CHALLENGE_SUCCEEDED" : action.state(),
                action.createdAt(),
                action.expiresAt(),
                right ? now : 0,
                right ? action.failures() : action.failures() + 1,
                "");
        write(name, user, next, done, type, now, drawn, mac);
        return right;
    }

    /** The number that six digits spell; -1 if they are not. */
    private static int code(String typedCode) {
        int number = 0;
        for (int i = 0; i < typedCode.length(); i++) {
            char digit = typedCode.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return typedCode.length() == 6 ? number : -1;
    }

    /** Refuses because of a lock: both loads, the commit's id, the MAC that names the capped event, one put if absent. */
    boolean refuse(Token token) {
        ActionName name = token.name();
        User user = world.store.user(name.user());
        Action action = Objects.requireNonNull(world.store.action(name));
        long now = slice.millis();
        boolean locked = now < token.expiresAt()
                && action.nonce() == token.nonce()
                && action.nonceLow() == token.nonceLow()
                && world.permits(FloorWorld.ACTION, FloorWorld.TYPE)
                && user.lockedUntil() > now;
        long version = number(draw(16), 8);
        byte[] mac = crypto.request(name.user() + "\nattempt.refused\n{reason=LOCKED, type=AUTHENTICATOR_APP}");
        Event event = new Event(name.user(), name, "attempt.refused", now + RETENTION, version, 0);
        world.store.cap(new EventName(now - now % CAP, number(mac, 0)), event);
        return locked;
    }

    /** Validates: the token opened, both loads, the request hashed, the chain, one write of all three. */
    boolean validate(String token, String request) {
        Token opened = open(token);
        ActionName name = opened.name();
        User user = world.store.user(name.user());
        Action action = Objects.requireNonNull(world.store.action(name));
        long now = slice.millis();
        boolean valid = now < opened.expiresAt() + VALIDATION_LIFE
                && now < action.passedAt() + VALIDATION_LIFE
                && user.lockedUntil() <= now
                && world.permits(FloorWorld.ACTION, FloorWorld.TYPE)
                && action.nonce() == opened.nonce()
                && action.nonceLow() == opened.nonceLow()
                && action.state().equals("CHALLENGE_SUCCEEDED")
                && action.request().isEmpty();
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(crypto.request(request));
        byte[] drawn = draw(16);
        byte[] mac = chain(user, name, "action.validated", now, drawn);
        long version = number(drawn, 0) ^ number(drawn, 8);
        Action done = new Action(
                version,
                action.nonce(),
                action.nonceLow(),
                action.state(),
                action.createdAt(),
                action.expiresAt(),
                action.passedAt(),
                action.failures(),
                hash);
        User next = user.chained(version, number(mac, 0), number(mac, 8));
        write(name, user, next, done, "action.validated", now, drawn, mac);
        return valid;
    }

    private byte[] chain(User user, ActionName name, String type, long now, byte[] drawn) {
        crypto.message.clear().putLong(user.mac()).putLong(user.macLow()).putLong(user.chained());
        crypto.message
                .putLong(user.version())
                .putLong(now)
                .putLong(number(drawn, 0))
                .putLong(number(drawn, 8));
        crypto.put("main");
        crypto.put(name.user());
        crypto.put("sign-in");
        crypto.put(name.key());
        crypto.put(type);
        crypto.put("person");
        crypto.put("type");
        crypto.put("AUTHENTICATOR_APP");
        crypto.put("authenticator");
        crypto.message.putLong(user.usedStep());
        return crypto.chain();
    }

    private void write(
            ActionName name, User user, User next, Action done, String type, long now, byte[] drawn, byte[] mac) {
        Event event = new Event(name.user(), name, type, now + RETENTION, number(mac, 0), number(mac, 8));
        world.store.replace(user, next, name, done, new EventName(now, number(drawn, 0)), event);
    }
}
