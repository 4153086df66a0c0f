package io.mfaengine.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The users of the floors: in hash maps, one record each, with as little as a careful program has to keep. */
@State(Scope.Benchmark)
public class FloorWorld {
    /** How many users there are. */
    @Param("1000")
    public int users;

    final ConcurrentHashMap<String, User> byId = new ConcurrentHashMap<>();
    final ConcurrentHashMap<ActionName, Action> actions = new ConcurrentHashMap<>();
    final ConcurrentHashMap<EventName, Event> events = new ConcurrentHashMap<>();
    final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[32];

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record User(
            long version,
            byte[] sealedSeed,
            long usedStep,
            int consecutive,
            long[] failures,
            long lockedUntil,
            long chained,
            long mac,
            long macLow) {
        User used(long version, long step, long mac, long macLow) {
            return new User(version, sealedSeed, step, 0, failures, 0, chained + 1, mac, macLow);
        }

        User failed(long version, long[] more, long mac, long macLow) {
            return new User(version, sealedSeed, usedStep, consecutive + 1, more, 0, chained + 1, mac, macLow);
        }

        User locked(long until) {
            return new User(version, sealedSeed, usedStep, 5, failures, until, chained, mac, macLow);
        }

        User chained(long version, long mac, long macLow) {
            return new User(
                    version, sealedSeed, usedStep, consecutive, failures, lockedUntil, chained + 1, mac, macLow);
        }
    }

    record ActionName(String user, String key) {}

    record Action(
            long version,
            long nonce,
            long nonceLow,
            String state,
            long createdAt,
            long passedAt,
            int failures,
            String request) {}

    record EventName(long at, long random) {}

    record Event(String user, ActionName action, String type, long mac, long macLow) {}

    /** Seals a seed for each user. */
    @Setup
    public void enrol() {
        random.nextBytes(key);
        BareCrypto crypto = crypto();
        byte[] iv = new byte[BareCrypto.IV_BYTES];
        for (int user = 0; user < users; user++) {
            random.nextBytes(iv);
            String id = People.id(user);
            byte[] sealed = crypto.seal(People.seed(user), People.SEED_BYTES, iv, 0, aad(id));
            byId.put(id, new User(1, sealed, 0, 0, new long[0], 0, 0, 0, 0));
        }
    }

    /** Forgets what was tracked. */
    @Setup(Level.Iteration)
    public void purge() {
        actions.clear();
        events.clear();
    }

    BareCrypto crypto() {
        return new BareCrypto(key);
    }

    /** Where a seed lives: no longer than what names the place in full. */
    static byte[] aad(String user) {
        return user.getBytes(StandardCharsets.UTF_8);
    }
}
