package io.mfaengine;

/**
 * Where the chain of a user's events ends.
 *
 * @param count how many events were chained
 * @param high the first 64 bits of the last one's MAC
 * @param low the next 64 bits of it
 * @param at when the last one happened, in milliseconds
 */
record ChainHead(long count, long high, long low, long at) {
    static final ChainHead START = new ChainHead(0, 0, 0, 0);
}
