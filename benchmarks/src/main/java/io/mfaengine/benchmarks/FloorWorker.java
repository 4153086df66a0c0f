package io.mfaengine.benchmarks;

import io.mfaengine.benchmarks.FloorWorld.Action;
import io.mfaengine.benchmarks.FloorWorld.ActionName;
import io.mfaengine.benchmarks.FloorWorld.Event;
import io.mfaengine.benchmarks.FloorWorld.EventName;
import io.mfaengine.benchmarks.FloorWorld.User;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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
    private static final int KEY_SYMBOLS = 26;
    private static final byte[] NO_AAD = {};

    final ActionName[] tracked = new ActionName[Slice.BATCH];
    final String[] tokens = new String[Slice.BATCH];
    final int[] typed = new int[Slice.BATCH];
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

    /** Tracks: random key, nonce, commit id and IV; a sealed token; a put of the action and of the event. */
    String track(String user, int operation) {
        Objects.requireNonNull(world.byId.get(user));
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
        world.actions.put(
                name,
                new Action(
                        number(drawn, 42) ^ number(drawn, 50), nonce, nonceLow, "CHALLENGE_REQUIRED", now, 0, 0, ""));
        world.events.put(new EventName(now, number(drawn, 42)), new Event(user, name, "action.tracked", 0, 0));
        tracked[operation] = name;
        return token;
    }

    /** Verifies: both loads, the seed opened, three codes, the chain, a compare-and-set of the user, two puts. */
    boolean verify(ActionName name, int code) {
        User user = Objects.requireNonNull(world.byId.get(name.user()));
        Action action = Objects.requireNonNull(world.actions.get(name));
        byte[] seed = crypto.open(user.sealedSeed(), FloorWorld.aad(name.user()));
        long step = slice.step();
        int matches = crypto.codes.matches(seed, code, step - 1, 3);
        long used = step + 30 - Integer.numberOfLeadingZeros(matches);
        boolean right = matches != 0 && used > user.usedStep();
        byte[] drawn = draw(16);
        long now = slice.millis();
        byte[] mac = chain(user, name, right ? "challenge.passed" : "challenge.failed", now, drawn);
        long version = number(drawn, 0) ^ number(drawn, 8);
        User next;
        if (right) {
            next = user.used(version, used, number(mac, 0), number(mac, 8));
        } else {
            long[] failures = Arrays.copyOf(user.failures(), user.failures().length + 1);
            failures[failures.length - 1] = now;
            next = user.failed(version, failures, number(mac, 0), number(mac, 8));
        }
        Action done = new Action(
                version,
                action.nonce(),
                action.nonceLow(),
                right ? "CHALLENGE_SUCCEEDED" : action.state(),
                action.createdAt(),
                right ? now : 0,
                action.failures() + 1,
                "");
        write(name, user, next, done, right ? "challenge.passed" : "challenge.failed", now, drawn, mac);
        return right;
    }

    /** Refuses because of a lock: both loads, the commit's id, the MAC that names the capped event, one put if absent. */
    boolean refuse(ActionName name) {
        User user = Objects.requireNonNull(world.byId.get(name.user()));
        Objects.requireNonNull(world.actions.get(name));
        long now = slice.millis();
        boolean locked = user.lockedUntil() > now;
        long version = number(draw(16), 8);
        byte[] mac = crypto.request(name.user() + "\nattempt.refused\n{reason=LOCKED, type=AUTHENTICATOR_APP}");
        world.events.putIfAbsent(
                new EventName(now, number(mac, 0)), new Event(name.user(), name, "attempt.refused", version, 0));
        return locked;
    }

    /** Validates: the token opened, both loads, the request hashed, the chain, a compare-and-set of the user, two puts. */
    boolean validate(String token, String request) {
        ByteBuffer in = ByteBuffer.wrap(crypto.open(Base64.getUrlDecoder().decode(token), NO_AAD));
        long expiresAt = in.getLong();
        long nonce = in.getLong();
        long nonceLow = in.getLong(in.position());
        in.position(4 * Long.BYTES);
        boolean ours = BareCrypto.text(in).equals("main");
        String userId = BareCrypto.text(in);
        ours &= BareCrypto.text(in).equals("sign-in");
        ActionName name = new ActionName(userId, BareCrypto.text(in));
        User user = Objects.requireNonNull(world.byId.get(userId));
        Action action = Objects.requireNonNull(world.actions.get(name));
        long now = slice.millis();
        boolean valid = ours
                && now < expiresAt
                && action.nonce() == nonce
                && action.nonceLow() == nonceLow
                && action.passedAt() > 0
                && action.request().isEmpty();
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(crypto.request(request));
        byte[] drawn = draw(16);
        byte[] mac = chain(user, name, "action.validated", now, drawn);
        long version = number(drawn, 0) ^ number(drawn, 8);
        Action done =
                new Action(version, nonce, nonceLow, action.state(), action.createdAt(), action.passedAt(), 0, hash);
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
        if (!world.byId.replace(name.user(), user, next)) {
            throw new IllegalStateException("another thread has this user");
        }
        world.actions.put(name, done);
        world.events.put(
                new EventName(now, number(drawn, 0)),
                new Event(name.user(), name, type, number(mac, 0), number(mac, 8)));
    }
}
