package io.mfaengine.testkit;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Chance that comes again, for tests that are to be walked again. Not thread-safe. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
