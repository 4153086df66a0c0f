package io.mfaengine.testkit.engine;

/** What the groups of an engine's rules share. */
interface EngineRules {
    /** A fresh world for each test: an empty store. */
    EngineWorld world();
}
