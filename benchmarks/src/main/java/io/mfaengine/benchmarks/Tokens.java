package io.mfaengine.benchmarks;

import io.mfaengine.HandleDoor;
import io.mfaengine.model.Handle;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Handles: made of a locator, and opened to one.
 *
 * <p><b>Floor</b>: the same fields put into a buffer and sealed with a reused cipher, as base64url text; decoded, opened
 * and read again, each text a string of its own.
 */
@State(Scope.Thread)
public class Tokens {
    private static final byte[] NO_AAD = {};
    private static final String USER = People.id(123);
    private static final String KEY = "0123456789ABCDEFGHJKMNPQRS";

    private final HandleDoor door = new HandleDoor(new SecureRandom(), "main", USER, "sign-in", KEY);
    private final Handle handle = door.make();
    private final SecureRandom random = new SecureRandom();
    private final BareCrypto bare = new BareCrypto(new byte[32]);
    private final String bareHandle = makeFloor();

    /** The engine's. */
    @Benchmark
    public Handle make() {
        return door.make();
    }

    /** The floor. */
    @Benchmark
    public String makeFloor() {
        bare.message.clear().putLong(1).putLong(2).putLong(3).putLong(0);
        bare.put("main");
        bare.put(USER);
        bare.put("sign-in");
        bare.put(KEY);
        bare.put("");
        byte[] iv = new byte[BareCrypto.IV_BYTES];
        random.nextBytes(iv);
        byte[] sealed = bare.seal(bare.message.array(), bare.message.position(), iv, 0, NO_AAD);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The engine's. */
    @Benchmark
    public boolean open() {
        return door.opens(handle);
    }

    /** The floor. */
    @Benchmark
    public void openFloor(Blackhole hole) {
        ByteBuffer in = ByteBuffer.wrap(bare.open(Base64.getUrlDecoder().decode(bareHandle), NO_AAD));
        hole.consume(in.getLong() + in.getLong() + in.getLong() + in.getLong());
        for (int text = 0; text < 5; text++) {
            hole.consume(BareCrypto.text(in));
        }
    }
}
