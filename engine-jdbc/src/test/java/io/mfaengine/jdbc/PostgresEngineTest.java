package io.mfaengine.jdbc;

import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.engine.MfaEngineContract;

/** Engines of one node on one pool. */
class PostgresEngineTest extends MfaEngineContract {
    @Override
    protected MfaStore newStore() {
        return PostgresServer.emptyStore();
    }
}
