package io.mfaengine.testkit;

import io.mfaengine.store.QueryableStore;

/**
 * What a store that can be listed has to keep: all of {@link MfaStoreContract}, and the tests of events, listings and
 * house-keeping.
 */
public abstract class QueryableStoreContract extends MfaStoreContract
        implements EventRules, ListingRules, CountingRules, PurgeRules {
    /** For the tests of a store. */
    protected QueryableStoreContract() {}

    @Override
    protected abstract QueryableStore newStore() throws Exception;

    @Override
    public QueryableStore store() {
        return (QueryableStore) super.store();
    }

    /** Waits until what was committed shows in listings; by default there is nothing to wait for. */
    @Override
    public void catchUp() {}
}
