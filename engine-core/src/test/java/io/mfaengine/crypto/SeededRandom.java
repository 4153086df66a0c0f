package io.mfaengine.crypto;

import java.security.SecureRandom;
import java.util.Random;

/** A source that gives the same bytes for the same seed, and counts them. For tests. */
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final long seed;
    private final Random source;
    private int drawn;

    public SeededRandom(long seed) {
        this.seed = seed;
        this.source = new Random(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
        drawn += bytes.length;
    }

    public synchronized int drawn() {
        return drawn;
    }

    @Override
    public String toString() {
        return "seed " + seed;
    }
}
