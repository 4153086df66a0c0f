package io.mfaengine.jdbc;

import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.sent.MfaSentContract;

/** Engines of one node on one pool. */
class PostgresSentTest extends MfaSentContract {
    @Override
    protected MfaStore newStore() {
        return PostgresServer.emptyStore();
    }
}
