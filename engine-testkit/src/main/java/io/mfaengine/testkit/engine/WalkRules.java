package io.mfaengine.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random walks beside the model, over every store. The system property {@code mfaengine.seed} walks a way again, and
 * {@code mfaengine.minutes} says how long the long one is.
 */
interface WalkRules extends EngineRules {
    /** How many steps the walk takes. */
    int walkSteps();

    @Test
    @Requirement({"R59", "I2", "I3", "I5", "I6"})
    default void aRandomWalkAgreesWithTheModelStepByStep() {
        Walk walk = new Walk(world(), Walk.seed());
        walk.walk(walkSteps());
        assertThat(walk.met()).containsKeys("verify ACCEPTED", "verify WRONG_RESPONSE", "track CHALLENGE");
        if (walkSteps() >= 100_000) {
            meetsAllThatMatters(walk);
        }
    }

    /** So that a walk that agrees has been somewhere. */
    private static void meetsAllThatMatters(Walk walk) {
        assertThat(walk.met())
                .containsKeys(
                        "track PROCEED",
                        "track ENROLL",
                        "track VALIDATE",
                        "track AWAIT_REVIEW",
                        "track DENY",
                        "track IdempotencyConflict",
                        "enroll OPEN",
                        "enroll CHALLENGE_FIRST",
                        "verify ALREADY_USED",
                        "verify MALFORMED",
                        "verify EXPIRED",
                        "verify NOT_OPEN",
                        "verify NOT_ENROLLED",
                        "verify NOT_PERMITTED",
                        "verify CHALLENGE_FIRST",
                        "verify LOCKED",
                        "verify DISABLED",
                        "remove DONE",
                        "rename DONE",
                        "makeDefault DONE",
                        "regenerate DONE",
                        "validate VALID",
                        "validate ALREADY_VALIDATED",
                        "validate NOT_PASSED",
                        "validate EXPIRED",
                        "validate OTHER_INTENT",
                        "validate UNKNOWN_TOKEN");
        assertThat(walk.edges())
                .contains(
                        "ALLOW CHALLENGE_SUCCEEDED",
                        "CHALLENGE_REQUIRED CHALLENGE_SUCCEEDED",
                        "CHALLENGE_REQUIRED CHALLENGE_FAILED",
                        "CHALLENGE_SUCCEEDED BLOCK",
                        "REVIEW_REQUIRED REVIEW_SUCCEEDED",
                        "REVIEW_REQUIRED REVIEW_FAILED");
    }

    @Test
    @Tag("long")
    @Requirement("R59")
    default void aLongWalkAgreesWithTheModelStepByStep() {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("mfaengine.minutes", 2)).toNanos();
        Walk walk = new Walk(world(), Walk.seed());
        walk.walk(() -> System.nanoTime() < end);
        assertThat(walk.met()).containsKeys("verify ACCEPTED", "verify WRONG_RESPONSE", "track CHALLENGE");
    }
}
