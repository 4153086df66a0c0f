package io.mfaengine.memory;

import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.sent.MfaSentContract;

class MemorySentTest extends MfaSentContract {
    @Override
    protected MfaStore newStore() {
        return MemoryStore.create();
    }
}
