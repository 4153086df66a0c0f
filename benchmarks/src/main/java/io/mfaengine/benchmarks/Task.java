package io.mfaengine.benchmarks;

/** One operation again and again, by one thread. */
interface Task {
    /** Makes the next one ready: what comes before it is not measured. */
    void prepare();

    /**
     * Does it.
     *
     * @return whether it came to what it should
     */
    boolean run();
}
