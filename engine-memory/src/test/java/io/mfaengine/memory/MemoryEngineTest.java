package io.mfaengine.memory;

import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.engine.MfaEngineContract;

class MemoryEngineTest extends MfaEngineContract {
    @Override
    protected MfaStore newStore() {
        return MemoryStore.create();
    }

    @Override
    public int walkSteps() {
        return 100_000;
    }
}
