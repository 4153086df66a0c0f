package io.mfaengine.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The users of the floors, one record each, and what all threads share. */
@State(Scope.Benchmark)
public class FloorWorld {
    static final String ACTION = "sign-in";
    static final String TYPE = "AUTHENTICATOR_APP";

    /** How many users there are. */
    @Param("1000")
    public int users;

    final FloorStore store = new FloorStore();
    final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[32];

    /** The types that an action may use; an operator may change them at any time. */
    private volatile Map<String, Set<String>> permitted = Map.of();

    /** Seals a seed for each user. */
    @Setup
    public void enrol() {
        permitted = Map.of(ACTION, Set.of(TYPE));
        random.nextBytes(key);
        BareCrypto crypto = crypto();
        byte[] iv = new byte[BareCrypto.IV_BYTES];
        for (int user = 0; user < users; user++) {
            random.nextBytes(iv);
            String id = People.id(user);
            byte[] sealed = crypto.seal(People.seed(user), People.SEED_BYTES, iv, 0, aad(id));
            store.put(id, new FloorStore.User(1, sealed, 0, 0, new long[0], 0, 0, 0, 0));
        }
    }

    /** Forgets what was tracked. */
    @Setup(Level.Iteration)
    public void purge() {
        store.purge();
    }

    boolean permits(String action, String type) {
        return permitted.getOrDefault(action, Set.of()).contains(type);
    }

    BareCrypto crypto() {
        return new BareCrypto(key);
    }

    /** Where a seed lives: no longer than what names the place in full. */
    static byte[] aad(String user) {
        return user.getBytes(StandardCharsets.UTF_8);
    }
}
