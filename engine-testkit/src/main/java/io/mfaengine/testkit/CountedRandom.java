package io.mfaengine.testkit;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A source that counts what is drawn, and of one seed gives the same bytes always. For tests only. */
final class CountedRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient RandomGenerator bytes;
    private int drawn;

    CountedRandom(long seed) {
        this.bytes = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** How many bytes there were. */
    synchronized int drawn() {
        return drawn;
    }

    @Override
    public synchronized void nextBytes(byte[] out) {
        drawn += out.length;
        bytes.nextBytes(out);
    }
}
