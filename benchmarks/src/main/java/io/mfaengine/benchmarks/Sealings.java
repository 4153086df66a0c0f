package io.mfaengine.benchmarks;

import io.mfaengine.crypto.KeyRing;
import io.mfaengine.crypto.Sealing;
import java.security.SecureRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * {@code Sealing}: seals and opens 48 bytes, about what an authenticator app keeps, bound to a place of 60 bytes.
 *
 * <p><b>Floor</b>: the same AES-256-GCM with a reused cipher, an IV from the same kind of source, into an array of its
 * own.
 */
@State(Scope.Thread)
public class Sealings {
    private static final byte[] PLAIN = new byte[48];
    private static final byte[] PLACE = new byte[60];

    private final SecureRandom random = new SecureRandom();
    private final Sealing sealing = Sealing.of(KeyRing.generate(), "data", random);
    private final byte[] sealed = sealing.seal(PLAIN, PLACE);
    private final BareCrypto bare = new BareCrypto(new byte[32]);
    private final byte[] bareSealed = bare.seal(PLAIN, PLAIN.length, new byte[BareCrypto.IV_BYTES], 0, PLACE);

    /** The engine's. */
    @Benchmark
    public byte[] seal() {
        return sealing.seal(PLAIN, PLACE);
    }

    /** The floor. */
    @Benchmark
    public byte[] sealFloor() {
        byte[] iv = new byte[BareCrypto.IV_BYTES];
        random.nextBytes(iv);
        return bare.seal(PLAIN, PLAIN.length, iv, 0, PLACE);
    }

    /** The engine's. */
    @Benchmark
    public byte[] open() {
        return sealing.open(sealed, PLACE);
    }

    /** The floor. */
    @Benchmark
    public byte[] openFloor() {
        return bare.open(bareSealed, PLACE);
    }
}
