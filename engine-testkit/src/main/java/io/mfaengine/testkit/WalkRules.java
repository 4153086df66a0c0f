package io.mfaengine.testkit;

import io.mfaengine.requirements.Requirement;
import org.junit.jupiter.api.Test;

/** A short random walk beside the model, over every store. */
interface WalkRules extends EngineRules {
    @Test
    @Requirement({"R59", "I2", "I3", "I5"})
    default void aRandomWalkAgreesWithTheModelStepByStep() {
        new Walk(world(), Walk.seed()).walk(2_000);
    }
}
